"""A week's announcements in bulk: taken in from a file, placed, and what found no place told by name and reason."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from scheduler.announcements.deciding import decide
from scheduler.announcements.tables import Announcement
from scheduler.database import Database
from scheduler.settings import read_settings
from tests.cli.conftest import siar, station
from tests.conftest import NOW
from tests.playlists.airtime import add_recording, furnish_air
from web.cli.importing import _command_line

__all__ = ["siar", "station"]
FIRST = datetime.now(UTC).date() + timedelta(days=3)
AGENCIES = ("Dinas Kesehatan", "BPBD", "Bapenda", "Dinas Sosial")


def announcements(number):
    """That many, each of two days at midday, four times a day; every fifth one is urgent."""
    return [
        {
            "agency": AGENCIES[n % len(AGENCIES)],
            "title": f"Pengumuman {n}",
            "body": "Warga diminta datang ke balai desa.",
            "category": "umum",
            "priority": 5 if n % 5 == 0 else 2,
            "external_id": f"X-{n}",
            "flight": {
                "first_day": FIRST.isoformat(),
                "last_day": (FIRST + timedelta(days=1)).isoformat(),
                "spots_per_day": 4,
                "dayparts": ["siang", "sore"],
            },
        }
        for n in range(number)
    ]


def flat(row):
    plain = {name: value for name, value in row.items() if name != "flight"}
    return {**plain, **row["flight"], "dayparts": ";".join(row["flight"]["dayparts"])}


def as_json(path, rows):
    path.write_text(json.dumps(rows), encoding="utf-8")


def as_csv(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, flat(rows[0]))
        sheet.writeheader()
        sheet.writerows(map(flat, rows))


def as_xlsx(path, rows):
    book = Workbook()
    book.active.append(list(flat(rows[0])))
    for row in rows:
        cells = flat(row)
        days = {name: date.fromisoformat(cells[name]) for name in ("first_day", "last_day")}
        book.active.append(list({**cells, **days}.values()))
    book.save(path)


@pytest.fixture
def base(station):
    """The database that the program works on, with breaks of a minute."""
    database = Database(read_settings().database_url)
    with database.writing() as session:
        furnish_air(session, capacity_ms=60_000)
    yield database
    database.close()


def approve_all(database, mute=0):
    """Every announcement is approved, and all but the first `mute` have a recording of half a minute."""
    with database.writing() as session:
        for n, script in enumerate(session.scalars(select(Announcement).order_by(Announcement.id))):
            decide(session, _command_line(), script.id, 1, "approve", NOW)
            if n >= mute:
                add_recording(session, script)


@pytest.mark.parametrize(("write", "ext"), [(as_json, "json"), (as_csv, "csv"), (as_xlsx, "xlsx")])
def test_a_file_of_each_kind_gives_the_same_announcements_once(base, station, tmp_path, write, ext):
    file = tmp_path / f"pekan.{ext}"
    write(file, announcements(40))
    first = station("import", str(file), "--create-agencies")
    assert first.code == 0, first.err
    assert len(first.out.splitlines()) == 40
    again = station("import", str(file), "--create-agencies")
    assert again.out.count("is there already") == 40
    with base.reading() as session:
        assert session.scalar(select(func.count()).select_from(Announcement)) == 40
        newest = session.scalars(select(Announcement)).first().newest
        assert (newest.dayparts, newest.spots_per_day, newest.first_day) == (["siang", "sore"], 4, FIRST)


def test_one_wrong_line_is_told_by_its_number_and_nothing_is_taken_in(base, station, tmp_path):
    rows = announcements(5)
    rows[2]["flight"]["spots_per_day"] = 0
    file = tmp_path / "pekan.json"
    as_json(file, rows)
    told = station("import", str(file), "--create-agencies")
    assert told.code == 1
    assert told.out.startswith("3: ")
    assert "1 of 5 are wrong" in told.err
    with base.reading() as session:
        assert session.scalar(select(func.count()).select_from(Announcement)) == 0


def test_the_plan_of_a_week_tells_what_found_no_place_in_sum_and_by_name(base, station, tmp_path):
    file = tmp_path / "pekan.json"
    as_json(file, announcements(20))
    station("import", str(file), "--create-agencies")
    approve_all(base, mute=1)
    told = station("plan", FIRST.isoformat(), "--days", "7", "--time-limit", "2")
    assert told.code == 0, told.err
    lines = told.out.splitlines()
    assert "spots placed, value" in lines[0]
    assert lines[1].endswith("spots have no place:")
    assert "     8 It has no recording yet." in lines
    assert any(line.startswith(f"{FIRST} Dinas Kesehatan, Pengumuman 0: 4 not placed.") for line in lines)
    placed = int(lines[0].split()[0])
    missing = int(lines[1].split()[0])
    assert placed + missing == 20 * 2 * 4


def test_the_plan_as_json_names_what_has_no_recording_as_well(base, station, tmp_path):
    file = tmp_path / "pekan.json"
    as_json(file, announcements(3))
    ids = station("import", str(file), "--create-agencies").out.split()
    approve_all(base, mute=1)
    told = json.loads(station("plan", FIRST.isoformat(), "--json", "--time-limit", "1").out)
    assert {one["flight"] for one in told["unplaced"]} == {ids[0]}
    assert told["unplaced"][0] == {
        "flight": ids[0], "day": FIRST.isoformat(), "missing": 4, "reason": "It has no recording yet.",
    }  # fmt: skip


def test_what_nobody_has_approved_yet_is_told_so(base, station, tmp_path):
    file = tmp_path / "pekan.json"
    as_json(file, announcements(3))
    station("import", str(file), "--create-agencies")
    told = station("plan", FIRST.isoformat(), "--time-limit", "1")
    assert "3 announcements wait for approval" in told.out
