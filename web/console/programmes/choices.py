"""Sounds to choose from, by title: those that a use is for, and the one that is chosen already."""

from __future__ import annotations

from scheduler.library import Kind, LibrarySound, sounds
from web.console.scope import db


def choices(*kinds: Kind, chosen: str | None = None) -> list[LibrarySound]:
    """The sounds of these kinds that are in use, by title; `chosen` (an id) is among them, whatever its kind."""
    found = {each.id: each for each in sounds(db(), *kinds)}
    if chosen and (kept := db().get(LibrarySound, chosen)):
        found[kept.id] = kept
    return sorted(found.values(), key=lambda each: (each.title.casefold(), each.id))
