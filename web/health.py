"""What monitors ask: is the process alive, is the station ready, and the figures for Prometheus."""

from __future__ import annotations

from itertools import groupby
from typing import Any, cast

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from playlists.figures import machine_figures, station_figures
from playlists.machines import Machine
from playlists.versions import newest_version
from scheduler.announcements.tables import Announcement
from scheduler.desk import Desk
from scheduler.events import Event
from scheduler.station import the_station

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive() -> Response:
    """This process answers."""
    return jsonify(status="ok")


@health.get("/readyz")
def ready() -> tuple[Response, int]:
    """200 when every part answers, 503 when one does not; the body says which."""
    parts = {"database": _database(), "media": _media()}
    good = all(state == "ok" for state in parts.values())
    return jsonify(status="ok" if good else "trouble", parts=parts), 200 if good else 503


@health.get("/metrics")
def metrics() -> Response:
    """Prometheus text."""
    lines = []
    for name, group in groupby(_figures(), key=lambda figure: figure[0]):
        lines += [f"# TYPE {name} gauge", *(f"{name}{labels} {value}" for _, labels, value in group)]
    return Response("\n".join(lines) + "\n", mimetype="text/plain; version=0.0.4")


def _desk() -> Desk:
    return cast(Desk, current_app.extensions["siar_desk"])


def _database() -> str:
    try:
        with _desk().database.reading() as session:
            session.execute(text("select 1"))
    except SQLAlchemyError as error:
        return f"does not answer: {type(error).__name__}"
    return "ok"


def _media() -> str:
    try:
        _desk().media.exists("0" * 64, "mp3")
    except OSError as error:
        return f"does not answer: {error.strerror}"
    return "ok"


def _figures() -> list[tuple[str, str, Any]]:
    desk = _desk()
    with desk.database.reading() as session:
        waiting = session.scalar(select(func.count()).select_from(Event).where(Event.handled_at.is_(None)))
        counts = session.execute(select(Announcement.status, func.count()).group_by(Announcement.status)).all()
        machines = session.scalars(select(Machine).where(Machine.revoked_at.is_(None))).all()
        published = newest_version(session, the_station(session).day_of(desk.now()))
        station = station_figures(session, desk.now())
    now = desk.now()
    of_machines = sorted(
        (name, f'{{machine="{_label(each.name)}"}}', value)
        for each in machines
        for name, value in machine_figures(each).items()
    )
    return [
        *((name, "", value) for name, value in station.items()),
        *of_machines,
        ("siar_events_waiting", "", waiting),
        ("siar_today_version", "", published.version if published else 0),
        *(("siar_announcements", f'{{status="{status}"}}', count) for status, count in counts),
        *(
            ("siar_machine_silent_seconds", f'{{machine="{_label(machine.name)}"}}', _silence(machine, now))
            for machine in machines
        ),
    ]


def _silence(machine: Machine, now: Any) -> float:
    return (now - machine.last_seen_at).total_seconds() if machine.last_seen_at else -1


def _label(name: str) -> str:
    return name.replace("\\", r"\\").replace('"', r"\"")
