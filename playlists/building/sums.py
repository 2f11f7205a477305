"""Subset sums: the totals that a choice of lengths, each used once, can reach, kept as the bits of one int."""

from __future__ import annotations

from collections.abc import Sequence

UNIT_MS = 10


def in_units(milliseconds: int) -> int:
    """Rounded down, so that a sum is never longer than it seems."""
    return milliseconds // UNIT_MS


def reachable(lengths: Sequence[int], most: int) -> list[int]:
    """For each number of first `lengths`, the set of totals up to `most` that they reach."""
    mask = (1 << max(most, 0) + 1) - 1
    totals = [1]
    for length in lengths:
        totals.append((totals[-1] | totals[-1] << length) & mask)
    return totals


def lowest_from(totals: int, least: int) -> int | None:
    """The smallest total of at least `least`."""
    rest = totals >> max(least, 0)
    return max(least, 0) + (rest & -rest).bit_length() - 1 if rest else None


def highest_to(totals: int, most: int) -> int | None:
    """The greatest total of at most `most`."""
    return (totals & (1 << most + 1) - 1).bit_length() - 1 if most >= 0 else None


def choice(totals: Sequence[int], lengths: Sequence[int], total: int) -> list[int]:
    """The places of the lengths that make `total`; the first ones rather than the last."""
    chosen = []
    for place in range(len(lengths) - 1, -1, -1):
        if not totals[place] >> total & 1:
            chosen.append(place)
            total -= lengths[place]
    return chosen[::-1]
