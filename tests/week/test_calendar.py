"""Calendars: what Siar wrote comes back, an import is shown before it is done, and hostile files are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from scheduler.calendar_file import calendar_file
from scheduler.calendar_import import Preview, import_calendar, preview_import
from scheduler.calendar_reading import read_calendar
from scheduler.database import Database
from scheduler.episode_editing import cancel_episode, move_episode, rename_episode
from scheduler.errors import Conflict, Invalid
from scheduler.programme_editing import change_programme
from scheduler.programme_fields import show_of
from scheduler.programmes import programmes
from scheduler.undo import undo_last
from tests.conftest import furnish
from tests.week.shows import NOW, TRAFFIC, WIB, episodes, programme, show, walls, wib
from web.rooms import metadata


@pytest.fixture
def other(tmp_path: Path) -> Database:
    """Another station, with nothing in its week."""
    database = Database(f"sqlite:///{tmp_path / 'other.db'}")
    metadata().create_all(database.engine)
    with database.writing() as session:
        furnish(session)
    return database


def kinds(preview: Preview) -> list[str]:
    return [each.kind for each in preview.changes]


def furnish_week(session: Session) -> None:
    daily = programme(
        session,
        title="Berita; “pagi”, 100% lokal\\",
        recurrence="RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\nEXDATE:20261127T100000\nRDATE:20261128T160000",
        host="Abah Enjum",
        language="su",
        quota=5,
        quota_period="week",
        breaks_inside=False,
        duration_ms=1_800_500,
    )
    programme(
        session,
        title="Warta " * 20,
        source="relay",
        stream_url="https://radio.example/a,b;c",
        first_starts="2026-11-24T12:00",
    )
    cancel_episode(session, TRAFFIC, episodes(session, daily)[0].id, 1, NOW)
    move_episode(session, TRAFFIC, episodes(session, daily)[1].id, 1, wib("25 20.30"), NOW, 900_250)
    rename_episode(session, TRAFFIC, episodes(session, daily)[2].id, 1, "Edisi, khusus", "Neng Siti", NOW)


def test_what_siar_wrote_changes_nothing_where_it_came_from(session: Session) -> None:
    furnish_week(session)
    assert kinds(preview_import(session, calendar_file(session, NOW), NOW)) == ["same", "same"]


def test_what_siar_wrote_comes_back_without_loss(session: Session, other: Database) -> None:
    furnish_week(session)
    written = calendar_file(session, NOW)
    with other.writing() as elsewhere:
        preview = preview_import(elsewhere, written, NOW)
        assert kinds(preview) == ["add", "add"]
        assert programmes(elsewhere) == []
        import_calendar(elsewhere, TRAFFIC, written, preview.digest, NOW)
        assert [show_of(each) for each in programmes(elsewhere)] == [show_of(each) for each in programmes(session)]
        for here, there in zip(programmes(session), programmes(elsewhere), strict=True):
            assert told(session, here.id) == told(elsewhere, there.id)
        assert calendar_file(elsewhere, NOW) == written


def told(session: Session, programme_id: str) -> list[tuple[object, ...]]:
    found = next(each for each in programmes(session) if each.id == programme_id)
    return [
        (each.nominal_at, each.starts_at, each.duration_ms, each.name, each.host, each.cancelled)
        for each in episodes(session, found)
    ]


def test_an_import_shows_each_field_that_it_would_change_and_is_one_step(session: Session) -> None:
    daily = programme(session)
    file = (
        calendar_file(session, NOW)
        .replace(b"SUMMARY:Lebak Pagi", b"SUMMARY:Pagi Lebak")
        .replace(b"T100000\r\n", b"T110000\r\n", 1)
    )
    preview = preview_import(session, file, NOW)
    assert [each.fields.get("title") for each in preview.changes] == [("Lebak Pagi", "Pagi Lebak")]
    assert daily.title == "Lebak Pagi"
    import_calendar(session, TRAFFIC, file, preview.digest, NOW)
    assert (daily.title, walls(episodes(session, daily))[0]) == ("Pagi Lebak", "24 11.00")
    undo_last(session, TRAFFIC.name, NOW)
    assert (daily.title, walls(episodes(session, daily))[0]) == ("Lebak Pagi", "24 10.00")


def test_an_import_is_done_only_as_it_was_shown(session: Session) -> None:
    daily = programme(session)
    file = calendar_file(session, NOW).replace(b"Lebak Pagi", b"Pagi")
    seen = preview_import(session, file, NOW)
    change_programme(session, TRAFFIC, daily.id, 1, show(title="Lain"), NOW)
    with pytest.raises(Conflict):
        import_calendar(session, TRAFFIC, file, seen.digest, NOW)
    assert daily.title == "Lain"


def event(*lines: str, uid: str = "a@x") -> bytes:
    inside = ["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Acara", *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *inside, "END:VCALENDAR", ""]).encode()


def test_the_zones_of_other_office_programs_are_known_by_their_own_names(session: Session) -> None:
    file = event("DTSTART;TZID=SE Asia Standard Time:20261201T060000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2")
    (entry,) = read_calendar(file, WIB)
    assert entry.fault is None
    assert entry.show is not None
    assert entry.show.first_starts.endswith("T06:00")


START, END = "DTSTART:20261201T060000", "DTEND:20261201T070000"


@pytest.mark.parametrize(
    ("file", "word"),
    [
        (event(START), "no end"),
        (event(START, "DTEND:20261201T050000"), "duration_ms"),
        (event(START, END, "RRULE:FREQ=SECONDLY"), "second"),
        (event(START, END, "RRULE:FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60)))), "second"),
        (event("DTSTART;TZID=Mars/Olympus:20261201T060000", END), "Mars/Olympus"),
        (event("DTSTART;VALUE=DATE:20261201", END), "whole days"),
        (event("DTSTART;TZID=Europe/Berlin:20261201T060000", "DURATION:PT1H", "RRULE:FREQ=DAILY"), "another time zone"),
        (event(START, END, uid=""), "no UID"),
        (event(START, END, "RECURRENCE-ID:20261201T060000"), "not in the file"),
        (
            event(START, END, "END:VEVENT", "BEGIN:VEVENT", "UID:a@x", START, END, "RECURRENCE-ID:20261205T060000"),
            "does not have",
        ),
    ],
)
def test_what_is_no_programme_is_refused_with_the_reason_and_changes_nothing(
    session: Session, file: bytes, word: str
) -> None:
    preview = preview_import(session, file, NOW)
    assert kinds(preview) == ["refused"]
    assert word in str(preview.changes[0].entry.fault)
    with pytest.raises(Invalid):
        import_calendar(session, TRAFFIC, file, preview.digest, NOW)
    assert programmes(session) == []


@pytest.mark.parametrize(
    ("file", "word"),
    [
        (b"x" * 50 * 1024 * 1024, "5 MB"),
        (b"", "does not begin"),
        (b"%PDF-1.7", "does not begin"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n", "breaks off"),
        (
            b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 50_000 + b"END:VEVENT\r\n" * 50_000 + b"END:VCALENDAR\r\n",
            "nested",
        ),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 5_001 + b"END:VCALENDAR\r\n", "5000"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "no programme"),
    ],
)
def test_hostile_files_are_refused_before_they_are_parsed(file: bytes, word: str) -> None:
    with pytest.raises(Invalid, match=word):
        read_calendar(file, WIB)


def test_episodes_that_trade_places_are_no_cycle(session: Session) -> None:
    swap = (
        START, END, "RRULE:FREQ=DAILY", "END:VEVENT",
        "BEGIN:VEVENT", "UID:a@x", "RECURRENCE-ID:20261202T060000", "DTSTART:20261203T060000", "DURATION:PT1H",
        "END:VEVENT",
        "BEGIN:VEVENT", "UID:a@x", "RECURRENCE-ID:20261203T060000", "DTSTART:20261202T060000", "DURATION:PT1H",
    )  # fmt: skip
    preview = preview_import(session, event(*swap), NOW)
    import_calendar(session, TRAFFIC, event(*swap), preview.digest, NOW)
    assert kinds(preview_import(session, event(*swap), NOW)) == ["same"]


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(junk: bytes) -> None:
    for file in (junk, event(junk.decode("latin-1")), event(START, END, "RRULE:" + junk.decode("latin-1"))):
        try:
            read_calendar(file, WIB)
        except Invalid:
            continue
