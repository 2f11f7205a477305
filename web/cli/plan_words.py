"""A plan in words: how good it is, what it leaves out in sum, and each of it by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scheduler.lacks import Lacking
    from scheduler.placement import Unplaced


def of_the_plan(told: Mapping[str, Any]) -> str:
    """How many spots, what they are worth, how far that may be from the best, how long it took."""
    gap = f"value {told['objective']:.2f} of at most {told['bound']:.2f} (gap {told['gap']:.2%})"
    return f"{len(told['spots'])} spots placed, {gap}, {told['seconds']:.1f} s."


def in_sum(lacks: Sequence[Lacking], waiting: int) -> list[str]:
    """What is left out, the commonest reason first: a week may leave out hundreds of spots."""
    if not lacks and not waiting:
        return []
    by_reason = Counter[str]()
    for one in lacks:
        by_reason[_bare(one.told.message)] += one.missing
    lines = [f"{number:>6} {reason}" for reason, number in by_reason.most_common()]
    if waiting:
        lines.append(f"{waiting:>6} announcements wait for approval: they get no place before that.")
    return [f"{by_reason.total()} spots have no place:", *lines]


def by_name(lacks: Iterable[Lacking]) -> list[str]:
    """Each day of an announcement that lacks spots, by agency and title."""
    return [f"{one.day} {one.agency}, {one.title}: {one.missing} not placed. {one.told}" for one in lacks]


def by_flight(unplaced: Iterable[Unplaced]) -> list[str]:
    """The same for a problem in a file, by the names that it has there."""
    return [f"{one.day} {one.flight}: {one.missing} not placed. {one.reason}" for one in unplaced]


def _bare(message: str) -> str:
    """The reason without what differs from spot to spot."""
    return re.sub(r"%\(\w+\)[.\d]*[sdf]", "…", message)
