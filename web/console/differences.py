"""What changed from one revision to another, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from scheduler.announcements.tables import Revision

FLIGHT = ("priority", "first_day", "last_day", "spots_per_day", "dayparts", "separation_min", "total", "category")


@dataclass(frozen=True)
class Piece:
    """A stretch of text: `same`, `gone` or `new`."""

    text: str
    kind: str


@dataclass(frozen=True)
class Difference:
    """Of two revisions: the pieces of title and text, and the names of the flight's fields that changed."""

    title: tuple[Piece, ...]
    body: tuple[Piece, ...]
    fields: tuple[tuple[str, object, object], ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not self.fields and all(piece.kind == "same" for piece in (*self.title, *self.body))


def difference(old: Revision, new: Revision) -> Difference:
    """What a reader of `old` must know about `new`."""
    return Difference(
        title=words_changed(old.title, new.title),
        body=words_changed(old.body, new.body),
        fields=tuple(
            (name, getattr(old, name), getattr(new, name))
            for name in FLIGHT
            if getattr(old, name) != getattr(new, name)
        ),
    )


def words_changed(old: str, new: str) -> tuple[Piece, ...]:
    """The text of both, in pieces; beyond 4,000 words the whole text counts as changed."""
    before, after = _words(old), _words(new)
    if max(len(before), len(after)) > 8000:
        return (Piece(old, "gone"), Piece(new, "new")) if old != new else (Piece(new, "same"),)
    pieces: list[Piece] = []
    for act, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            pieces.append(Piece("".join(after[new_start:new_end]), "same"))
            continue
        pieces += [Piece("".join(before[start:end]), "gone"), Piece("".join(after[new_start:new_end]), "new")]
    return tuple(piece for piece in pieces if piece.text)


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\S+\s*|\s+", text)
