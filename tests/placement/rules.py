"""The rules and the value once more, reckoned from the document alone, and every plan of a tiny problem tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from typing import Any

Document = dict[str, Any]
Pair = tuple[str, str]


def fixed(document: Document) -> set[str]:
    """The breaks that keep what was published."""
    if document["fixed_before"] is None:
        return set()
    until = datetime.fromisoformat(document["fixed_before"])
    return {brk["id"] for brk in document["breaks"] if datetime.fromisoformat(brk["starts_at"]) < until}


def standing(document: Document) -> set[Pair]:
    """What was published in fixed breaks."""
    return {(one["flight"], one["break"]) for one in document["published"] if one["break"] in fixed(document)}


def value(document: Document, pairs: set[Pair]) -> float:
    """What a plan is worth."""
    days = {brk["id"]: brk["day"] for brk in document["breaks"]}
    weight = {flight["id"]: 2.0 ** (flight["priority"] - 1) for flight in document["flights"]}
    counts = Counter((name, days[where]) for name, where in pairs)
    kept = pairs & {(one["flight"], one["break"]) for one in document["published"]}
    placed = sum(weight[name] * 0.8**k for (name, _), n in counts.items() for k in range(n))
    return float(placed + sum(0.3 * weight[name] for name, _ in kept))


def faults(document: Document, pairs: set[Pair]) -> list[str]:
    """Each rule that a plan breaks; what is fixed is excused as long as nothing was added to it."""
    still, frozen = standing(document), fixed(document)
    if {pair for pair in pairs if pair[1] in frozen} != still:
        return ["what is fixed was changed"]
    return [*_of_breaks(document, pairs - still), *_of_flights(document, pairs, still)]


def _of_breaks(document: Document, free: set[Pair]) -> Iterator[str]:
    flights = {flight["id"]: flight for flight in document["flights"]}
    for brk in document["breaks"]:
        here = [flights[name] for name, where in free if where == brk["id"]]
        if sum(flight["spot_ms"] for flight in here) > brk["capacity_ms"]:
            yield f"{brk['id']} is over its capacity"
        if any(n > document["agency_per_break"] for n in Counter(flight["agency"] for flight in here).values()):
            yield f"{brk['id']} is over its agency limit"
        for flight in here:
            inside = flight["first_day"] <= brk["day"] <= flight["last_day"]
            if not inside or brk["daypart"] not in flight["dayparts"]:
                yield f"{flight['id']} is outside its days or dayparts"


def _of_flights(document: Document, pairs: set[Pair], still: set[Pair]) -> Iterator[str]:
    breaks = {brk["id"]: brk for brk in document["breaks"]}
    for flight in document["flights"]:
        own = [pair for pair in pairs if pair[0] == flight["id"]]
        free = [pair for pair in own if pair not in still]
        if free and flight["total"] is not None and len(own) > flight["total"]:
            yield f"{flight['id']} is over its total"
        days = Counter(breaks[where]["day"] for _, where in own)
        if any(days[breaks[where]["day"]] > flight["spots_per_day"] for _, where in free):
            yield f"{flight['id']} is over its number for a day"
        least = timedelta(minutes=flight["separation_min"])
        starts = sorted((datetime.fromisoformat(breaks[pair[1]]["starts_at"]), pair in still) for pair in own)
        if any(b[0] - a[0] < least and not (a[1] and b[1]) for a, b in pairwise(starts)):
            yield f"{flight['id']} is too near to itself"


def best_value(document: Document) -> float:
    """The value of the best of all plans."""
    still = standing(document)
    names = [(flight["id"], brk["id"]) for flight in document["flights"] for brk in document["breaks"]]
    free = [pair for pair in names if pair not in still and not faults(document, still | {pair})]
    plans = (still.union(some) for n in range(len(free) + 1) for some in combinations(free, n))
    return max(value(document, plan) for plan in plans if not faults(document, plan))
