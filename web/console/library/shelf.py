"""Finding sounds: by words in title, artist, category or tags, by kind, page by page."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select
from sqlalchemy.orm import Session

from scheduler.library import Kind, LibrarySound

PAGE = 50
RETIRED = "retired"


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; `kind` may be `retired`, `page` counts from 1."""

    words: str = ""
    kind: str = ""
    page: int = 1


@dataclass(frozen=True)
class Shelf:
    """One page of what was found, how many there are, and how many of each kind the words find."""

    sounds: tuple[LibrarySound, ...]
    total: int
    counts: dict[str, int]

    def has_more(self, page: int) -> bool:
        """Whether a page follows that one."""
        return page * PAGE < self.total


def look_up(session: Session, asked: Asked) -> Shelf:
    """The sounds that were asked for, by title."""
    of_words = _of_words(asked.words)
    wanted = and_(of_words, _of_kind(asked.kind))
    found = select(LibrarySound).where(wanted).order_by(func.lower(LibrarySound.title), LibrarySound.id)
    total = session.scalar(select(func.count()).select_from(LibrarySound).where(wanted)) or 0
    page = session.scalars(found.offset((asked.page - 1) * PAGE).limit(PAGE))
    return Shelf(tuple(page), total, _counts(session, of_words))


def _of_words(words: str) -> ColumnElement[bool]:
    """Every word must be in one of the places."""
    return and_(True, *(_has(word) for word in words.lower().split()))


def _has(word: str) -> ColumnElement[bool]:
    """Tags are kept as JSON, whose text holds them, what is not ASCII escaped."""
    places = (LibrarySound.title, LibrarySound.artist, LibrarySound.category)
    in_tags = func.lower(cast(LibrarySound.tags, String)).contains(json.dumps(word)[1:-1], autoescape=True)
    return or_(in_tags, *(func.lower(place).contains(word, autoescape=True) for place in places))


def _of_kind(kind: str) -> ColumnElement[bool]:
    if kind == RETIRED:
        return LibrarySound.retired_at.is_not(None)
    in_use = LibrarySound.retired_at.is_(None)
    return and_(in_use, LibrarySound.kind == kind) if kind in list(Kind) else in_use


def _counts(session: Session, of_words: ColumnElement[bool]) -> dict[str, int]:
    retired = LibrarySound.retired_at.is_not(None)
    asked = select(LibrarySound.kind, retired, func.count()).where(of_words).group_by(LibrarySound.kind, retired)
    counts: dict[str, int] = {}
    for kind, gone, number in session.execute(asked):
        name = RETIRED if gone else kind
        counts[name] = counts.get(name, 0) + number
    return counts
