"""What sounds: one owner of the position in samples, who tells the journal what begins and ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from playlists.agent.airing import Airing
from playlists.agent.items import Item
from playlists.agent.journal import Journal, line_of
from playlists.agent.sound import Sound
from playlists.agent.timeline import Timeline, samples

BED_MS = 600_000
# A moment is compared half a sample later, so that an item is due at the sample nearest to its time.
NEAR = timedelta(microseconds=15)


class Stage:
    """The stretch on air, and the sound that it makes up to `position`.

    `filler` names something of our own for a moment with nothing; the last-resort bed where it names none.
    """

    def __init__(
        self, timeline: Timeline, sound: Sound, journal: Journal, filler: Callable[[datetime], Item | None]
    ) -> None:
        self.timeline = timeline
        self.sound = sound
        self.journal = journal
        self._filler = filler
        self.position = 0
        self.on_air = Airing(_bed(self.now), 0, 0, self.now, own=True, ended=True)

    @property
    def now(self) -> datetime:
        """The station's time at the position."""
        return self.timeline.moment(self.position)

    @property
    def due(self) -> datetime:
        """What starts up to here is due."""
        return self.now + NEAR

    @property
    def bed_can_end(self) -> bool:
        """Whether the last-resort bed is on air where filler could be by now."""
        on_bed = self.on_air.own and self.on_air.item.media is None
        return on_bed and self._filler(self.now) is not None

    @property
    def over(self) -> bool:
        """Whether what was on air has ended."""
        return self.position >= self.on_air.ends

    def begin(self, item: Item, join_ms: int, ends: int, before: Airing | None) -> None:
        """Put an item on air until sample `ends`; `before` is its stretch before an interruption."""
        airing = Airing(item, self.position, ends, self.now)
        if join_ms > 0 and item.kind != "filler":
            airing.faults.append(f"joined {join_ms / 1000:.1f} s in")
        if before is not None:
            airing.started_at, airing.faults = before.started_at, before.faults
        self._put_on(airing)
        self.sound.start(item, join_ms, ends - self.position)

    def fill(self) -> None:
        """Put filler of our own on air."""
        item = self._filler(self.now)
        length = samples(item.duration_ms if item else BED_MS)
        own = replace(item, id=None, playlist_version=None) if item else _bed(self.now)
        self._put_on(Airing(own, self.position, self.position + length, self.now, own=True))
        if item is None:
            self.sound.fill()
        else:
            self.sound.start(own, 0, length)

    def end(self, fault: str | None) -> None:
        """What is on air ends here; `fault` makes it partial, except where it is filler of our own."""
        airing = self.on_air
        if airing.ended:
            return
        if fault is not None and not airing.own and not self.over:
            airing.faults.append(fault)
        airing.ended = True
        airing.ends = self.position
        self.journal.end(airing.key, airing.line(self.now))

    def lay_aside(self, reason: str) -> Airing:
        """What is on air is interrupted; its one line is written when it is over for good."""
        airing = self.on_air
        airing.faults.append(f"{reason} at {self.now:%H:%M:%S} UTC")
        airing.ended = True
        airing.ends = self.position
        return airing

    def shorten(self, length: int) -> None:
        """What is on air fades towards a known cut, `length` samples from here."""
        if length > 0 and self.position + length < self.on_air.ends:
            self.sound.shorten(length)

    def distance(self, item: Item) -> int:
        """Samples from here to an item's planned start."""
        return self.timeline.sample(item.starts_at) - self.position

    def _put_on(self, airing: Airing) -> None:
        self.on_air = airing
        ends_at = self.timeline.moment(airing.ends)
        line = line_of(airing.item, airing.started_at, ends_at, "partial", "; ".join(airing.faults))
        self.journal.begin(airing.key, line)


def _bed(now: datetime) -> Item:
    return Item(None, now, BED_MS, "soft", "filler", title="Siar: last-resort bed")
