"""Why did this not air? The way of an announcement, from submission to machine, told step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from playlists.airings import Airing, airings_of
from playlists.closing import reconcile_day
from playlists.machines import Machine, is_silent
from playlists.make_goods import MakeGood, make_goods_of
from playlists.reconciliation import DUE_AFTER
from scheduler.announcements.tables import ENDED, Announcement, Revision
from scheduler.errors import NotFound
from scheduler.placement.remark import Remark, remark
from scheduler.recordings import RecordingStatus, recording_of
from scheduler.spots import Unplaced
from scheduler.station import Station, the_station

DECIDED = {
    "approve": "%(who)s approved revision %(revision)s.",
    "request_changes": "%(who)s asked for changes to revision %(revision)s: %(note)s",
    "hold": "%(who)s put it on hold: %(note)s",
    "withdraw": "%(who)s withdrew it: %(note)s",
}
MADE_GOOD = {
    "proposed": "A replacement is proposed and waits for somebody to decide.",
    "placed": "A replacement was placed.",
    "declined": "%(who)s decided against a replacement.",
    "impossible": "No replacement could be placed.",
    "needless": "It had aired after all; no replacement is needed.",
}


@dataclass(frozen=True)
class Step:
    """One step of the way; `good` is False where it stopped or went wrong."""

    at: datetime | None
    told: Remark
    good: bool = True


def why(session: Session, announcement_id: str, now: datetime) -> list[Step]:
    """The way of that announcement so far. Raises NotFound where there is none."""
    announcement = session.get(Announcement, announcement_id)
    if announcement is None:
        raise NotFound("There is no such announcement.", "See the list of scripts.")
    station = the_station(session)
    steps = [*_written(announcement), *_decided(announcement), *_recorded(session, announcement)]
    steps += _in_its_days(announcement, station, now)
    steps += _unplaced(session, announcement)
    return steps + list(_aired(session, announcement, station, now))


def _written(announcement: Announcement) -> Iterator[Step]:
    for revision in announcement.revisions:
        told = {"who": revision.author_name, "revision": revision.number}
        if revision.submitted_at:
            yield Step(revision.submitted_at, remark("%(who)s handed in revision %(revision)s.", **told))
        else:
            never = "%(who)s wrote revision %(revision)s and has not handed it in."
            yield Step(revision.created_at, Remark(never, told), good=False)


def _decided(announcement: Announcement) -> Iterator[Step]:
    for made in announcement.decisions:
        told = {"who": made.person_name, "revision": made.revision, "note": made.note}
        yield Step(made.at, Remark(DECIDED[made.decision], told), made.decision == "approve")
    if announcement.status == "submitted":
        since = announcement.newest.submitted_at
        told = {"revision": announcement.revision}
        yield Step(since, remark("Revision %(revision)s waits for somebody to approve it.", **told), good=False)


def _recorded(session: Session, announcement: Announcement) -> Iterator[Step]:
    revision = _airing_revision(announcement)
    recording = recording_of(session, revision)
    told: dict[str, object] = {"revision": revision.number}
    if recording is None or recording.status == RecordingStatus.NONE:
        yield Step(None, remark("Revision %(revision)s has no recording yet.", **told), good=False)
    elif recording.status == RecordingStatus.FAILED:
        failed = "The recording of revision %(revision)s failed: %(detail)s"
        yield Step(recording.made_at, Remark(failed, {**told, "detail": recording.detail or ""}), good=False)
    elif recording.status == RecordingStatus.READY:
        yield Step(recording.made_at, remark("Revision %(revision)s was recorded.", **told))
    else:
        yield Step(None, remark("Revision %(revision)s is being recorded.", **told), good=False)


def _in_its_days(announcement: Announcement, station: Station, now: datetime) -> Iterator[Step]:
    revision, today = _airing_revision(announcement), station.zone_date(now)
    if announcement.status in ENDED or announcement.held:
        status = str(announcement.status)
        yield Step(None, remark("It may not air now (%(status)s).", status=status), good=False)
    elif today < revision.first_day:
        first = revision.first_day.isoformat()
        yield Step(None, remark("Its first day is %(day)s.", day=first), good=False)
    elif today > revision.last_day:
        yield Step(None, remark("Its last day was %(day)s.", day=revision.last_day.isoformat()), good=False)


def _unplaced(session: Session, announcement: Announcement) -> Iterator[Step]:
    asked = select(Unplaced).where(Unplaced.announcement_id == announcement.id).order_by(Unplaced.day)
    for row in session.scalars(asked):
        told = {"day": row.day.isoformat(), "missing": row.missing, "reason": row.remark}
        yield Step(None, remark("On %(day)s %(missing)s spots found no place: %(reason)s", **told), good=False)


def _aired(session: Session, announcement: Announcement, station: Station, now: datetime) -> Iterator[Step]:
    airings = airings_of(session, [announcement.id])[announcement.id]
    made = make_goods_of(session, announcement.id)
    reasons: dict[str, Remark | None] = {}
    for day in sorted({airing.date for airing in airings if _needs_reason(airing, now)}):
        reasons |= {each.item.id: each.reason for each in reconcile_day(session, day, now).items}
    if not airings:
        yield Step(None, remark("It stands in no published day."), good=False)
    for airing in airings:
        yield _airing_step(airing, reasons.get(airing.item_id), station.zone, now)
        if airing.item_id in made:
            yield _made_good_step(made[airing.item_id])
    yield from _silent(session, airings, now)


def _needs_reason(airing: Airing, now: datetime) -> bool:
    return airing.outcome != "aired" and airing.planned_at + DUE_AFTER < now


def _airing_step(airing: Airing, reason: Remark | None, zone: ZoneInfo, now: datetime) -> Step:
    at = f"{airing.planned_at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    told: dict[str, object] = {"at": at, "version": airing.version, "machine": airing.machine or ""}
    if airing.outcome == "aired":
        return Step(airing.started_at, remark("Planned for %(at)s: %(machine)s aired it.", **told))
    if airing.outcome is None and airing.planned_at + DUE_AFTER >= now:
        return Step(None, remark("Planned for %(at)s, in version %(version)s of the day.", **told))
    told |= {"outcome": airing.outcome or "unknown", "reason": reason or airing.detail or ""}
    return Step(airing.planned_at, remark("Planned for %(at)s: %(outcome)s. %(reason)s", **told), good=False)


def _made_good_step(made: MakeGood) -> Step:
    told = {"who": made.decided_by or ""}
    return Step(made.decided_at, Remark(MADE_GOOD[made.state], told), made.state in ("placed", "needless"))


def _silent(session: Session, airings: list[Airing], now: datetime) -> Iterator[Step]:
    if not any(airing.outcome is None and _needs_reason(airing, now) for airing in airings):
        return
    for machine in session.scalars(select(Machine).where(Machine.revoked_at.is_(None)).order_by(Machine.name)):
        if is_silent(machine, now):
            told = {"machine": machine.name}
            yield Step(machine.last_seen_at, remark("%(machine)s is silent since.", **told), good=False)


def _airing_revision(announcement: Announcement) -> Revision:
    """The revision that airs, or the newest where none does."""
    numbers = {revision.number: revision for revision in announcement.revisions}
    return numbers.get(announcement.approved_revision or 0, announcement.newest)
