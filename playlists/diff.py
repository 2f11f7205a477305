"""What differs between two versions of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from playlists.items import Day, Item

Lost = defaultdict[str | None, list[Item]]


@dataclass(frozen=True, slots=True)
class Change:
    """`kind` is `moved`, `added`, `removed` or `changed`; `item` is the newer one, for `removed` the one that went.

    `before` is the item as it was, None for `added` and `removed`. What moved and changed as well is `changed`.
    """

    kind: str
    item: Item
    before: Item | None = None

    @property
    def after(self) -> Item | None:
        """The item as it is now; None when it was removed."""
        return None if self.kind == "removed" else self.item


def diff(old: Day, new: Day) -> tuple[Change, ...]:
    """The changes in order of time; empty for equal days.

    An item is found again by its id, else by what is announced: a spot that went to another break has moved.
    """
    was = {item.id: item for item in old.items}
    stays = {item.id for item in new.items}
    lost = _by_announcement(item for item in old.items if item.id not in stays)
    changes = list(_since(was, lost, new.items))
    changes += [Change("removed", item) for items in lost.values() for item in items]
    return tuple(sorted(changes, key=lambda change: (change.item.starts_at, change.item.id)))


def _since(was: dict[str, Item], lost: Lost, items: Iterable[Item]) -> Iterator[Change]:
    """What is new, moved or changed; takes from `lost` what is found again."""
    for item in items:
        before = was.get(item.id) or _found_again(lost, item)
        if before is None:
            yield Change("added", item)
        elif before != item:
            yield Change(_kind(before, item), item, before)


def _by_announcement(items: Iterable[Item]) -> Lost:
    """Under the announcement's id; under None what announces nothing."""
    found: Lost = defaultdict(list)
    for item in items:
        found[item.announcement_id].append(item)
    return found


def _found_again(lost: Lost, item: Item) -> Item | None:
    same = lost.get(item.announcement_id) if item.announcement_id else None
    return same.pop(0) if same else None


def _kind(before: Item, after: Item) -> str:
    return "moved" if replace(before, id=after.id, starts_at=after.starts_at) == after else "changed"
