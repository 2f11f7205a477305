"""What can be heard: a file, a stream, a person in the studio, or a planned silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from playlists.items import Media

BEDS = frozenset({"bed"})
SIGNATURES = frozenset({"jingle", "station_id"})


@dataclass(frozen=True, slots=True)
class Sound:
    """A file: of it `cue_in_ms` to `cue_out_ms` is played, the last `tail_ms` of which may lie beneath what follows.

    `kind` is the library's (`music`, `jingle`, `station_id`, `bed`, `programme`) or an item's; `speech` is never cut
    unless it must be. `dayparts` None: at any hour.
    """

    sha256: str
    bytes: int
    mime: str
    ext: str
    title: str
    artist: str | None
    kind: str
    duration_ms: int
    cue_in_ms: int
    cue_out_ms: int
    loudness_lufs: float | None = None
    speech: bool = False
    dayparts: frozenset[str] | None = None
    tail_ms: int = 0
    announcement_id: str | None = None

    @property
    def length_ms(self) -> int:
        """What is heard of it when nothing cuts it."""
        return self.cue_out_ms - self.cue_in_ms

    @property
    def media(self) -> Media:
        return Media(self.sha256, self.bytes, self.mime, self.ext)


@dataclass(frozen=True, slots=True)
class Stream:
    """A relay or a remote live broadcast."""

    url: str


@dataclass(frozen=True, slots=True)
class Studio:
    """A person on the microphone, who reads `transcript` if there is one."""

    transcript: str | None = None


@dataclass(frozen=True, slots=True)
class OffAir:
    """A planned silence."""


Source = Sound | Stream | Studio | OffAir


@dataclass(frozen=True, slots=True)
class Daypart:
    """A named stretch of the day by the wall clock, `ends` not included; midnight as an end is the day's end."""

    name: str
    starts: time
    ends: time

    def holds(self, clock: time) -> bool:
        if self.starts < self.ends:
            return self.starts <= clock < self.ends
        return clock >= self.starts or clock < self.ends


def daypart_at(moment: datetime, dayparts: Sequence[Daypart]) -> str | None:
    """The daypart in which `moment`, a station's wall clock, lies."""
    clock = moment.time()
    return next((daypart.name for daypart in dayparts if daypart.holds(clock)), None)


def opening_ms(source: Source) -> int:
    """How much of its beginning may lie over the end of what is before it: speech must be heard from the first word."""
    if not isinstance(source, Sound) or source.speech:
        return 0
    return source.length_ms // 4
