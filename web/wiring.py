"""Where the rooms meet: who handles which event, and what the clock does when."""

from __future__ import annotations

from shutil import disk_usage

from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from playlists.alarm_targets import tell_alarms
from playlists.horizon import days_due, horizon
from playlists.publishing import publish_horizon, replan
from playlists.revocations import note_revocation
from playlists.watching import watch_air
from scheduler.announcements.deciding import expire
from scheduler.announcements.tables import Announcement
from scheduler.arrival_listening import take_in_sound
from scheduler.clock import Job
from scheduler.collecting import collect_media
from scheduler.desk import Desk
from scheduler.events import newest_waiting
from scheduler.expanding import expand_programmes
from scheduler.flight_rules import rule_of
from scheduler.placing_ahead import place_ahead
from scheduler.queue import Dispatcher, Handler, open_queue
from scheduler.recordings import Recording, RecordingStatus, request_recording
from scheduler.rendering import render_recording
from scheduler.station import the_station
from scheduler.take_listening import take_in_sent
from web.sentences import sentence

SWEEP_S = 2
NIGHT = CronTrigger(hour=19, minute=40, timezone="UTC")  # 02.40 in Lebak

AUTOMATIC = "siar"


def record_newest(desk: Desk, announcement_id: str) -> None:
    """A script was handed in: its recording is made at once, so that a reviewer can hear it."""
    with desk.database.writing() as session:
        announcement = session.get_one(Announcement, announcement_id)
        if announcement.newest.submitted_at:
            request_recording(session, announcement.newest, desk.now())


def air_approved(desk: Desk, announcement_id: str) -> None:
    """A revision was approved: place it, once its recording is ready; at once when it is read live."""
    with desk.database.writing() as session:
        approved = session.get_one(Announcement, announcement_id).on_air
        recording = request_recording(session, approved, desk.now()) if approved else None
        ready = recording is not None and recording.status == RecordingStatus.READY
        live = rule_of(session, announcement_id).live
    if ready or live:
        replan(desk.database, desk.now(), AUTOMATIC, "approved", media=desk.media)


def take_off(desk: Desk, announcement_id: str) -> None:
    """An announcement was withdrawn, held or has expired: it leaves every day that is published, at once."""
    replan(desk.database, desk.now(), AUTOMATIC, "taken off", media=desk.media)


def place_recording(desk: Desk, recording_id: str) -> None:
    """A recording is ready: its spots are placed and the days published, once for all that wait and are as urgent."""
    with desk.database.reading() as session:
        priority = session.get_one(Recording, recording_id).revision.priority
        behind = newest_waiting(session, "recording.ready")
    if behind is None or behind.payload["recording_id"] == recording_id or behind.priority < priority:
        replan(desk.database, desk.now(), AUTOMATIC, "recording ready", media=desk.media)


def place_anew(desk: Desk, change: str) -> None:
    """The week was changed: the spots are placed around it, once for all changes that wait."""
    with desk.database.reading() as session:
        newest = newest_waiting(session, "week.changed")
        ready_until = horizon(session, desk.now())[-1]
    if newest is None or newest.payload["change"] == change:
        replan(desk.database, desk.now(), AUTOMATIC, "week changed", media=desk.media)
        place_ahead(desk.database, ready_until, desk.now())


def note_token(desk: Desk, token_hash: str) -> None:
    """A machine was shut out: a process that loses the database must know it too."""
    note_revocation(desk.media, token_hash)


HANDLERS: dict[str, Handler] = {
    "announcement.written": record_newest,
    "announcement.submitted": record_newest,
    "announcement.approved": air_approved,
    "announcement.held": take_off,
    "announcement.withdrawn": take_off,
    "announcement.expired": take_off,
    "recording.wanted": render_recording,
    "recording.ready": place_recording,
    "sound.sent": take_in_sound,
    "take.sent": take_in_sent,
    "week.changed": place_anew,
    "machine.revoked": note_token,
}


def open_dispatcher(desk: Desk) -> Dispatcher:
    """The queue of this station with its handlers: web processes put events on it, workers take them off."""
    return Dispatcher(desk, open_queue(desk.settings.queue_url), HANDLERS)


def expire_flights(desk: Desk) -> None:
    """End the announcements whose last day is past."""
    with desk.database.writing() as session:
        expire(session, the_station(session).zone_date(desk.now()), desk.now())


def keep_horizon(desk: Desk) -> None:
    """Today and the days ahead are always planned, and published when they are due."""
    with desk.database.reading() as session:
        due = days_due(session, desk.now())
    replan(desk.database, desk.now(), AUTOMATIC, "horizon", days=due, media=desk.media)


def expand_week(desk: Desk) -> None:
    """Episodes are there 35 days ahead."""
    with desk.database.writing() as session:
        expand_programmes(session, desk.now())


def watch(desk: Desk) -> None:
    """Hold the open days against what was reported, make good, let a standby take over."""
    with desk.database.writing() as session:
        if watch_air(session, AUTOMATIC, desk.now()):
            due = days_due(session, desk.now())
            publish_horizon(session, due, desk.now(), AUTOMATIC, "made good", desk.media)


def alarm(desk: Desk) -> None:
    """Tell people what is wrong on air, and when it is over, in the station's language."""
    with desk.database.reading() as session:
        name, language = the_station(session).name, the_station(session).language
    free = disk_usage(desk.settings.home).free
    tell_alarms(desk.database, name, free, desk.now(), lambda told: sentence(told, language))


def clock_jobs(dispatcher: Dispatcher) -> list[Job]:
    """All that happens by the clock."""
    return [
        Job("sweep", IntervalTrigger(seconds=SWEEP_S), lambda desk: dispatcher.sweep()),
        Job("expire", IntervalTrigger(minutes=1), expire_flights),
        Job("horizon", IntervalTrigger(minutes=5), keep_horizon),
        Job("expand", IntervalTrigger(hours=1), expand_week),
        Job("watch", IntervalTrigger(seconds=30), watch),
        Job("alarm", IntervalTrigger(seconds=30), alarm),
        Job("collect", NIGHT, collect_media),
    ]
