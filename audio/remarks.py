"""What a recording tells people about itself, so that it can be told in their language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audio.errors import SiarError


@dataclass(frozen=True)
class Remark:
    """An English source text with `%(name)s` places filled from `values`, translated where it is shown."""

    message: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.message % dict(self.values) if self.values else self.message


def remark(message: str, **values: object) -> Remark:
    """A remark with its values as they are to be read."""
    return Remark(message, tuple((name, str(value)) for name, value in values.items()))


def remarks_of(error: SiarError) -> tuple[Remark, ...]:
    """What an error says, and how to mend it."""
    return tuple(remark(text, **error.values) for text in (error.message, error.mend) if text)


def told(remarks: Iterable[Remark]) -> str:
    """All of them as one English line."""
    return " ".join(str(each) for each in remarks)
