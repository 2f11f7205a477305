"""What somebody wants announced, read from a form, a call or a file into a value that keeps every rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from audio.errors import SiarError
from audio.words import guess_language
from scheduler.announcements.fields import Fields
from scheduler.dayparts import DEFAULT_DAYPARTS
from scheduler.errors import Invalid

LANGUAGES = ("id", "su", "en")
DAYPARTS = tuple(part.name for part in DEFAULT_DAYPARTS)
LONGEST_TITLE = 200
LONGEST_BODY = 10_000


@dataclass(frozen=True)
class Flight:
    """When and how often: first and last day, spots a day, dayparts, minutes between two starts, a total or none."""

    first_day: date
    last_day: date
    spots_per_day: int
    dayparts: tuple[str, ...]
    separation_min: int = 60
    total: int | None = None


@dataclass(frozen=True)
class Submission:
    """One announcement as submitted; everything in it has been checked."""

    title: str
    body: str
    category: str
    language: str
    priority: int
    flight: Flight
    agency: str | None = None
    source: str | None = None
    lapor_reference: str | None = None
    external_id: str | None = None
    draft: bool = False


def read_submission(data: object, today: date) -> Submission:
    """Read one submission as the contract lays it out; `today` is the station's.

    Raises Invalid with every field that is wrong, so that a writer mends them all at once.
    """
    if not isinstance(data, Mapping):
        raise Invalid("An announcement must be an object with title, body and flight.")
    fields = Fields(data)
    title = fields.line("title", LONGEST_TITLE)
    body = fields.text("body", LONGEST_BODY)
    submission = Submission(
        title=title,
        body=body,
        category=fields.line("category", 60, default="umum"),
        language=fields.choice("language", LANGUAGES, default=None) or guess_language(f"{title}. {body}"),
        priority=fields.whole("priority", 1, 5, default=2),
        flight=_read_flight(fields.inner("flight"), fields.faults, today),
        agency=fields.line("agency", 200, default="") or None,
        source=fields.line("source", 300, default="") or None,
        lapor_reference=fields.line("lapor_reference", 80, default="") or None,
        external_id=fields.line("external_id", 200, default="") or None,
        draft=fields.flag("draft"),
    )
    if fields.faults:
        raise Invalid("The announcement cannot be taken in as it is.", fields=fields.faults)
    return submission


def read_flight(data: Mapping[str, object], today: date) -> Flight:
    """Read a flight alone. Raises Invalid with every field that is wrong, named `flight.…`."""
    faults: dict[str, SiarError] = {}
    flight = _read_flight(Fields(data), faults, today)
    if faults:
        raise Invalid("The flight cannot be kept as it is.", fields=faults)
    return flight


def _read_flight(fields: Fields, faults: dict[str, SiarError], today: date) -> Flight:
    flight = Flight(
        first_day=fields.day("first_day", default=today),
        last_day=fields.day("last_day", default=today),
        spots_per_day=fields.whole("spots_per_day", 1, 48),
        dayparts=fields.choices("dayparts", DAYPARTS),
        separation_min=fields.whole("separation_min", 0, 1440, default=60),
        total=fields.whole_or_none("total", 1, 100_000),
    )
    if not fields.faults:
        fields.faults.update(_order_faults(flight, today))
    faults.update({f"flight.{name}": error for name, error in fields.faults.items()})
    return flight


def _order_faults(flight: Flight, today: date) -> dict[str, SiarError]:
    if flight.last_day < flight.first_day:
        return {"last_day": SiarError("The last day is before the first day.", "Swap them, or mend the year.")}
    if flight.last_day < today:
        return {"last_day": SiarError("The last day is past already.", "Choose today or a later day.")}
    if (flight.last_day - flight.first_day).days > 731:
        return {"last_day": SiarError("A flight lasts two years at most.", "Choose an earlier last day.")}
    return {}
