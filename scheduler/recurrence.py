"""When a programme airs: recurrences on the station's wall clock, expanded into moments.

A programme at 06.00 is at 06.00 before and after a change of the clock. A time that the clock skips is aired by the
offset from before the change (02.30 becomes 03.30); one that it shows twice is aired the first time, but what recurs
by the hour is aired both times.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from scheduler.recurrence_rules import Lines, RecurrenceError, read_lines, rule_of

MOST = 10_000
LOOKED_AT = 100_000
HOUR = timedelta(hours=1)
MARGIN = timedelta(days=2)


def occurrences(
    rule: str,
    first: datetime,
    zone: ZoneInfo,
    after: datetime,
    before: datetime,
    exdates: Collection[datetime] = (),
    rdates: Collection[datetime] = (),
    moved: Mapping[datetime, datetime] | None = None,
) -> list[datetime]:
    """The starts of all episodes with `after` ≤ start < `before`, in order, aware and in `zone`.

    `rule` is an RRULE, or several lines of RRULE, EXDATE and RDATE; an empty one airs once. `first`, `exdates`,
    `rdates` and both sides of `moved` are on the station's wall (without zone), `after` and `before` are aware.
    What is moved and is no episode (any more) changes nothing. Raises RecurrenceError.
    """
    lines = read_lines(rule, zone)
    lines.without |= set(exdates)
    lines.extra |= set(rdates)
    last = _wall(before, zone) + MARGIN
    walls = _walls(lines, first, max([last, *(moved or {})]))
    moments = _moments(_after_moves(walls, moved or {}, last), zone, _hourly(lines))
    found = sorted({moment for moment in moments if after <= moment < before})
    if len(found) > MOST:
        raise _too_many()
    return [moment.astimezone(zone) for moment in found]


def _walls(lines: Lines, first: datetime, last: datetime) -> set[datetime]:
    """Every start on the wall up to `last`, exceptions left out, moves not yet made."""
    walls = set(lines.extra) if lines.rules else {first, *lines.extra}
    for parts in lines.rules:
        walls.update(_of_rule(parts, first, last))
    return {wall for wall in walls if wall not in lines.without and wall.date() not in lines.without_days}


def _of_rule(parts: dict[str, str], first: datetime, last: datetime) -> Iterator[datetime]:
    # a rule that matches nothing (the 30th of February) would be followed to the year 9999, hence the end
    if parts.get("FREQ") == "HOURLY" and last - first > LOOKED_AT * HOUR:
        raise _too_many()
    rule = rule_of(parts, first, last)
    for number, wall in enumerate(islice(rule, int(parts.get("COUNT", LOOKED_AT)))):
        if number >= LOOKED_AT - 1:
            raise _too_many()
        yield wall


def _after_moves(walls: set[datetime], moved: Mapping[datetime, datetime], last: datetime) -> set[datetime]:
    """Raises RecurrenceError for an episode that is moved onto itself or onto another one."""
    known = {old: new for old, new in moved.items() if old in walls}
    stay = walls - known.keys()
    targets = list(known.values())
    for old, new in known.items():
        if old == new or new in stay or targets.count(new) > 1:
            raise RecurrenceError(
                "The episode of %(old)s can't be moved to %(new)s: there is one already.",
                "Choose another time.",
                old=old.isoformat(" ", "minutes"),
                new=new.isoformat(" ", "minutes"),
            )
    return {wall for wall in (*stay, *targets) if wall <= last}


def _moments(walls: set[datetime], zone: ZoneInfo, hourly: bool) -> Iterator[datetime]:
    for wall in walls:
        once = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        yield once
        again = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
        if hourly and again > once:
            yield again


def _hourly(lines: Lines) -> bool:
    return any(parts.get("FREQ") == "HOURLY" for parts in lines.rules)


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _too_many() -> RecurrenceError:
    return RecurrenceError(
        "This recurrence makes more than %(most)d episodes in this time.",
        "Let it recur less often, or begin later.",
        most=MOST,
    )
