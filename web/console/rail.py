"""The story of an announcement as steps on one rail: what was done, by whom, and each airing planned and real."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from playlists.airings import Airing
from scheduler.announcements.tables import Announcement, Decision, Revision
from scheduler.days import days_between
from scheduler.recordings import Recording, RecordingStatus
from scheduler.spots import Spot, Unplaced

AIRED = ("aired", "partial")


@dataclass(frozen=True)
class Step:
    """One thing that happened. `act` names it, `by` is who did it, `look` is good, look (at this) or quiet."""

    at: datetime
    act: str
    by: str = ""
    revision: int | None = None
    note: str = ""
    look: str = "good"
    recording: Recording | None = None


@dataclass(frozen=True)
class DayTold:
    """One day of the flight: how many airings were asked for, placed and aired; `reason` for what is missing."""

    day: date
    asked: int
    placed: int
    aired: int


def steps(announcement: Announcement, recordings: Iterable[Recording]) -> list[Step]:
    """Everything up to the airings, in order."""
    found = [step for revision in announcement.revisions for step in _of_revision(revision)]
    found += [step for decision in announcement.decisions for step in _of_decision(decision)]
    found += [_of_recording(recording) for recording in recordings if recording.made_at]
    return sorted(found, key=lambda step: step.at)


def told_by_day(
    revision: Revision, spots: Sequence[Spot], airings: Sequence[Airing], most: int = 31
) -> tuple[DayTold, ...]:
    """What became of each day of the flight, the first `most` days."""
    placed = Counter(spot.day for spot in spots)
    planned = Counter(airing.date for airing in airings)
    aired = Counter(airing.date for airing in airings if airing.outcome in AIRED)
    return tuple(
        DayTold(day, revision.spots_per_day, max(placed[day], planned[day]), aired[day])
        for day in days_between(revision.first_day, revision.last_day)[:most]
    )


def by_day(airings: Iterable[Airing]) -> dict[date, list[Airing]]:
    """The airings in order, under their broadcast day."""
    found: dict[date, list[Airing]] = {}
    for airing in airings:
        found.setdefault(airing.date, []).append(airing)
    return found


def still_missing(unplaced: Iterable[Unplaced], today: date) -> list[Unplaced]:
    """What found no place on a day that is still to come."""
    return [one for one in unplaced if one.day >= today]


def _of_revision(revision: Revision) -> list[Step]:
    act = "written" if revision.number == 1 else "revised"
    written = Step(revision.created_at, act, revision.author_name, revision.number)
    if revision.submitted_at is None:
        return [written]
    handed_in = Step(revision.submitted_at, "submitted", revision.author_name, revision.number)
    return [handed_in] if revision.submitted_at == revision.created_at else [written, handed_in]


def _of_decision(decision: Decision) -> list[Step]:
    act = "released" if decision.released_alone else decision.decision
    look = "good" if decision.decision == "approve" and not decision.released_alone else "look"
    made = Step(decision.at, act, decision.person_name, decision.revision, decision.note, look)
    if decision.countersigned_at is None or decision.countersigned_by is None:
        return [made]
    return [made, Step(decision.countersigned_at, "countersigned", decision.countersigned_by.email, decision.revision)]


def _of_recording(recording: Recording) -> Step:
    assert recording.made_at is not None
    ready = recording.status == RecordingStatus.READY
    act, look = ("recorded", "good") if ready else ("recording_failed", "look")
    number = recording.revision.number
    return Step(recording.made_at, act, "", number, "", look, recording)
