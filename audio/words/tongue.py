"""A tongue: how one language says numbers, dates, hours and the small words between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Tongue:
    """One language's own ways. `words` are the joining words of the rules ("to", "per", "comma" …), by English key."""

    code: str
    cardinal: Callable[[int], str]
    ordinal: Callable[[int], str]
    year: Callable[[int], str]
    hour: Callable[[int, int, int | None], str]
    date: Callable[[int, str, int | None], str]
    digits: tuple[str, ...]
    letters: Mapping[str, str]
    months: tuple[str, ...]
    words: Mapping[str, str]
    units: Mapping[str, str]
    thousands: str = "."
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    before_names: Mapping[str, str] = field(default_factory=dict)
    dotted: Mapping[str, str] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def units_in_any_case(self) -> dict[str, str]:
        """The units by their casefolded signs; the first of two that differ only in case."""
        return {sign.casefold(): name for sign, name in reversed(list(self.units.items())) if len(sign) > 1}

    def spell(self, letters: str) -> str:
        """The names of letters and digits, one by one."""
        return " ".join(
            self.digits[int(c)] if "0" <= c <= "9" else self.letters.get(c.lower(), c.lower()) for c in letters
        )
