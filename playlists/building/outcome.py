"""What comes of building a day: its items, and what an operator must be told before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from playlists.items import Item


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the day isn't whole. `message` and `mend` are English source texts with `%(name)s` places for `values`.

    `kind` is one of `no_filler too_long late expired no_room before_start same_time outside empty`.
    """

    at: datetime
    length_ms: int
    kind: str
    message: str
    mend: str
    values: Mapping[str, object] = field(default_factory=dict)
    item_id: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """What a hard time cuts: `lost_ms` of it isn't heard, or it only pauses (`goes_on`), from `at` on."""

    at: datetime
    item_id: str
    title: str
    kind: str
    lost_ms: int
    speech: bool
    goes_on: bool
    by_title: str


@dataclass(frozen=True, slots=True)
class Built:
    """A day's items without gap or overlap, from `starts_at` to `ends_at`, which an item that runs over moves.

    `filler_ms`: how much of it nobody asked for.
    """

    items: tuple[Item, ...]
    faults: tuple[Fault, ...]
    cuts: tuple[Cut, ...]
    starts_at: datetime
    ends_at: datetime
    filler_ms: int

    @property
    def is_whole(self) -> bool:
        """Whether it can be published."""
        return not self.faults
