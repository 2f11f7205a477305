"""A programme's page: its episodes to come with their recordings, and when each is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from audio.errors import SiarError
from scheduler.arrivals import Arrival, Sent, arrivals
from scheduler.deliveries import airing_sound, is_missing
from scheduler.episode_editing import deliver
from scheduler.errors import Conflict
from scheduler.expanding import AHEAD
from scheduler.library import Kind, LibrarySound
from scheduler.pattern import quotas
from scheduler.programmes import Episode, Source, find_episode, find_programme
from web.console.access import staff_only
from web.console.error_pages import told
from web.console.programmes.choices import choices
from web.console.programmes.room import pages
from web.console.programmes.sending import LARGEST_SOUND, sent_files, take_over
from web.console.protection import takes_bodies_of
from web.console.scope import actor, db, now, reads_only, station, wants_part
from web.console.wording import short_day

BEHIND = timedelta(days=7)


@dataclass(frozen=True)
class EpisodeRow:
    """An episode with its recording (or what stands in for it), when that is due, and a file that is on its way."""

    episode: Episode
    sound: LibrarySound | None
    missing: bool
    due_at: datetime
    late: bool
    arriving: Arrival | None


@pages.get("/<programme_id>")
@staff_only
def episodes_of(programme_id: str) -> ResponseReturnValue:
    """The programme and its episodes, from the last week on."""
    return _page(programme_id)


@pages.post("/episode/<episode_id>/kirim")
@staff_only
@takes_bodies_of(LARGEST_SOUND)
@reads_only
def send_recording(episode_id: str) -> ResponseReturnValue:
    """A recording for that episode, as a file."""
    episode = find_episode(db(), episode_id)
    title = f"{episode.name}, {short_day(episode.starts_at)}"
    version = request.form.get("version", type=int)
    try:
        file = sent_files()[0]
        sent = Sent(file.filename or "", Kind.PROGRAMME, title=title, episode_id=episode_id, read_version=version)
        take_over(file, sent)
    except SiarError as fault:
        return _refused(episode.programme_id, fault)
    return _done(episode.programme_id)


@pages.post("/episode/<episode_id>/rekaman")
@staff_only
def choose_recording(episode_id: str) -> ResponseReturnValue:
    """A sound of the library becomes the episode's recording; none takes it away."""
    version, sound_id = request.form.get("version", type=int) or 0, request.form.get("sound_id") or None
    try:
        episode = deliver(db(), actor(), episode_id, version, sound_id, now())
    except Conflict as conflict:
        db().rollback()
        return _page(find_episode(db(), episode_id).programme_id, told(conflict), conflict.status)
    flash(gettext("The recording is chosen.") if sound_id else gettext("The recording is taken away."), "good")
    return redirect(url_for("programmes.episodes_of", programme_id=episode.programme_id))


def _done(programme_id: str) -> ResponseReturnValue:
    flash(gettext("The file is here. It is listened to now, and is the recording in a moment."), "good")
    there = url_for("programmes.episodes_of", programme_id=programme_id)
    return ("", 204, {"HX-Redirect": there}) if wants_part() else redirect(there)


def _refused(programme_id: str, fault: SiarError) -> ResponseReturnValue:
    if wants_part():
        return render_template("library_fault.html", fault=told(fault)), fault.status
    return _page(programme_id, told(fault), fault.status)


def _page(programme_id: str, fault: tuple[str, str] | None = None, status: int = 200) -> ResponseReturnValue:
    programme = find_programme(db(), programme_id)
    today = station().day_of(now())
    return render_template(
        "programme.html",
        programme=programme,
        rows=_rows(programme_id),
        quota=next((each for each in quotas(db(), today, today, now()) if each.programme.id == programme_id), None),
        recordings=choices(Kind.PROGRAMME) if programme.source == Source.FILE else [],
        standin=db().get(LibrarySound, programme.standby_sound_id) if programme.standby_sound_id else None,
        fault=fault,
    ), status


def _rows(programme_id: str) -> list[EpisodeRow]:
    within = (Episode.starts_at > now() - BEHIND) & (Episode.starts_at < now() + AHEAD)
    asked = select(Episode).where(Episode.programme_id == programme_id, within).order_by(Episode.starts_at)
    sent = {each.episode_id: each for each in reversed(arrivals(db(), now()))}
    return [_row(each, sent.get(each.id)) for each in db().scalars(asked)]


def _row(episode: Episode, arriving: Arrival | None) -> EpisodeRow:
    missing = is_missing(episode) and not episode.cancelled
    due_at = episode.starts_at - timedelta(minutes=episode.programme.deadline_min)
    sound = airing_sound(db(), episode) if episode.programme.source == Source.FILE else None
    return EpisodeRow(episode, sound, missing, due_at, missing and due_at <= now(), arriving)
