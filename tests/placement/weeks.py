"""Made-up placement problems, and a judge that knows the rules on its own."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

PARTS = {"pagi": range(5, 10), "siang": range(10, 15), "sore": range(15, 19), "malam": range(19, 24)}
Document = dict[str, Any]


def week(seed: int, flights: int, days: int = 2, a_day: int = 12, quotas: bool = False) -> Document:
    """A problem as a JSON document: the more flights, the more oversold."""
    random, first = Random(seed), datetime.fromisoformat("2026-11-30T05:08:00+07:00")
    breaks = [_break(random, first, day, n * 1080 // a_day, n) for day in range(days) for n in range(a_day)]
    return {
        "breaks": breaks,
        "flights": [_flight(random, first, n, days, quotas) for n in range(flights)],
        "agency_per_break": 2,
        "published": [],
        "fixed_before": None,
    }


def _break(random: Random, first: datetime, day: int, minutes: int, n: int) -> Document:
    at = first + timedelta(days=day, minutes=minutes)
    part = next(name for name, hours in PARTS.items() if at.hour in hours)
    date = (first + timedelta(days=day)).date().isoformat()
    capacity = random.choice((90_000, 120_000, 150_000))
    return {"id": f"b{day}-{n:02}", "day": date, "starts_at": at.isoformat(), "daypart": part, "capacity_ms": capacity}


def _flight(random: Random, first: datetime, n: int, days: int, quotas: bool) -> Document:
    begin, end = sorted((random.randrange(days), random.randrange(days)))
    return {
        "id": f"f{n:03}",
        "agency": f"OPD{random.randrange(6)}",
        "spot_ms": random.randrange(15_000, 60_001),
        "priority": random.randint(1, 5),
        "first_day": (first + timedelta(days=begin)).date().isoformat(),
        "last_day": (first + timedelta(days=end)).date().isoformat(),
        "spots_per_day": random.randint(1, 5),
        "dayparts": random.sample(sorted(PARTS), random.randint(1, 4)),
        "separation_min": random.choice((0, 60, 90, 180)),
        "total": random.randint(1, 4) if quotas else None,
    }


def judge(document: Document, answer: Document) -> tuple[float, list[str]]:
    """The value of an answer and every rule it breaks, reckoned from the document alone."""
    breaks = {brk["id"]: brk for brk in document["breaks"]}
    flights = {flight["id"]: flight for flight in document["flights"]}
    placed = [(spot["flight"], spot["break"]) for spot in answer["spots"]]
    published = {(spot["flight"], spot["break"]) for spot in document["published"]}
    faults = ["twice"] if len(set(placed)) < len(placed) else []
    starts: defaultdict[str, list[datetime]] = defaultdict(list)
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    load: defaultdict[str, int] = defaultdict(int)
    agencies: defaultdict[tuple[str, str], int] = defaultdict(int)
    for name, where in placed:
        flight, brk = flights[name], breaks[where]
        if not flight["first_day"] <= brk["day"] <= flight["last_day"] or brk["daypart"] not in flight["dayparts"]:
            faults.append(f"{name} in {where}")
        starts[name].append(datetime.fromisoformat(brk["starts_at"]))
        counts[name, brk["day"]] += 1
        load[where] += flight["spot_ms"]
        agencies[where, flight["agency"]] += 1
    faults += [f"full {where}" for where, ms in load.items() if ms > breaks[where]["capacity_ms"]]
    faults += [f"agency {key}" for key, n in agencies.items() if n > document["agency_per_break"]]
    faults += [f"day {key}" for key, n in counts.items() if n > flights[key[0]]["spots_per_day"]]
    for name, moments in starts.items():
        total, least = flights[name]["total"], timedelta(minutes=flights[name]["separation_min"])
        if total is not None and len(moments) > total:
            faults.append(f"total {name}")
        if any(two - one < least for one, two in pairwise(sorted(moments))):
            faults.append(f"separation {name}")
    weight = {name: 2 ** (flight["priority"] - 1) for name, flight in flights.items()}
    value = sum(weight[name] * 0.8**k for (name, _), n in counts.items() for k in range(n))
    return value + sum(0.3 * weight[name] for name, where in published & set(placed)), faults
