"""The patterns of like breaks, written down once: what fills such a break best is then one product, at any prices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

MOST = 24  # spots: of more there are too many patterns to write down, so the best is searched for each time
LOOKS = 150_000

Listed = NDArray[np.float64]


def full_patterns(
    lengths: Sequence[int], agencies: Sequence[str], room: int, limits: Mapping[str, int]
) -> Listed | None:
    """A row of 0 and 1 for each set of these spots (lengths in ms) that fits the room and the limits of the agencies
    together and takes no other one beside it; nothing where there are too many to write down.
    """
    if len(lengths) > MOST:
        return None
    search = _Search(lengths, agencies, limits)
    search.go(0, room)
    if search.looks > LOOKS:
        return None
    rows = np.zeros((len(search.found), len(lengths)))
    for row, chosen in zip(rows, search.found, strict=True):
        row[chosen] = 1.0
    return rows


class _Search:
    def __init__(self, lengths: Sequence[int], agencies: Sequence[str], limits: Mapping[str, int]) -> None:
        self.lengths, self.agencies, self.limits = lengths, agencies, limits
        self.chosen: list[int] = []
        self.left_out: list[int] = []
        self.used: Counter[str] = Counter()
        self.found: list[list[int]] = []
        self.looks = 0

    def go(self, n: int, room: int) -> None:
        self.looks += 1
        if self.looks > LOOKS:
            return
        if n == len(self.lengths):
            if not any(self._fits(other, room) for other in self.left_out):
                self.found.append(self.chosen[:])
            return
        if self._fits(n, room):
            self.chosen.append(n)
            self.used[self.agencies[n]] += 1
            self.go(n + 1, room - self.lengths[n])
            self.used[self.agencies[n]] -= 1
            self.chosen.pop()
            self.left_out.append(n)
            self.go(n + 1, room)
            self.left_out.pop()
        else:
            self.left_out.append(n)
            self.go(n + 1, room)
            self.left_out.pop()

    def _fits(self, n: int, room: int) -> bool:
        return self.lengths[n] <= room and self.used[self.agencies[n]] < self.limits[self.agencies[n]]
