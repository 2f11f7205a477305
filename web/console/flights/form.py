"""The form of a flight's terms: from the terms to its fields, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from audio.errors import SiarError
from scheduler.announcements.submission import read_flight
from scheduler.announcements.tables import Announcement
from scheduler.errors import Conflict, Invalid
from scheduler.flight_editing import Terms, terms_of

FIELDS = ("first_day", "last_day", "spots_per_day", "separation_min", "total", "priority")


@dataclass(frozen=True)
class FormValues:
    """What stands in the fields. `read` is the terms that the reader saw, written down."""

    read: str
    fields: Mapping[str, str]
    dayparts: tuple[str, ...]


def form_values(announcement: Announcement) -> FormValues:
    """The fields with the terms as they stand."""
    return values_of(terms_of(announcement.on_air or announcement.newest))


def values_of(terms: Terms, read: Terms | None = None) -> FormValues:
    """The fields with these terms, for a form that was drawn when `read` stood (default: the same)."""
    flat = {**asdict(terms.flight), "priority": terms.priority}
    fields = {name: "" if flat[name] is None else str(flat[name]) for name in FIELDS}
    return FormValues(written(read or terms), fields, tuple(terms.flight.dayparts))


def sent_values(form: MultiDict[str, str]) -> FormValues:
    """The fields as they were sent, whatever is in them."""
    fields = {name: form.get(name, "")[:40] for name in FIELDS}
    return FormValues(form.get("read", "")[:600], fields, tuple(form.getlist("dayparts")))


def wanted_terms(values: FormValues, today: date) -> Terms:
    """The terms that the fields ask for. Raises Invalid with every field that is wrong."""
    faults: dict[str, SiarError] = {}
    flight = None
    try:
        flight = read_flight({**values.fields, "dayparts": list(values.dayparts)}, today)
    except Invalid as fault:
        faults.update(fault.fields)
    priority = values.fields["priority"]
    if priority not in "12345" or len(priority) != 1:
        faults["priority"] = SiarError("Choose one of the priorities.", "From 1 to 5.")
    if flight is None or faults:
        raise Invalid("The flight cannot be kept as it is.", fields=faults)
    return Terms(flight, int(priority))


def written(terms: Terms) -> str:
    """The terms on one line, to come back with the form."""
    return json.dumps({**asdict(terms.flight), "priority": terms.priority}, default=str)


def require_read(terms: Terms, read: str) -> Terms:
    """The terms that stand, if they are those that the reader saw. Raises Conflict."""
    if written(terms) != read:
        raise Conflict("Somebody has changed this flight meanwhile.", "Look at it as it is now.")
    return terms
