"""What is different between two versions of a day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from playlists.items import Day, Item


@dataclass(frozen=True, slots=True)
class Change:
    """`kind` is `moved` (another start only), `changed`, `added` or `removed`; `before` or `after` may be None."""

    kind: str
    item: Item
    before: Item | None
    after: Item | None


def diff(old: Day, new: Day) -> tuple[Change, ...]:
    """What became of each airing, in order of the times at which it is heard, or was to be."""
    before = {item.id: item for item in old.items}
    after = {item.id: item for item in new.items}
    removed = [Change("removed", item, item, None) for item in old.items if item.id not in after]
    added = [Change("added", item, None, item) for item in new.items if item.id not in before]
    kept = [_between(before[item.id], item) for item in new.items if item.id in before]
    changes = [*removed, *added, *(change for change in kept if change)]
    return tuple(sorted(changes, key=lambda change: change.item.starts_at))


def _between(old: Item, new: Item) -> Change | None:
    if old == new:
        return None
    is_moved = replace(old, starts_at=new.starts_at) == new
    return Change("moved" if is_moved else "changed", new, old, new)
