"""How full a break can be at most with whole spots: where all last 40 s, of 90 s only 80 are of use."""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd

FINEST = 400_000  # steps: a break that is finer than that is left as it is


def fullest(lengths_ms: Iterable[int], room_ms: int) -> int:
    """The greatest sum of some of these lengths that is not above the room, in milliseconds."""
    lengths = [length for length in lengths_ms if length <= room_ms]
    step = gcd(*lengths) or 1
    room = room_ms // step
    if room > FINEST:
        return room_ms
    sums, inside = 1, (1 << (room + 1)) - 1  # bit n: n steps can be filled
    for length in lengths:
        sums |= (sums << (length // step)) & inside
        if sums >> room:
            break
    return (sums.bit_length() - 1) * step
