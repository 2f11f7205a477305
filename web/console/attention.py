"""What needs the signed-in person, each line with its one action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy import func, select

from playlists.machines import all_machines, is_silent
from playlists.make_goods import proposed
from playlists.versions import newest_version
from scheduler.announcements.finding import visible
from scheduler.announcements.tables import Decision, Status
from scheduler.deliveries import missing_recordings
from scheduler.recordings import Recording, RecordingStatus
from scheduler.rotation import dayparts_without_filler
from scheduler.spots import Unplaced
from web.console.labels import DAYPART
from web.console.scope import actor, db, now, station
from web.console.scripts import counts_by_status, waiting
from web.console.wording import ago, short_day, short_time

SOON = timedelta(days=3)


@dataclass(frozen=True)
class Need:
    """One thing to do: what, why it matters, and where it is done."""

    what: str
    why: str
    action: str
    url: str


def needs() -> list[Need]:
    """What this person can put right now, the most pressing first."""
    if not actor().is_staff:
        return list(_of_office())
    planning = (
        [*_silent_machines(), *_unpublished(), *_no_filler(), *_overdue(), *_missed(), *_unplaced()]
        if actor().may_plan
        else []
    )
    deciding = [*_to_review(), *_to_countersign(), *_failed_recordings()] if actor().may_decide else []
    return deciding + planning


def _of_office() -> Iterator[Need]:
    for script in db().scalars(visible(actor(), status=Status.CHANGES_REQUESTED).limit(5)):
        note = script.decisions[-1].note if script.decisions else ""
        title = gettext("Changes asked for: “%(title)s”", title=script.newest.title)
        yield Need(title, note, gettext("Edit"), url_for("writing.edit", announcement_id=script.id))
    for script in db().scalars(visible(actor(), status=Status.DRAFT).limit(5)):
        title = gettext("Draft: “%(title)s”", title=script.newest.title)
        yield Need(
            title, gettext("not handed in yet"), gettext("Open"), url_for("story.show", announcement_id=script.id)
        )


def _to_review() -> Iterator[Need]:
    count = counts_by_status().get(Status.SUBMITTED, 0)
    if not count:
        return
    oldest = waiting(limit=1)[0]
    when = ago(oldest.newest.submitted_at or oldest.created_at)
    yield Need(
        ngettext("%(num)d script waits for review", "%(num)d scripts wait for review", count),
        gettext("the oldest %(when)s, %(agency)s", when=when, agency=oldest.agency.name),
        gettext("Review"),
        url_for("review.first"),
    )


def _to_countersign() -> Iterator[Need]:
    open_ones = select(Decision).where(Decision.released_alone.is_(True), Decision.countersigned_at.is_(None)).limit(5)
    for release in db().scalars(open_ones):
        title = gettext("Released alone: “%(title)s”", title=release.announcement.newest.title)
        where = url_for("story.show", announcement_id=release.announcement_id)
        yield Need(title, release.note, gettext("Look"), where)


def _failed_recordings() -> Iterator[Need]:
    for failed in db().scalars(select(Recording).where(Recording.status == RecordingStatus.FAILED).limit(5)):
        title = gettext("The recording of “%(title)s” failed", title=failed.revision.title)
        where = url_for("story.show", announcement_id=failed.revision.announcement_id)
        yield Need(title, gettext("it is tried again by itself"), gettext("Look"), where)


def _silent_machines() -> Iterator[Need]:
    for machine in all_machines(db()):
        if machine.revoked_at or not is_silent(machine, now()):
            continue
        seen = (
            gettext("last heard %(when)s", when=ago(machine.last_seen_at))
            if machine.last_seen_at
            else gettext("never heard")
        )
        title = gettext("Machine %(name)s is silent", name=machine.name)
        yield Need(title, seen, gettext("Look"), url_for("machines.one", machine_id=machine.id))


def _unpublished() -> Iterator[Need]:
    today = station().day_of(now())
    for day, title in (
        (today, gettext("Today is not published")),
        (today + timedelta(days=1), gettext("Tomorrow is not published")),
    ):
        if newest_version(db(), day) is None:
            why = gettext("machines have nothing to play for it")
            yield Need(title, why, gettext("Open the day"), url_for("days.show", day=day.isoformat()))


def _no_filler() -> Iterator[Need]:
    names = dayparts_without_filler(db())
    if names:
        title = gettext("No filler in the %(daypart)s", daypart=DAYPART[names[0]])
        yield Need(title, gettext("nothing would fill the time there"), gettext("Library"), url_for("library.show"))


def _overdue() -> Iterator[Need]:
    for missing in [each for each in missing_recordings(db(), now(), now() + SOON) if each.late][:3]:
        title = gettext("No recording of “%(title)s”", title=missing.episode.name)
        starts = missing.episode.starts_at
        why = gettext("overdue; it airs %(day)s at %(time)s", day=short_day(starts), time=short_time(starts))
        where = url_for("programmes.episodes_of", programme_id=missing.episode.programme_id)
        yield Need(title, why, gettext("Send it"), where)


def _missed() -> Iterator[Need]:
    waiting_ones = proposed(db())
    if waiting_ones:
        title = ngettext("%(num)d missed spot", "%(num)d missed spots", len(waiting_ones))
        yield Need(title, gettext("make it good, or leave it"), gettext("Decide"), url_for("reconciling.missed"))


def _unplaced() -> Iterator[Need]:
    today = station().day_of(now())
    asked = select(Unplaced.day, func.sum(Unplaced.missing)).where(Unplaced.day >= today).group_by(Unplaced.day)
    for day, missing in db().execute(asked.order_by(Unplaced.day).limit(3)):
        title = ngettext("%(num)d airing found no place", "%(num)d airings found no place", missing)
        where = url_for("flights.lacks", pekan=day.isoformat(), menurut="hari")
        yield Need(title, gettext("on %(day)s", day=short_day(day)), gettext("Why"), where)
