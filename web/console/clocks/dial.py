"""The dial of an hour as shapes of a picture 200 wide and 200 high, twelve o'clock above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from scheduler.clock_fields import HOUR_S, PlannedElement
from scheduler.clocks import Feature

MIDDLE = 100
INNER, OUTER = 56, 78
POINT_S = 36  # how wide something without a length of its own is drawn
LEAST_S = 60


@dataclass(frozen=True)
class Mark:
    """One element: its number in the list, its shape (an SVG path), and where a break's room is written."""

    number: int
    element: PlannedElement
    path: str


@dataclass(frozen=True)
class Dial:
    """The elements of an hour, and what its breaks hold together in milliseconds."""

    marks: tuple[Mark, ...]
    breaks: int
    capacity_ms: int


def dial_of(elements: Sequence[PlannedElement]) -> Dial:
    """The dial; breaks are as long as what they hold, what is hard reaches further out."""
    marks = tuple(Mark(number, each, _shape(each)) for number, each in enumerate(elements))
    breaks = [each for each in elements if each.feature == Feature.BREAK]
    ordered = sorted(marks, key=lambda mark: mark.element.feature != Feature.BREAK)  # points lie upon breaks
    return Dial(tuple(ordered), len(breaks), sum(each.capacity_ms for each in breaks))


def ticks() -> Iterable[tuple[str, str, float, float]]:
    """Every five minutes: the path of its tick, its minute as two digits, and where that stands."""
    for minute in range(0, 60, 5):
        x, y = _point(minute * 60, 92)
        yield _line(minute * 60, OUTER + 2, OUTER + (7 if minute % 15 == 0 else 4)), f"{minute:02}", x, y


def _shape(element: PlannedElement) -> str:
    outer = OUTER + (4 if element.timing == "hard" else 0)
    if element.feature == Feature.BREAK:
        length = max(LEAST_S, element.capacity_ms / 1000)
        return _sector(element.at_s, min(HOUR_S, element.at_s + length), outer)
    return _sector(element.at_s - POINT_S / 2, element.at_s + POINT_S / 2, outer)


def _sector(begins: float, ends: float, outer: float) -> str:
    """A piece of the ring, clockwise outside and back inside; a whole hour lacks a hair, or it would be nothing."""
    ends = min(ends, begins + HOUR_S - 1)
    large = int(ends - begins > HOUR_S / 2)
    (x0, y0), (x1, y1) = _point(begins, outer), _point(ends, outer)
    (x2, y2), (x3, y3) = _point(ends, INNER), _point(begins, INNER)
    return f"M{x0} {y0}A{outer} {outer} 0 {large} 1 {x1} {y1}L{x2} {y2}A{INNER} {INNER} 0 {large} 0 {x3} {y3}Z"


def _line(at_s: float, inner: float, outer: float) -> str:
    (x0, y0), (x1, y1) = _point(at_s, inner), _point(at_s, outer)
    return f"M{x0} {y0}L{x1} {y1}"


def _point(at_s: float, radius: float) -> tuple[float, float]:
    angle = 2 * pi * at_s / HOUR_S
    return round(MIDDLE + radius * sin(angle), 2), round(MIDDLE - radius * cos(angle), 2)
