"""How a programme repeats, as a person says it: what a form offers, beside the recurrence lines of RFC 5545."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKING = DAYS[:5]
NTHS = (1, 2, 3, 4, -1)
MOST_WEEKS = 8


@dataclass(frozen=True)
class Repeat:
    """`kind` is `once`, `daily`, `weekdays`, `weekly` (on `days`, every so many weeks), `monthly` (the `nth` of the
    first of `days`; −1: the last), or `rule`: lines of its own. `dates` are EXDATE and RDATE lines."""

    kind: str
    days: tuple[str, ...] = ()
    every: int = 1
    nth: int = 1
    until: date | None = None
    rule: str = ""
    dates: tuple[str, ...] = ()

    @property
    def recurrence(self) -> str:
        """As lines of RFC 5545."""
        return "\n".join([*self._rule(), *self.dates])

    def _rule(self) -> list[str]:
        if self.kind in ("once", "rule"):
            return [self.rule] if self.rule else []
        parts = {
            "daily": ["FREQ=DAILY"],
            "weekdays": ["FREQ=WEEKLY", f"BYDAY={','.join(WORKING)}"],
            "weekly": [
                "FREQ=WEEKLY",
                *([f"INTERVAL={self.every}"] if self.every > 1 else []),
                f"BYDAY={','.join(self.days)}",
            ],
            "monthly": ["FREQ=MONTHLY", f"BYDAY={self.nth}{''.join(self.days[:1])}"],
        }[self.kind]
        until = [f"UNTIL={self.until:%Y%m%d}"] if self.until else []
        return ["RRULE:" + ";".join([*parts, *until])]


def read_repeat(recurrence: str, first: date) -> Repeat:
    """What these lines say in the words of the form; `rule` where the form has no words for it."""
    lines = recurrence.split()
    rules = [line for line in lines if not line.upper().startswith(("EXDATE", "RDATE"))]
    dates = tuple(line for line in lines if line not in rules)
    if not rules:
        return Repeat("once", dates=dates)
    own = Repeat("rule", rule="\n".join(lines))
    parts = _parts(rules[0])
    until = _until(parts.pop("UNTIL", ""))
    if len(rules) > 1 or until is NO_DAY:
        return own
    found = _said(parts, first)
    return replace(found, until=until, dates=dates) if found else own


NO_DAY = date.min


def _said(parts: dict[str, str], first: date) -> Repeat | None:
    frequency, by_day = parts.pop("FREQ", ""), parts.pop("BYDAY", "")
    every = parts.pop("INTERVAL", "1")
    if parts or not every.isdigit() or not 1 <= int(every) <= MOST_WEEKS:
        return None
    if frequency == "WEEKLY":
        return _weekly(by_day, int(every), first)
    if every != "1":
        return None
    nth, day = by_day[:-2], by_day[-2:]
    if frequency == "MONTHLY" and day in DAYS and nth in {str(number) for number in NTHS}:
        return Repeat("monthly", days=(day,), nth=int(nth))
    return Repeat("daily") if frequency == "DAILY" and not by_day else None


def _weekly(by_day: str, every: int, first: date) -> Repeat | None:
    named = set(by_day.split(",")) - {""}
    if named - set(DAYS):
        return None
    days = tuple(day for day in DAYS if day in named) or (DAYS[first.weekday()],)
    return Repeat("weekdays") if (days, every) == (WORKING, 1) else Repeat("weekly", days=days, every=every)


def _parts(rule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rule.upper().rpartition(":")[2].split(";"))
    return {name: value for name, _, value in pairs}


def _until(written: str) -> date | None:
    """The last day; NO_DAY for a moment within a day, which the form cannot say."""
    if not written:
        return None
    day, _, clock = written.partition("T")
    try:
        return date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}") if clock in ("", "235959") else NO_DAY
    except ValueError:
        return NO_DAY
