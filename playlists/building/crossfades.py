"""Laying sounds one after another over an exact length: by their crossfades first, then by fading out the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from playlists.building.sources import Sound, opening_ms

SHORT_FADE_MS = 1_000
LONG_FADE_MS = 3_000
CRUMB_MS = 1_000


@dataclass(frozen=True, slots=True)
class Laid:
    """A sound as it will be heard: `duration_ms` alone, `tail_ms` more beneath the next."""

    sound: Sound
    duration_ms: int
    tail_ms: int = 0
    fade_out_ms: int = 0

    @property
    def lost_ms(self) -> int:
        """What is cut off its end."""
        return self.sound.length_ms - self.duration_ms - self.tail_ms


def overlap_ms(before: Sound, opening: int) -> int:
    """How long `before` may lie beneath what follows, which allows it over its first `opening` milliseconds."""
    return min(before.tail_ms, opening, before.length_ms // 4)


def lay(sounds: Sequence[Sound], gap_ms: int, opening: int, slack_ms: int = 0) -> list[Laid] | None:
    """`sounds` over exactly `gap_ms` (or up to `slack_ms` more, before a soft time); None where they can't cover it.

    `opening` is what the item after the gap allows beneath itself.
    """
    allowed = [overlap_ms(before, opening_ms(after)) for before, after in pairwise(sounds)]
    allowed.append(overlap_ms(sounds[-1], opening))
    excess = sum(sound.length_ms for sound in sounds) - gap_ms
    tails = _share(excess, allowed)
    lost = excess - sum(tails)
    laid = [Laid(sound, sound.length_ms - tail, tail) for sound, tail in zip(sounds, tails, strict=True)]
    if lost > slack_ms:
        laid[-1] = _faded(laid[-1], lost)
    if excess < 0 or laid[-1].duration_ms <= 0:
        return None
    return _without_crumb(laid)


def _share(excess: int, allowed: Sequence[int]) -> list[int]:
    """The overlaps that take up `excess`, evenly, as far as they can."""
    total = sum(allowed)
    wanted = min(max(excess, 0), total)
    shares, given, reached = [], 0, 0
    for most in allowed:
        reached += most
        shares.append(wanted * reached // total - given if total else 0)
        given += shares[-1]
    return shares


def _faded(last: Laid, lost_ms: int) -> Laid:
    """The last sound, ended early; a tail beneath the next item is a fade already."""
    duration = last.duration_ms - lost_ms
    fade = SHORT_FADE_MS if lost_ms <= SHORT_FADE_MS else LONG_FADE_MS
    return Laid(last.sound, duration, last.tail_ms, 0 if last.tail_ms else min(fade, max(duration, 0) // 2))


def _without_crumb(laid: list[Laid]) -> list[Laid]:
    """A last piece too short to be heard as anything takes half of what the one before it has."""
    if len(laid) < 2 or laid[-1].duration_ms >= CRUMB_MS or laid[-1].lost_ms == 0:
        return laid
    *rest, before, last = laid
    given = min((before.duration_ms - last.duration_ms) // 2, last.lost_ms)
    return [*rest, _faded(before, given), Laid(last.sound, last.duration_ms + given, last.tail_ms, last.fade_out_ms)]
