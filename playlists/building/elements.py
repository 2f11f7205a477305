"""What must be in the day: programmes, spots, prayer calls, station IDs, each with the time that it is wanted at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from playlists.building.moments import instant
from playlists.building.sources import Sound, Source
from playlists.items import item_id

LASTING = frozenset({"programme", "live", "relay", "off_air"})


@dataclass(frozen=True, slots=True)
class Element:
    """One thing wanted on air. `duration_ms` None: as long as its sound; `max_late_ms` None: however late.

    `may_be_cut`: a hard time may end it early without harm. `id`: the airing's, where it has one already (a spot).
    """

    at: datetime
    timing: str
    kind: str
    title: str
    source: Source
    artist: str | None = None
    duration_ms: int | None = None
    id: str | None = None
    max_late_ms: int | None = None
    not_after: datetime | None = None
    priority: int | None = None
    announcement_id: str | None = None
    transcript: str | None = None
    may_be_cut: bool = False

    @property
    def at_ms(self) -> int:
        return instant(self.at)

    @property
    def length_ms(self) -> int:
        """How long it takes: as planned, but no longer than there is sound."""
        if not isinstance(self.source, Sound):
            return self.duration_ms or 0
        sound = self.source.length_ms
        return sound if self.duration_ms is None else min(self.duration_ms, sound)

    @property
    def is_hard(self) -> bool:
        return self.timing == "hard"

    @property
    def lasts(self) -> bool:
        """Whether shorter things may interrupt it, after which it goes on: a programme, a relay, a night off air."""
        return self.kind in LASTING

    @property
    def is_speech(self) -> bool:
        return self.source.speech if isinstance(self.source, Sound) else False


def identity(element: Element, part: int = 0) -> str:
    """The id of its airing. It hangs on what is wanted and when, not on the second at which it comes to start."""
    if element.id and not part:
        return element.id
    source = element.source.sha256 if isinstance(element.source, Sound) else element.source
    what = element.id or (element.kind, element.title, element.announcement_id, source)
    return item_id(element.at_ms, what, part)
