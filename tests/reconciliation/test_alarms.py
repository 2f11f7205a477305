"""Alarms: each trouble told once, and once more when it is over; to a real server on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select

from playlists.air_rules import set_air_rules
from playlists.airings import Airing
from playlists.alarm_targets import AlarmTarget, add_target, all_targets, remove_target, tell_alarms, try_target
from playlists.alarms import open_alarms
from playlists.as_run import take_in
from playlists.machines import Machine, hear_from, suspect_twin
from playlists.publishing import replan
from playlists.troubles import troubles
from scheduler.audit import AuditLine
from scheduler.database import Database
from scheduler.errors import Invalid, NotFound, Unavailable
from scheduler.recordings import Recording
from tests.playlists.airtime import SIX
from tests.playlists.test_as_run import line

MINUTE = timedelta(minutes=1)
PLENTY = 10**12


class Inbox(ThreadingHTTPServer):
    """Keeps what is posted; `refuses` answers 500."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Post)
        self.messages: list[dict[str, Any]] = []
        self.refuses = False

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.server_port}"

    @property
    def texts(self) -> list[str]:
        return [each["message"] for each in self.messages]


class Post(BaseHTTPRequestHandler):
    server: Inbox

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.server.refuses:
            self.server.messages.append(body)
        self.send_response(500 if self.server.refuses else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    server = Inbox()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def station(database: Database, inbox: Inbox) -> Database:
    """A published day, one machine that was heard at six and reports its spots, and a target."""
    with database.writing() as session:
        add_target(session, "Grup teknik", inbox.url, "admin", SIX)
    beat(database, SIX)
    return database


def beat(database: Database, at: datetime, **told: Any) -> None:
    with database.writing() as session:
        hear_from(session.scalars(select(Machine)).one(), told, at)


def tick(database: Database, at: datetime, free: int = PLENTY) -> int:
    return tell_alarms(database, "Radio Multatuli", free, at)


def test_a_silent_machine_is_told_once_and_its_return_once(station: Database, inbox: Inbox) -> None:
    for minutes in (0, 2, 3, 4):
        tick(station, SIX + minutes * MINUTE)
    assert inbox.texts == ["studio-1 is silent."]
    beat(station, SIX + 5 * MINUTE)
    for _ in range(2):
        tick(station, SIX + 5 * MINUTE)
    assert inbox.texts == ["studio-1 is silent.", "Over: studio-1 is silent."]
    assert inbox.messages[0]["title"] == "Radio Multatuli"
    tick(station, SIX + 10 * MINUTE)
    assert len(inbox.texts) == 3


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({"disk_free_bytes": 200_000_000}, "studio-1 has 200 MB left on its disk."),
        ({"clock_offset_ms": -345}, "The clock of studio-1 is -345 ms off."),
        ({"clock_trusted": False}, "studio-1 does not know what time it is."),
        ({"outputs_down": ["icecast"]}, "The output icecast of studio-1 is down."),
    ],
)
def test_what_a_machine_tells_of_itself_is_told(station: Database, inbox: Inbox, told: Any, text: str) -> None:
    beat(station, SIX, **told)
    tick(station, SIX)
    beat(station, SIX, disk_free_bytes=PLENTY, clock_offset_ms=12, clock_trusted=True, outputs_down=[])
    tick(station, SIX)
    assert inbox.texts == [text, f"Over: {text}"]


@pytest.mark.parametrize("told", [{"disk_free_bytes": "none"}, {"outputs_down": "all"}, {"clock_offset_ms": None}, {}])
def test_a_heartbeat_that_makes_no_sense_alarms_nobody(station: Database, inbox: Inbox, told: Any) -> None:
    beat(station, SIX, **told)
    assert tick(station, SIX) == 0


def test_two_machines_with_one_token_are_told(station: Database, inbox: Inbox) -> None:
    with station.writing() as session:
        suspect_twin(session.scalars(select(Machine)).one(), SIX)
    tick(station, SIX)
    assert inbox.texts == ["Two machines use the token of studio-1."]


def test_what_was_due_and_did_not_air_is_told_in_one_message(station: Database, inbox: Inbox) -> None:
    at = SIX + 31 * MINUTE
    beat(station, at)
    tick(station, at)
    assert [text for text in inbox.texts if "silent" not in text] == [
        "1 spots were due and did not air, the first at 06:20:00."
    ]


def test_what_aired_is_no_trouble(station: Database, inbox: Inbox) -> None:
    at = SIX + 31 * MINUTE
    beat(station, at)
    with station.writing() as session:
        machine = session.scalars(select(Machine)).one()
        for number, airing in enumerate(session.scalars(select(Airing)).all()):
            take_in(session, machine, [line(number, item_id=airing.item_id)], at)
        assert troubles(session, PLENTY, at) == []


def test_the_stations_own_disk_is_watched(station: Database, inbox: Inbox) -> None:
    tick(station, SIX, free=5_000_000)
    assert inbox.texts == ["The station's disk has 5 MB left."]


def test_a_recording_that_failed_is_told(station: Database, inbox: Inbox) -> None:
    with station.writing() as session:
        recording = session.scalars(select(Recording)).one()
        recording.status, recording.detail = "failed", "no voice"
    tick(station, SIX)
    assert inbox.texts == ["Imunisasi campak could not be recorded: no voice"]


def test_a_day_that_could_not_be_published_is_told(station: Database, inbox: Inbox) -> None:
    later = SIX + timedelta(days=4)
    beat(station, later)
    with station.reading() as session:
        found = {each.key for each in troubles(session, PLENTY, later)}
    assert {"day:2026-11-28", "day:2026-11-29"} <= found
    replan(station, later, "clock", "horizon")
    with station.reading() as session:
        assert not {each.key for each in troubles(session, PLENTY, later) if each.key.startswith("day:")}


def test_in_the_quiet_hours_nothing_is_told_and_what_lasts_is_told_after(station: Database, inbox: Inbox) -> None:
    with station.writing() as session:
        set_air_rules(session, "admin", SIX, make_good_automatic=False, quiet_from=time(22), quiet_to=time(6, 30))
    tick(station, SIX + 2 * MINUTE)
    assert inbox.texts == []
    with station.reading() as session:
        assert [each.key.partition(":")[0] for each in open_alarms(session)] == ["silent"]
    tick(station, SIX + 31 * MINUTE)
    assert "studio-1 is silent." in inbox.texts


def test_what_begins_and_ends_in_the_quiet_hours_is_never_told(station: Database, inbox: Inbox) -> None:
    with station.writing() as session:
        set_air_rules(session, "admin", SIX, make_good_automatic=False, quiet_from=time(22), quiet_to=time(6, 10))
    tick(station, SIX + 2 * MINUTE)
    beat(station, SIX + 11 * MINUTE)
    tick(station, SIX + 11 * MINUTE)
    assert inbox.texts == []


def test_a_target_that_refuses_is_tried_again_and_does_not_repeat_it_for_the_others(
    station: Database, inbox: Inbox
) -> None:
    inbox.refuses = True
    tick(station, SIX + 2 * MINUTE)
    with station.reading() as session:
        assert all_targets(session)[0].trouble
    inbox.refuses = False
    with station.writing() as session:
        add_target(session, "Mati", "json://127.0.0.1:9", "admin", SIX)
    for _ in range(2):
        tick(station, SIX + 3 * MINUTE)
    assert inbox.texts == ["studio-1 is silent."]
    with station.reading() as session:
        assert [bool(each.trouble) for each in all_targets(session)] == [False, True]


def test_a_target_is_tried_by_a_button(station: Database, inbox: Inbox) -> None:
    with station.reading() as session:
        target = all_targets(session)[0]
        try_target(session, target.id, "Radio Multatuli")
        assert "A test" in inbox.texts[0]
        inbox.refuses = True
        with pytest.raises(Unavailable):
            try_target(session, target.id, "Radio Multatuli")


def test_its_secrets_are_shown_nowhere(station: Database) -> None:
    with station.writing() as session:
        target = add_target(session, "Surat", "mailto://teknik:rahasia123@radio.example", "admin", SIX)
        assert "rahasia123" not in target.shown
        told = [str(each.after) for each in session.scalars(select(AuditLine))]
        remove_target(session, target.id, "admin", SIX)
        assert session.get(AlarmTarget, target.id) is None
    assert not [text for text in told if "rahasia123" in text]


@pytest.mark.parametrize("url", ["", "nonsense", "http//x", "mailto://"])
def test_an_address_that_nobody_understands_is_refused(station: Database, url: str) -> None:
    with station.writing() as session, pytest.raises(Invalid):
        add_target(session, "x", url, "admin", SIX)


def test_there_is_no_target_of_that_id(station: Database) -> None:
    with station.writing() as session, pytest.raises(NotFound):
        remove_target(session, "none", "admin", SIX)
