"""Setting the sample station up: the same functions that a real one uses, called in a row."""

from __future__ import annotations

import json
import secrets
import tempfile
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from audio.samples import make_samples
from scheduler.actors import acting_person
from scheduler.air_settings import CALLED
from scheduler.air_settings_editing import set_air_settings
from scheduler.clocks import ClockElement, ClockHour, Feature, FormatClock
from scheduler.desk import Desk
from scheduler.expanding import expand_programmes
from scheduler.library import Kind
from scheduler.people import Person, Role, add_agency, add_person, find_agency
from scheduler.programmes import Programme, Source
from scheduler.sounds import add_sound
from scheduler.station import Station, add_station
from web.identity.credentials import set_password
from web.sample.texts import sample_announcements

SETTING_UP = "sample station"
LEBAK = (-6.35985, 106.245331)
PEOPLE = (
    ("admin", "Ratna Sari", "admin@multatuli.example"),
    ("traffic", "Rudi Setiawan", "traffic@multatuli.example"),
    ("editor", "Yayah Rokayah", "redaksi@multatuli.example"),
    ("announcer", "Ujang Permana", "penyiar@multatuli.example"),
    ("official", "Budi Santosa", "humas@diskominfo.example"),
)
OFFICIAL_OF = "Dinas Komunikasi dan Informatika"
WEEKDAYS, DAILY = "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "RRULE:FREQ=DAILY"
PROGRAMMES = (
    ("Lebak Pagi", "news", "05:00", 180, DAILY, "id", "Ujang Permana"),
    ("Ruang Warga", "public_service", "08:00", 120, WEEKDAYS, "id", "Neng Siti"),
    ("Dialog OPD", "public_service", "10:00", 60, "RRULE:FREQ=WEEKLY;BYDAY=WE", "id", "Yayah Rokayah"),
    ("Siang Sunda", "culture", "13:00", 120, DAILY, "su", "Abah Enjum"),
    ("Sekolah Udara", "education", "15:00", 60, WEEKDAYS, "id", "Neng Siti"),
    ("Sore Multatuli", "entertainment", "16:00", 120, DAILY, "id", "Ujang Permana"),
    ("Mimbar Magrib", "religion", "18:10", 35, DAILY, "id", "KH. Asep Saepudin"),
    ("Pantun jeung Kacapi", "culture", "20:00", 60, "RRULE:FREQ=WEEKLY;BYDAY=SA", "su", "Abah Enjum"),
    ("Malam Ngawangkong", "entertainment", "21:00", 120, DAILY, "su", "Abah Enjum"),
)
REGIONAL = {"Dialog OPD"}


@dataclass(frozen=True)
class Login:
    """With which a role of the sample station signs in."""

    role: str
    email: str
    password: str


def set_up(desk: Desk, today: date) -> list[Login]:
    """Make the sample station in this database, unless it is there; gives its logins."""
    logins = _logins(desk.settings.home / "sample-logins.json")
    with desk.database.reading() as session:
        if session.get(Station, 1):
            return logins
    with tempfile.TemporaryDirectory(dir=desk.settings.home) as folder:
        samples = make_samples(Path(folder))
        with desk.database.writing() as session:
            add_station(
                session, code="multatuli", name="Radio Multatuli", timezone="Asia/Jakarta",
                latitude=LEBAK[0], longitude=LEBAK[1],
            )  # fmt: skip
            for sample in samples:
                add_sound(
                    session, desk.media, sample.path, Kind(sample.kind), desk.now(), SETTING_UP,
                    title=sample.title, artist=sample.artist,
                )  # fmt: skip
            _add_people(session, logins, desk.now(), today)
            _add_week(session, today - timedelta(days=today.weekday()))
            _set_prayer_calls(session, desk.now())
            expand_programmes(session, desk.now() - timedelta(days=today.weekday()))
    return logins


def person_of_role(session: Session, role: Role) -> Person:
    """The sample person of that role."""
    return session.scalars(select(Person).where(Person.role == role).order_by(Person.id)).first() or _missing(role)


def _missing(role: Role) -> Person:
    raise LookupError(f"the sample station has no {role}")


def _logins(file: Path) -> list[Login]:
    """Made once for a folder, and kept: the passwords of a sample must not be the same everywhere."""
    if not file.exists():
        made = [Login(role, email, secrets.token_urlsafe(9)) for role, _, email in PEOPLE]
        file.touch(mode=0o600)
        file.write_text(json.dumps([vars(each) for each in made], indent=1))
    return [Login(**each) for each in json.loads(file.read_text())]


def _add_people(session: Session, logins: list[Login], now: datetime, today: date) -> None:
    for name in dict.fromkeys(row["agency"] for row in sample_announcements(today)):
        add_agency(session, name)
    for (role, name, email), login in zip(PEOPLE, logins, strict=True):
        agency = find_agency(session, OFFICIAL_OF) if role == Role.OFFICIAL else None
        person = add_person(session, email=email, role=role, name=name, agency=agency, now=now)
        set_password(session, person, login.password, now)


def _add_week(session: Session, monday: date) -> None:
    clock = FormatClock(name="Jam biasa")
    clock.elements = [
        ClockElement(at_s=0, feature=Feature.STATION_ID, timing="hard", capacity_ms=0),
        ClockElement(at_s=20 * 60, feature=Feature.BREAK, timing="soft", capacity_ms=120_000),
        ClockElement(at_s=40 * 60, feature=Feature.BREAK, timing="soft", capacity_ms=120_000),
    ]
    session.add(clock)
    session.add_all(ClockHour(weekday=day, hour=hour, clock=clock) for day in range(7) for hour in range(24))
    for title, category, starts, minutes, rule, language, host in PROGRAMMES:
        session.add(
            Programme(
                title=title,
                category=category,
                language=language,
                host=host,
                first_starts=f"{monday.isoformat()}T{starts}",
                recurrence=rule,
                duration_ms=minutes * 60_000,
                source=Source.LIBRARY,
                quota=1 if title in REGIONAL else None,
                quota_period="week" if title in REGIONAL else None,
            )
        )
    session.flush()


def _set_prayer_calls(session: Session, now: datetime) -> None:
    """The drum alone: a call is a voice, and each station has its own."""
    planner = replace(acting_person(person_of_role(session, Role.TRAFFIC)), name=SETTING_UP)
    set_air_settings(session, planner, 0, {"prayers": list(CALLED)}, now)
