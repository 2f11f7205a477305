"""One stretch on air: what plays, from when to when, and what is to be reported of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from playlists.agent.items import Item, Media, moment
from playlists.agent.journal import line_of


@dataclass(slots=True)
class Airing:
    """`begins` and `ends` are samples. `own` marks filler that no plan asked for; `faults` make it partial."""

    item: Item
    begins: int
    ends: int
    started_at: datetime
    own: bool = False
    ended: bool = False
    faults: list[str] = field(default_factory=list)

    @classmethod
    def from_line(cls, line: dict[str, Any]) -> Airing:
        """What the disk knows of a stretch that was on air when the machine stopped."""
        started_at = moment(line["started_at"])
        sha256 = line["sha256"]
        media = Media(sha256, 0, "", "") if sha256 else None
        item = Item(line["item_id"], started_at, 1, "soft", line["kind"], line["title"], media=media,
                    playlist_version=line["playlist_version"])  # fmt: skip
        own = line["item_id"] is None
        return cls(item, 0, 0, started_at, own=own, faults=[line["detail"]] if line["detail"] else [])

    @property
    def key(self) -> str:
        """Under which the disk knows that this is on air."""
        return self.item.id or "own"

    def line(self, ended_at: datetime) -> dict[str, Any]:
        """The as-run line of this stretch."""
        outcome = "partial" if self.faults else "aired"
        return line_of(self.item, self.started_at, ended_at, outcome, "; ".join(self.faults))
