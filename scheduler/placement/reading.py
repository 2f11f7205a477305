"""Reading a placement problem from JSON values, and saying where and what when something in it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from scheduler.placement.problem import Break, Flight, PlacementError, Problem, Spot
from scheduler.placement.remark import Remark

MISSING = object()
GREATEST = 10**9  # a month is 2.7 · 10⁹ ms: nothing on the radio is longer than eleven days
Parsed = TypeVar("Parsed", Break, Flight)


def read_problem(data: object) -> Problem:
    """The problem in a decoded JSON document, laid out as `breaks`, `flights`, `agency_per_break`, `published`,
    `fixed_before`. Raises PlacementError for what is missing, of a wrong type, negative or there twice; published
    spots that name no known flight or break are left aside and told in `notes`.
    """
    whole = _mapping(data, "the problem")
    breaks = _unique(whole, "breaks", _break)
    flights = _unique(whole, "flights", _flight)
    published, notes = _published(whole, {brk.id for brk in breaks}, {flight.id for flight in flights})
    return Problem(
        breaks=breaks,
        flights=flights,
        agency_per_break=_number(whole, "agency_per_break", "", 0, default=2),
        published=published,
        fixed_before=_moment(whole, "fixed_before", "") if whole.get("fixed_before") is not None else None,
        notes=notes,
    )


def _break(entry: Mapping[str, object], where: str) -> Break:
    return Break(
        id=_text(entry, "id", where),
        day=_day(entry, "day", where),
        starts_at=_moment(entry, "starts_at", where),
        daypart=_text(entry, "daypart", where),
        capacity_ms=_number(entry, "capacity_ms", where, 0),
    )


def _flight(entry: Mapping[str, object], where: str) -> Flight:
    flight = Flight(
        id=_text(entry, "id", where),
        agency=_text(entry, "agency", where),
        spot_ms=_number(entry, "spot_ms", where, 1) if entry.get("spot_ms", MISSING) is not None else 0,
        priority=_number(entry, "priority", where, 1, 5),
        first_day=_day(entry, "first_day", where),
        last_day=_day(entry, "last_day", where),
        spots_per_day=_number(entry, "spots_per_day", where, 0),
        dayparts=frozenset(_dayparts(entry, where)),
        separation_min=_number(entry, "separation_min", where, 0, default=60),
        total=_number(entry, "total", where, 0) if entry.get("total") is not None else None,
    )
    if flight.last_day < flight.first_day:
        raise _wrong(where, "last_day", "is before first_day")
    return flight


def _published(
    whole: Mapping[str, object], breaks: set[str], flights: set[str]
) -> tuple[frozenset[Spot], tuple[Remark, ...]]:
    spots, notes = set(), []
    for n, entry in enumerate(_list(whole, "published", default=[])):
        where = f"published[{n}]"
        values = _mapping(entry, where)
        spot = Spot(_text(values, "flight", where), _text(values, "break", where))
        if spot.flight in flights and spot.break_id in breaks:
            spots.add(spot)
        else:
            notes.append(_unknown(spot, where, spot.flight in flights))
    return frozenset(spots), tuple(notes)


def _unknown(spot: Spot, where: str, flight_known: bool) -> Remark:
    if flight_known:
        return Remark(
            "%(where)s: there is no break %(name)s; it is left aside.", {"where": where, "name": spot.break_id}
        )
    return Remark("%(where)s: there is no flight %(name)s; it is left aside.", {"where": where, "name": spot.flight})


def _unique(
    whole: Mapping[str, object], key: str, parse: Callable[[Mapping[str, object], str], Parsed]
) -> tuple[Parsed, ...]:
    parsed: dict[str, Parsed] = {}
    for n, entry in enumerate(_list(whole, key)):
        one = parse(_mapping(entry, f"{key}[{n}]"), f"{key}[{n}]")
        if one.id in parsed:
            raise _wrong(f"{key}[{n}]", "id", f"is there twice: {one.id}")
        parsed[one.id] = one
    return tuple(parsed.values())


def _dayparts(entry: Mapping[str, object], where: str) -> Iterable[str]:
    for name in _list(entry, "dayparts", where):
        if not isinstance(name, str):
            raise _wrong(where, "dayparts", "must be a list of names")
        yield name


def _wrong(where: str, key: str, fault: str) -> PlacementError:
    place = f"{where}.{key}".strip(".")
    return PlacementError("%(place)s %(fault)s.", "Correct it and try again.", place=place, fault=fault)


def _mapping(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _wrong(where, "", "must be an object")
    return value


def _list(values: Mapping[str, object], key: str, where: str = "", default: object = MISSING) -> list[object]:
    value = values.get(key, default)
    if value is None and default is not MISSING:
        value = default
    if value is MISSING:
        raise _wrong(where, key, "is missing")
    if not isinstance(value, list | tuple):
        raise _wrong(where, key, "must be a list")
    return list(value)


def _text(values: Mapping[str, object], key: str, where: str) -> str:
    value = values.get(key, MISSING)
    if value is MISSING:
        raise _wrong(where, key, "is missing")
    if not isinstance(value, str) or not value:
        raise _wrong(where, key, "must be a text that is not empty")
    return value


def _number(
    values: Mapping[str, object], key: str, where: str, least: int, most: int = GREATEST, default: int | None = None
) -> int:
    value = values.get(key, MISSING)
    if value is MISSING and default is not None:
        return default
    if value is MISSING:
        raise _wrong(where, key, "is missing")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(where, key, "must be a whole number")
    if not least <= value <= most:
        raise _wrong(where, key, f"must lie between {least} and {most}")
    return value


def _day(values: Mapping[str, object], key: str, where: str) -> date:
    text = _text(values, key, where)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _wrong(where, key, f"is not a day such as 2026-11-30: {text[:40]}") from None


def _moment(values: Mapping[str, object], key: str, where: str) -> datetime:
    text = _text(values, key, where)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise _wrong(where, key, f"is not a moment such as 2026-11-30T05:08:00+07:00: {text[:40]}")
    return moment
