"""Variety: which filler is due next, so that no song and no artist comes back too soon."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from playlists.building.moments import instant
from playlists.building.sources import SIGNATURES, Sound
from playlists.items import Item

TITLE_REST_MS = 3 * 3_600_000
ARTIST_REST_MS = 45 * 60_000
POOL = 32
POOL_SIGNATURES = 3
POOL_LEAST = 12

Test = Callable[[Sound], bool]


def is_song(sound: Sound) -> bool:
    """Whether it fills by itself; signatures only stand between."""
    return sound.kind not in SIGNATURES


class Rotation:
    """The filler in the order in which it was heard, longest ago first; what was never heard is shuffled by `seed`."""

    def __init__(self, filler: Sequence[Sound], seed: str, heard: Iterable[Item] = ()) -> None:
        playable = [sound for sound in filler if sound.length_ms > 0]
        playable.sort(key=lambda sound: hashlib.sha256(f"{seed}{sound.sha256}".encode()).digest())
        self._order = {sound.sha256: sound for sound in playable}
        self._heard: dict[str, int] = {}
        self._artists: dict[str, int] = {}
        self._least: dict[str | None, int] = {}
        self._shortest = min((sound.length_ms for sound in playable if is_song(sound)), default=None)
        for item in heard:
            if item.media:
                self.note(item.media.sha256, item.artist, instant(item.starts_at))

    def note(self, sha256: str, artist: str | None, at_ms: int) -> None:
        """That it is heard at `at_ms`."""
        self._heard[sha256] = at_ms
        if artist:
            self._artists[artist] = at_ms
        if sha256 in self._order:
            self._order[sha256] = self._order.pop(sha256)

    def next(self, at_ms: int, daypart: str | None, most_ms: int) -> Sound | None:
        """What is due and no longer than `most_ms`; songs before signatures, the rested before the tired."""

        def fits(sound: Sound) -> bool:
            return sound.length_ms <= most_ms

        def is_fresh_song(sound: Sound) -> bool:
            return fits(sound) and is_song(sound) and self._is_rested(sound, at_ms)

        tests: tuple[Test, ...] = (is_fresh_song, lambda sound: fits(sound) and is_song(sound), fits)
        found = (next(filter(test, self._suitable(daypart)), None) for test in tests)
        return next((sound for sound in found if sound), None)

    def pool(self, at_ms: int, daypart: str | None, gap_ms: int) -> list[Sound]:
        """What a gap of `gap_ms` may be filled with, most due first; signatures only a few, unless no song fits."""
        many = self._shortest is None or gap_ms < self._shortest
        songs = self._due(is_song, at_ms, daypart, POOL)
        signatures = self._due(lambda sound: not is_song(sound), at_ms, daypart, POOL if many else POOL_SIGNATURES)
        return songs + signatures

    def least_ms(self, daypart: str | None) -> int:
        """How much any pool of that daypart holds at least."""
        if daypart not in self._least:
            songs = sorted(sound.length_ms for sound in self._suitable(daypart) if is_song(sound))
            lengths = songs or sorted(sound.length_ms for sound in self._suitable(daypart))
            self._least[daypart] = sum(lengths[:POOL_LEAST])
        return self._least[daypart]

    def _due(self, belongs: Test, at_ms: int, daypart: str | None, most: int) -> list[Sound]:
        """The rested; where they are too few to choose from, the least tired too."""
        sounds = list(filter(belongs, self._suitable(daypart)))
        rested = list(islice((sound for sound in sounds if self._is_rested(sound, at_ms)), most))
        missing = min(most, POOL_LEAST) - len(rested)
        if missing <= 0:
            return rested
        return rested + list(islice((sound for sound in sounds if not self._is_rested(sound, at_ms)), missing))

    def _suitable(self, daypart: str | None) -> Iterator[Sound]:
        """What may be played in the daypart; all of it where nothing may: never silence."""
        sounds = self._order.values()
        fit = (sound for sound in sounds if sound.dayparts is None or daypart in sound.dayparts)
        first = next(fit, None)
        if first is None:
            yield from sounds
            return
        yield first
        yield from fit

    def _is_rested(self, sound: Sound, at_ms: int) -> bool:
        last = self._heard.get(sound.sha256)
        if last is not None and at_ms - last < TITLE_REST_MS:
            return False
        artist = self._artists.get(sound.artist) if sound.artist else None
        return artist is None or at_ms - artist >= ARTIST_REST_MS
