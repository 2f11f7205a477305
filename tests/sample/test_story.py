"""The demo's story: it truly happens, at any hour, in any year, and twice in a row."""

from __future__ import annotations

import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from audio.ffmpeg import ffmpeg_path
from playlists.items import is_gapless
from playlists.versions import find_version
from scheduler.desk import open_desk
from scheduler.people import Role
from scheduler.settings import read_settings
from web.cli.demo import ZONE, tell_story
from web.sample import station, story
from web.sample.texts import sample_announcements, shift_dates

STEPS = ["station opened", "submitted", "approved", "rendered", "placed", "published", "fetched", "aired"]


def few_sounds(folder: Path) -> list[SimpleNamespace]:
    """Instead of the whole sample library, whose making is a test of its own: one sound of each kind."""
    made = []
    for kind, seconds in (("music", 50), ("music", 33), ("bed", 20), ("jingle", 3), ("station_id", 4)):
        path = folder / f"{kind}-{seconds}.mp3"
        noise = ["-f", "lavfi", "-i", f"anoisesrc=d={seconds}:c=pink:r=44100:a=0.2:seed={seconds}", "-ac", "2"]
        subprocess.run([ffmpeg_path(), "-v", "error", *noise, "-b:a", "192k", str(path)], check=True)
        made.append(SimpleNamespace(path=path, kind=kind, title=f"{kind} {seconds}", artist="Uji"))
    return made


@pytest.fixture(autouse=True)
def _few_sounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(station, "make_samples", few_sounds)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 24, 14, 20, tzinfo=ZONE),
        datetime(2026, 11, 24, 23, 58, tzinfo=ZONE),
        datetime(2026, 11, 28, 0, 30, tzinfo=ZONE),
        datetime(2027, 12, 1, 4, 1, tzinfo=ZONE),
    ],
    ids=["in the afternoon", "two minutes to midnight", "half past midnight", "in a year"],
)
def test_the_announcement_goes_all_the_way(
    tmp_path: Path, moment: datetime, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "afternoon" not in request.node.callspec.id:  # the rest of the desk does not depend on the hour
        monkeypatch.setattr(story, "fill_desk", lambda *_: None)
    summary = tell_story(tmp_path, moment)
    assert [step["step"] for step in summary.steps] == STEPS
    assert summary.as_run["outcome"] == "aired"
    assert summary.as_run["sha256"] == summary.media_sha256
    assert summary.playlist["date"] == moment.date().isoformat()
    assert {login.role for login in summary.logins} == set(Role)
    desk = open_desk(read_settings(home=tmp_path))
    with desk.database.reading() as session:
        for day in (moment.date(), moment.date() + timedelta(days=1)):
            assert is_gapless(find_version(session, day).day().items)
        today = find_version(session, moment.date()).day()
    assert summary.as_run["item_id"] in {item.id for item in today.items}


def test_told_twice_in_a_row_it_goes_on_from_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story, "fill_desk", lambda *_: None)
    moment = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
    first, second = tell_story(tmp_path, moment), tell_story(tmp_path, moment)
    assert first.announcement_id != second.announcement_id
    assert second.as_run["outcome"] == "aired"
    assert second.logins == first.logins


def test_dates_in_the_texts_move_by_whole_weeks() -> None:
    text = "Senin, 07/12/2026 sampai 27 November 2026, Tahun 2026, Rp100.000, 0252-201-234"
    moved = "Senin, 14/12/2026 sampai 4 Desember 2026, Tahun 2027, Rp100.000, 0252-201-234"
    assert shift_dates(text, timedelta(weeks=1)) == moved


@pytest.mark.parametrize("today", [date(2026, 11, 24) + timedelta(days=n) for n in (0, 1, 6, 7, 400)])
def test_the_told_announcement_may_air_on_the_day_of_the_story(today: date) -> None:
    flight: dict[str, Any] = next(row for row in sample_announcements(today) if "Klarifikasi" in row["title"])["flight"]
    assert date.fromisoformat(flight["first_day"]) <= today <= date.fromisoformat(flight["last_day"])
