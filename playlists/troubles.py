"""What is wrong on air at this moment, found in what the machines told and the books say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from playlists.airings import Airing
from playlists.horizon import days_due
from playlists.machines import CLOCK_OFF_MS, NEVER, Machine, clock_offset_ms, is_silent, last_heard
from playlists.versions import newest_version
from scheduler.announcements.tables import ENDED, Announcement, Revision
from scheduler.placement.remark import Remark, remark
from scheduler.recordings import Recording, RecordingStatus
from scheduler.station import the_station

LEAST_FREE_BYTES = 1_000_000_000
MISSED_WITHIN = timedelta(hours=1)
REPORTED_WITHIN = timedelta(minutes=10)
PUBLISHED_WITHIN = timedelta(minutes=10)
TWIN_FOR = timedelta(minutes=10)
MISSED = ("skipped", "failed", "partial", "replaced", "unknown")


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong. `key` stays the same as long as it lasts."""

    key: str
    told: Remark


def troubles(session: Session, home_free_bytes: int | None, now: datetime) -> list[Trouble]:
    """All that is wrong now. `home_free_bytes`: what is left on the station's own disk, if it is known."""
    machines = session.scalars(select(Machine).where(Machine.revoked_at.is_(None)).order_by(Machine.name)).all()
    found = [each for machine in machines for each in _of_machine(machine, now)]
    found += _missed(session, now)
    found += _unpublished(session, now)
    found += _not_rendered(session)
    if home_free_bytes is not None and home_free_bytes < LEAST_FREE_BYTES:
        left = {"megabytes": home_free_bytes // 1_000_000}
        found.append(Trouble("disk:station", remark("The station's disk has %(megabytes)s MB left.", **left)))
    return found


def _of_machine(machine: Machine, now: datetime) -> Iterator[Trouble]:
    """What a silent machine told last says nothing about now."""
    name = machine.name
    if machine.last_seen_at is None:
        return
    if is_silent(machine, now):
        yield Trouble(f"silent:{machine.id}", remark("%(machine)s is silent.", machine=name))
        return
    beat, offset = machine.heartbeat or {}, clock_offset_ms(machine)
    free = beat.get("disk_free_bytes")
    if isinstance(free, int) and free < LEAST_FREE_BYTES:
        left = {"machine": name, "megabytes": free // 1_000_000}
        yield Trouble(f"disk:{machine.id}", remark("%(machine)s has %(megabytes)s MB left on its disk.", **left))
    if offset is not None and abs(offset) > CLOCK_OFF_MS:
        off = {"machine": name, "offset": round(offset)}
        yield Trouble(f"clock:{machine.id}", remark("The clock of %(machine)s is %(offset)s ms off.", **off))
    if beat.get("clock_trusted") is False:
        yield Trouble(f"time:{machine.id}", remark("%(machine)s does not know what time it is.", machine=name))
    for output in _outputs_down(beat.get("outputs_down")):
        down = {"machine": name, "output": output}
        yield Trouble(f"output:{machine.id}:{output}", remark("The output %(output)s of %(machine)s is down.", **down))
    if machine.twin_seen_at and now - machine.twin_seen_at < TWIN_FOR:
        yield Trouble(f"twin:{machine.id}", remark("Two machines use the token of %(machine)s.", machine=name))


def _outputs_down(told: object) -> list[str]:
    return [str(each)[:80] for each in told[:20]] if isinstance(told, list) else []


def _missed(session: Session, now: datetime) -> Iterator[Trouble]:
    """One trouble for all that were missed lately: a machine that fails fails often."""
    recent = (Airing.planned_at >= now - MISSED_WITHIN) & (Airing.planned_at < now)
    heard = min(now, last_heard(session) or NEVER)
    unreported = Airing.outcome.is_(None) & (Airing.planned_at < heard - REPORTED_WITHIN)
    asked = select(Airing).where(recent, Airing.outcome.in_(MISSED) | unreported).order_by(Airing.planned_at)
    missed = session.scalars(asked).all()
    if missed:
        first = missed[0].planned_at.astimezone(the_station(session).zone)
        told = {"count": len(missed), "at": f"{first:%H:%M:%S}"}
        yield Trouble("missed", remark("%(count)s spots were due and did not air, the first at %(at)s.", **told))


def _unpublished(session: Session, now: datetime) -> Iterator[Trouble]:
    for day in days_due(session, now - PUBLISHED_WITHIN)[:2]:
        if newest_version(session, day) is None:
            told = remark("The day %(day)s is not whole: it could not be published.", day=day.isoformat())
            yield Trouble(f"day:{day}", told)


def _not_rendered(session: Session) -> Iterator[Trouble]:
    newest = (Announcement.id == Revision.announcement_id) & (Announcement.revision == Revision.number)
    asked = (
        select(Recording)
        .join(Revision, Revision.id == Recording.revision_id)
        .join(Announcement, newest)
        .where(Recording.status == RecordingStatus.FAILED, Announcement.status.not_in(ENDED))
        .order_by(Recording.id)
    )
    for recording in session.scalars(asked):
        told = {"title": recording.revision.title, "detail": recording.detail or ""}
        yield Trouble(f"render:{recording.id}", remark("%(title)s could not be recorded: %(detail)s", **told))
