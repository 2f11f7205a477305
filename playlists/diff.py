"""What differs between two versions of a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from playlists.items import Day, Item


@dataclass(frozen=True, slots=True)
class Change:
    """`kind` is `moved`, `added`, `removed` or `changed`; `item` is the newer one, for `removed` the one that went.

    `before` is the item as it was, None for `added` and `removed`. What moved and changed as well is `changed`.
    """

    kind: str
    item: Item
    before: Item | None = None


def diff(old: Day, new: Day) -> tuple[Change, ...]:
    """The changes in order of time; empty for equal days. Items are the same when their ids are."""
    return tuple(sorted(_changes(old, new), key=lambda change: (change.item.starts_at, change.item.id)))


def _changes(old: Day, new: Day) -> Iterator[Change]:
    was = {item.id: item for item in old.items}
    stays = {item.id for item in new.items}
    yield from (Change("removed", item) for item in old.items if item.id not in stays)
    for item in new.items:
        before = was.get(item.id)
        if before is None:
            yield Change("added", item)
        elif before != item:
            yield Change(_kind(before, item), item, before)


def _kind(before: Item, after: Item) -> str:
    return "moved" if replace(before, starts_at=after.starts_at) == after else "changed"
