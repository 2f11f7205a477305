"""Variety: which filler is due next, so that no song and no artist comes back too soon."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice

from playlists.building.moments import instant
from playlists.building.sources import SIGNATURES, Sound
from playlists.items import Item
from scheduler.rotation_rules import USUAL, RotationRules

HOUR_MS = 3_600_000
POOL = 32
POOL_SIGNATURES = 3
POOL_LEAST = 12

Test = Callable[[Sound], bool]


def is_song(sound: Sound) -> bool:
    """Whether it fills by itself; signatures only stand between."""
    return sound.kind not in SIGNATURES


class Rotation:
    """The filler in the order in which it was heard, longest ago first; what was never heard is shuffled by `seed`."""

    def __init__(
        self,
        filler: Sequence[Sound],
        seed: str,
        heard: Iterable[Item] = (),
        rules: RotationRules = USUAL,
    ) -> None:
        self._rules = rules
        playable = [sound for sound in filler if sound.length_ms > 0]
        playable.sort(key=lambda sound: hashlib.sha256(f"{seed}{sound.sha256}".encode()).digest())
        self._order = {sound.sha256: sound for sound in playable}
        self._heard: dict[str, int] = {}
        self._starts: defaultdict[str, list[int]] = defaultdict(list)
        self._language_ms: Counter[str] = Counter()
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
            sound = self._order[sha256] = self._order.pop(sha256)
            self._language_ms[self._language(sound)] += sound.length_ms
        if sha256 in self._rules.most_an_hour:
            self._starts[sha256].append(at_ms)

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
        """What may be played in the daypart; all of it where nothing may: never silence. The languages that have
        the least of their share come first."""
        sounds: Collection[Sound] = self._order.values()
        if self._rules.language_shares:
            sounds = sorted(sounds, key=self._fullness)
        fit = (sound for sound in sounds if sound.dayparts is None or daypart in sound.dayparts)
        first = next(fit, None)
        if first is None:
            yield from sounds
            return
        yield first
        yield from fit

    def _is_rested(self, sound: Sound, at_ms: int) -> bool:
        last = self._heard.get(sound.sha256)
        if last is not None and at_ms - last < self._rules.title_rest_ms:
            return False
        most = self._rules.most_an_hour.get(sound.sha256)
        if most is not None and sum(at_ms - each < HOUR_MS for each in self._starts[sound.sha256]) >= most:
            return False
        artist = self._artists.get(sound.artist) if sound.artist else None
        return artist is None or at_ms - artist >= self._rules.artist_rest_ms

    def _language(self, sound: Sound) -> str:
        language = self._rules.languages.get(sound.sha256, "")
        return language if language in self._rules.language_shares else ""

    def _fullness(self, sound: Sound) -> float:
        share = self._rules.share_of(sound.sha256)
        return self._language_ms[self._language(sound)] / share if share else float("inf")
