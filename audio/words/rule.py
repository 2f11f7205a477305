"""A rule: where it may begin, what it looks like, and what is said for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from audio.words.spoken import Note
from audio.words.tongue import Tongue

DIGIT = "<digit>"
WORD = "<word>"
LETTERS = r"[^\W\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u215f\u3007]"


@dataclass
class Scene:
    """The text that is being read, in one tongue. Rules look around in it and leave notes."""

    text: str
    tongue: Tongue
    notes: list[Note] = field(default_factory=list)
    _found: dict[str, bool] = field(default_factory=dict)

    def before(self, start: int, reach: int = 48) -> str:
        """What is written just before a place, on the same line."""
        return self.text[max(0, start - reach) : start].rpartition("\n")[2]

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether it stands anywhere in the text: looked for once, where to look back each time would be slow."""
        if pattern.pattern not in self._found:
            self._found[pattern.pattern] = pattern.search(self.text) is not None
        return self._found[pattern.pattern]

    def note(self, match: re.Match[str], kind: str, message: str, mend: str) -> None:
        """Tell the writer that this place can be read in two ways."""
        self.notes.append(Note(match.start(), match.end(), kind, message, mend))


Say = Callable[[re.Match[str], Scene], str | None]


@dataclass(frozen=True)
class Rule:
    """`keys`: the casefolded first word or the first sign where the rule is tried; DIGIT and WORD stand for any.

    `heads`: of the words that WORD stands for, the casefolded ones with which it can begin (None: any word).
    `letters`: how many the shortest of them has.
    """

    name: str
    source: str
    say: Say
    keys: tuple[str, ...]
    needs: frozenset[str] = frozenset()
    heads: Callable[[], frozenset[str]] | None = None
    letters: int = 1

    @property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when first tried: an import that compiled all of them would be slow."""
        return _compiled(self.source)


@lru_cache(maxsize=512)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def rule(
    name: str,
    source: str,
    say: Say,
    keys: str | Iterable[str],
    needs: str = "",
    heads: Callable[[], frozenset[str]] | None = None,
    letters: int = 1,
) -> Rule:
    """A rule from a pattern and the places where it may begin (`keys`: words apart by blanks, or a list).

    `needs`: signs of which the line must have one for the pattern to fit at all; it spares trying it elsewhere,
    as `letters` spares trying it on shorter words.
    """
    places = tuple(keys.split() if isinstance(keys, str) else keys)
    return Rule(name, source, say, places, frozenset(needs), heads, letters)


def nth(source: str, which: int) -> str:
    """A pattern whose groups are named by "@": the first of a range, the second of a range."""
    return source.replace("@", str(which))
