"""What leaves a break so that one more spot fits: some change places with it, others lose theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.placement.search import Search

Clearing = tuple[list[int], list[int], float]


def clear(search: Search, f: int, b: int, away: int, over: int, budget: float) -> Clearing | None:
    """Which flights move from break b to the one that flight f leaves (the only one of `away`), which lose their
    spot, and the value lost by both; None when it is more than `budget`. `over` is how many ms are missing.
    """
    evicted: list[int] = []
    moved: list[int] = []
    lost = 0.0
    agency, holds = search.table.agency, search.holds[b]
    own, limit = agency[f], search.table.problem.agency_per_break
    same = [g for g in holds if agency[g] == own]
    if len(same) >= limit:
        lost, one = min((_loss(search, g, b), g) for g in same)
        if lost > budget:
            return None
        evicted.append(one)
        over -= search.table.length[one]
    if over > 0 and away and not away & (away - 1) and away & search.table.day_mask[search.table.day[b]]:
        moved = _changing_places(search, f, b, away, over, evicted)
        over -= sum(search.table.length[g] for g in moved)
        lost += _steadiness_lost(search, moved, b, away.bit_length() - 1)
    if over > 0:
        lost += _evict(search, b, over, budget - lost, moved, evicted)
    return (moved, evicted, lost) if lost <= budget else None


def _changing_places(search: Search, f: int, b: int, away: int, over: int, staying: list[int]) -> list[int]:
    """One flight of break b that goes where f comes from and leaves room enough, or else up to two that help."""
    table, a = search.table, away.bit_length() - 1
    length, allowed, placed = table.length, table.allowed_mask, search.placed
    room, here, fitting = search.room[a] + length[f], 1 << b, []
    for g in search.holds[b]:
        mine = placed[g]
        if length[g] <= room and allowed[g] & away and not (mine & away or (mine ^ here) & table.near[g][a]):
            fitting.append(g)
    fitting = [g for g in fitting if g not in staying and _agency_lets(search, g, a, f)]
    enough = [g for g in fitting if length[g] >= over]
    if enough:
        return [enough[int(search.random() * len(enough))]]
    return _pair(search, fitting, room)


def _agency_lets(search: Search, g: int, a: int, leaving: int) -> bool:
    agency = search.table.agency
    own = agency[g]
    there = sum(agency[h] == own for h in search.holds[a] if h != leaving)
    return there < search.table.problem.agency_per_break


def _pair(search: Search, fitting: list[int], room: int) -> list[int]:
    """Two of them by chance if both fit (of two agencies, so that neither limit is met together), else one."""
    if len(fitting) < 2:
        return fitting
    length, agency = search.table.length, search.table.agency
    first = int(search.random() * len(fitting))
    second = (first + 1 + int(search.random() * (len(fitting) - 1))) % len(fitting)
    one, two = fitting[first], fitting[second]
    return [one, two] if length[one] + length[two] <= room and agency[one] != agency[two] else [one]


def _steadiness_lost(search: Search, moved: list[int], b: int, a: int) -> float:
    bonus = search.table.bonus
    return sum(bonus[g].get(b, 0.0) - bonus[g].get(a, 0.0) for g in moved if bonus[g])


def _evict(search: Search, b: int, over: int, budget: float, staying: list[int], evicted: list[int]) -> float:
    """Add to `evicted` until `over` ms are free or more than `budget` is lost; what is lost."""
    length, lost = search.table.length, 0.0
    there = [(_loss(search, g, b), g) for g in search.holds[b] if g not in staying and g not in evicted]
    while over > 0 and lost <= budget:
        enough = [one for one in there if length[one[1]] >= over]
        one = min(enough) if enough else min(there, key=lambda x: x[0] / length[x[1]])
        there.remove(one)
        evicted.append(one[1])
        over -= length[one[1]]
        lost += one[0]
    return lost


def _loss(search: Search, g: int, b: int) -> float:
    """What a flight loses with its spot in break b."""
    table = search.table
    return table.step[g][search.count[g][table.day[b]]] + table.bonus[g].get(b, 0.0)
