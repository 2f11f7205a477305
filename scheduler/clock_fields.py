"""What a format clock is asked to be, read into a value that keeps the rules of an hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from audio.errors import SiarError
from scheduler.announcements.fields import Fields
from scheduler.clocks import Feature
from scheduler.errors import Invalid

HOUR_S = 3_600
MOST_ELEMENTS = 120


class PlannedElement(NamedTuple):
    """One thing at its second of the hour; `capacity_ms` is a break's, `tag` that of a feature's sounds."""

    at_s: int
    feature: str
    timing: str
    capacity_ms: int
    tag: str | None


@dataclass(frozen=True)
class ClockPlan:
    """A clock as somebody wants it."""

    name: str
    elements: tuple[PlannedElement, ...]


def read_clock(data: Mapping[str, Any]) -> ClockPlan:
    """Read `name` and `elements`: a list of {"at_s", "feature", "timing", "capacity_ms", "tag"}.

    Raises Invalid with each field that is wrong: `elements.3.at_s`. A capacity of 0 is a break closed for now.
    """
    fields = Fields(data)
    name = fields.line("name", 80)
    if "name" in fields.faults and not str(data.get("name") or "").strip():
        fields.faults["name"] = SiarError("This is empty.", "Give the clock a name.")
    listed = data.get("elements")
    if not isinstance(listed, list | tuple) or len(listed) > MOST_ELEMENTS:
        fields.faults["elements"] = SiarError("A clock has at most %(most)d elements.", most=MOST_ELEMENTS)
        listed = []
    elements = [_element(fields, number, each) for number, each in enumerate(listed)]
    fields.faults.update(_together(elements) | fields.faults)
    if fields.faults:
        raise Invalid("The clock cannot be kept as it is.", fields=fields.faults)
    return ClockPlan(name, tuple(sorted(elements, key=lambda each: each[:2])))


_WITHIN = {
    "at_s": ("This is no moment of the hour.", "Write minutes and seconds, from 0.00 to 59.59."),
    "capacity_ms": ("This is no length that an hour has room for.", "Write minutes and seconds, from 0.00 to 60.00."),
}


def _element(fields: Fields, number: int, data: object) -> PlannedElement:
    one = Fields(data if isinstance(data, Mapping) else {})
    element = PlannedElement(
        one.whole("at_s", 0, HOUR_S - 1),
        one.choice("feature", tuple(Feature), default=None) or "",
        one.choice("timing", ("soft", "hard"), default="soft") or "soft",
        one.whole("capacity_ms", 0, HOUR_S * 1000, default=0),
        one.line("tag", 60, default="").lower() or None,  # as the library writes tags
    )
    for field in one.faults.keys() & _WITHIN.keys():
        one.faults[field] = SiarError(*_WITHIN[field])
    if not element.feature and "feature" not in one.faults:
        one.faults["feature"] = SiarError("This is missing.", "Use: %(known)s.", known=", ".join(Feature))
    if element.feature == Feature.FEATURE and element.tag is None:
        one.faults["tag"] = SiarError("A feature needs the tag of its sounds.", "Tag them in the library first.")
    if element.feature == Feature.BREAK and element.at_s * 1000 + element.capacity_ms > HOUR_S * 1000:
        one.faults["capacity_ms"] = SiarError("This break is longer than what is left of its hour.", "Shorten it.")
    fields.faults.update({f"elements.{number}.{name}": fault for name, fault in one.faults.items()})
    return element


def _together(elements: Sequence[PlannedElement]) -> dict[str, SiarError]:
    """Two breaks may not overlap, and of hard elements only one stands at a second."""
    faults = {}
    breaks = sorted(
        (each.at_s, each.capacity_ms, n) for n, each in enumerate(elements) if each.feature == Feature.BREAK
    )
    for (at, capacity, _), (following, _, n) in pairwise(breaks):
        if at * 1000 + capacity > following * 1000 or at == following:
            faults[f"elements.{n}.at_s"] = SiarError("This break begins before the one before it is over.", "Move it.")
    hard = [each.at_s for each in elements if each.timing == "hard"]
    for n, each in enumerate(elements):
        if each.timing == "hard" and hard.count(each.at_s) > 1:
            faults[f"elements.{n}.at_s"] = SiarError("Two hard elements stand at the same second.", "Move one of them.")
    return faults
