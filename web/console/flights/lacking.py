"""What found no place in a week, gathered by reason, by day or by agency, so that hundreds of spots can be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import LazyString, lazy_gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.placement import Remark
from scheduler.spots import Unplaced
from web.console.flights.asked import NO_RECORDING, RECORDING_FAILED, Asked

SHOWN = 30
BY = ("alasan", "hari", "instansi")
# A reason is known by what it names: the sentence itself may be worded anew.
KINDS: Sequence[tuple[str, str, LazyString]] = (
    ("other", "lower", lazy_gettext("Breaks full of more urgent announcements")),
    ("agency", "agency", lazy_gettext("The agency has its share of each break")),
    ("spot_s", "long", lazy_gettext("Longer than any break")),
    ("dayparts", "dayparts", lazy_gettext("No break in its times of day")),
    ("at", "pin", lazy_gettext("No room where it is pinned")),
    ("minutes", "separation", lazy_gettext("Too near to another spot of it")),
    ("usable", "few", lazy_gettext("Fewer breaks in its times of day than spots")),
    ("breaks", "full", lazy_gettext("Breaks full")),
)
OTHER = ("other_reason", lazy_gettext("Other reasons"))
WAITING: Mapping[str, LazyString] = {
    NO_RECORDING: lazy_gettext("No recording yet"),
    RECORDING_FAILED: lazy_gettext("The recording failed"),
    "submitted": lazy_gettext("Waiting for review"),
    "changes_requested": lazy_gettext("Back at the writer"),
    "held": lazy_gettext("Held"),
}


@dataclass(frozen=True)
class Lack:
    """What one flight lacks: on which days, how many spots, and the reasons in words (each once)."""

    flight: Asked
    days: tuple[date, ...]
    missing: int
    told: tuple[Remark, ...]


@dataclass(frozen=True)
class LackGroup:
    """Lacks that have something in common; `shown` are the most urgent of them."""

    key: str
    name: Any
    lacks: tuple[Lack, ...]
    shown: tuple[Lack, ...]

    @property
    def missing(self) -> int:
        return sum(each.missing for each in self.lacks)


@dataclass(frozen=True)
class _One:
    flight: Asked
    day: date
    missing: int
    told: Remark


def lacking(
    session: Session, flights: Iterable[Asked], days: Sequence[date], by: str, whole: str | None
) -> list[LackGroup]:
    """The unplaced spots of these flights and days in groups, the largest first (days in order). The group `whole`
    (its key) is shown to its end."""
    by_id = {flight.id: flight for flight in flights}
    asked = select(Unplaced.announcement_id, Unplaced.day, Unplaced.missing, Unplaced.reason, Unplaced.values)
    rows = session.execute(asked.where(Unplaced.day.between(days[0], days[-1])))
    found = [
        _One(by_id[name], day, missing, Remark(reason, values))
        for name, day, missing, reason, values in rows
        if name in by_id
    ]
    key_of: Callable[[_One], tuple[str, Any]] = {"hari": _day, "instansi": _agency}.get(by, _reason)
    groups: defaultdict[tuple[str, Any], list[_One]] = defaultdict(list)
    for one in found:
        groups[key_of(one)].append(one)
    made = [_group(key, name, ones, whole) for (key, name), ones in groups.items()]
    return sorted(made, key=lambda each: each.key if by == "hari" else (-each.missing, each.key))


def missing_in(session: Session, flights: Iterable[Asked], days: Sequence[date]) -> int:
    """How many spots of these flights and days found no place."""
    asked = select(Unplaced.announcement_id, func.sum(Unplaced.missing)).group_by(Unplaced.announcement_id)
    rows = session.execute(asked.where(Unplaced.day.between(days[0], days[-1])))
    seen = {flight.id for flight in flights}
    return sum(missing for name, missing in rows if name in seen)


def waiting(flights: Iterable[Asked], days: Sequence[date]) -> list[tuple[str, Any, list[Asked], int]]:
    """What can't be placed yet, by what it waits for: the key, its name, the flights, the spots they ask for."""
    groups: defaultdict[str, list[Asked]] = defaultdict(list)
    for flight in flights:
        if flight.waits:
            groups[flight.waits].append(flight)
    return [
        (key, WAITING[key], groups[key], sum(flight.on(day) for flight in groups[key] for day in days))
        for key in WAITING
        if groups[key]
    ]


def kind_of(told: Remark) -> tuple[str, Any]:
    """What sort of reason it is: its key and its name."""
    return next(((key, name) for named, key, name in KINDS if named in told.values), OTHER)


def _group(key: str, name: Any, ones: Sequence[_One], whole: str | None) -> LackGroup:
    by_flight: defaultdict[Asked, list[_One]] = defaultdict(list)
    for one in ones:
        by_flight[one.flight].append(one)
    lacks = sorted(
        (_lack(flight, each) for flight, each in by_flight.items()),
        key=lambda lack: (-lack.flight.priority, -lack.missing, lack.flight.title, lack.flight.id),
    )
    return LackGroup(key, name, tuple(lacks), tuple(lacks if key == whole else lacks[:SHOWN]))


def _lack(flight: Asked, ones: Sequence[_One]) -> Lack:
    told = {str(one.told): one.told for one in sorted(ones, key=lambda each: each.day)}
    return Lack(flight, tuple(sorted({one.day for one in ones})), sum(one.missing for one in ones), (*told.values(),))


def _reason(one: _One) -> tuple[str, Any]:
    return kind_of(one.told)


def _day(one: _One) -> tuple[str, Any]:
    return one.day.isoformat(), one.day


def _agency(one: _One) -> tuple[str, Any]:
    return one.flight.agency_id, one.flight.agency
