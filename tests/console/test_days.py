"""The day: what is on air, what would change, and publishing it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from playlists.items import Day, Item
from playlists.keeping import keep_day
from playlists.publishing import publish_day
from playlists.versions import newest_version
from scheduler.programmes import Episode, Programme, Source
from scheduler.station import the_station
from tests.console.conftest import NOW, text_of
from web.console.band import stretches
from web.console.log import coming, hours, next_hard, on_air

TODAY = date(2026, 11, 24)


def item(at: datetime, minutes: int, kind: str = "filler", timing: str = "soft", title: str = "Lagu") -> Item:
    return Item(
        id=f"{kind}-{at:%H%M}", starts_at=at, duration_ms=minutes * 60_000, timing=timing, kind=kind, title=title
    )


def a_day(*items: Item) -> Day:
    return Day("multatuli", TODAY, "Asia/Jakarta", 1, items[0].starts_at, items[-1].ends_at, None, items)


def test_on_air_is_the_item_that_has_begun_and_not_ended():
    first, second = item(NOW - timedelta(minutes=5), 5), item(NOW, 10)
    assert on_air([first, second], NOW) is second
    assert on_air([first], NOW) is None


def test_what_comes_next_is_always_later_than_now_and_filler_in_a_row_counts_as_one():
    songs = [item(NOW + timedelta(minutes=n), 1) for n in range(4)]
    news = item(NOW + timedelta(minutes=4), 10, "programme", "hard", "Kabar Lebak")
    runs = coming([*songs, news], NOW, 5)
    assert [len(run.rows) for run in runs] == [3, 1]
    assert next_hard([*songs, news], NOW) is news


def test_the_log_goes_by_the_stations_hours():
    day = a_day(item(NOW, 50), item(NOW + timedelta(minutes=50), 30, "programme"), item(NOW + timedelta(minutes=80), 5))
    found = hours(day, {}, (), (), NOW, ZoneInfo("Asia/Jakarta"))
    assert [len(hour.rows) for hour in found] == [2, 1]
    assert found[0].rows[0].state == "now"


def test_the_band_covers_the_day_and_shows_now_only_on_its_own_day():
    day = a_day(item(NOW, 30), item(NOW + timedelta(minutes=30), 30, "programme"))
    band = stretches(day, NOW + timedelta(minutes=15))
    assert [(each.x, each.width, each.look) for each in band.stretches] == [(0, 500, "filler"), (500, 500, "programme")]
    assert band.now == 250
    assert stretches(day, NOW - timedelta(days=1)).now is None


def test_filler_within_a_programme_that_plays_from_the_library_looks_like_that_programme():
    day = a_day(item(NOW, 30), item(NOW + timedelta(minutes=30), 30))
    shows = [(day.items[1].starts_at, day.ends_at)]
    assert [each.look for each in stretches(day, NOW, shows).stretches] == ["filler", "programme"]


def test_a_day_is_published_from_its_page(as_, database, with_music):
    assert "Terbitkan v1" in text_of(as_("traffic").get("/hari/2026-11-24/perubahan"))
    as_("traffic").post("/hari/2026-11-24/terbit", data={"version": "0"})
    page = text_of(as_("traffic").get("/hari/2026-11-24"))
    assert "Versi 1 terbit." in page
    assert "sedang mengudara" in page


def test_a_day_that_somebody_else_published_meanwhile_is_not_published_over(as_, database, with_music):
    with database.writing() as session:
        publish_day(session, TODAY, "a colleague", NOW)
    answer = as_("traffic").post("/hari/2026-11-24/terbit", data={"version": "0"})
    assert answer.status_code == 409
    assert "Orang lain sudah menerbitkan versi 1." in text_of(answer)


def test_a_day_with_nothing_to_play_says_what_is_missing_and_cannot_be_published(as_, database):
    page = text_of(as_("traffic").get("/hari/2026-11-24/perubahan"))
    assert "Belum bisa terbit" in page
    assert "Tambahkan musik atau jingle ke pustaka" in page
    assert as_("traffic").post("/hari/2026-11-24/terbit", data={"version": "0"}).status_code == 422
    with database.reading() as session:
        assert newest_version(session, TODAY) is None


def test_home_says_what_is_on_air_and_that_no_machine_reports(as_, database, with_music):
    with database.writing() as session:
        publish_day(session, TODAY, "a colleague", NOW)
        assert the_station(session).day_of(NOW) == TODAY
    page = text_of(as_("announcer").get("/"))
    assert "Mengudara menurut daftar siar" in page
    assert "Berikutnya" in page


def test_home_without_a_published_day_says_what_to_do(as_):
    page = text_of(as_("traffic").get("/"))
    assert "Hari ini belum terbit" in page
    assert "Buka harinya" in page


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "2026-1-1", "9999-12-31", "0001-01-01", "2026-11-24T00"])
def test_a_day_that_does_not_exist_is_not_found(as_, day):
    answer = as_("traffic").get(f"/hari/{day}")
    assert answer.status_code == 404
    assert "Tanggal itu tidak ada" in text_of(answer)


def test_a_version_that_does_not_exist_is_not_found(as_):
    assert as_("traffic").get("/hari/2026-11-24?versi=7").status_code == 404


def test_the_log_alone_says_when_what_is_on_air_ends_and_how_many_have_aired(as_, database, with_music):
    with database.writing() as session:
        publish_day(session, TODAY, "a colleague", NOW)
    page = as_("announcer").get("/hari/2026-11-24/siaran").get_data(as_text=True)
    assert "<html" not in page
    assert page.count('data-ends="item-ended"') == 1
    assert 'id="counts" hx-swap-oob="true"' in page


@pytest.mark.parametrize(("path", "moves"), [("", True), ("?versi=1", False)])
def test_an_older_version_and_another_day_stand_still(as_, database, with_music, path, moves):
    with database.writing() as session:
        row = publish_day(session, TODAY, "a colleague", NOW)
        keep_day(session, row.day(), row, "a colleague", NOW, "again")
        publish_day(session, TODAY + timedelta(days=1), "a colleague", NOW)
    assert ("data-lives" in as_("traffic").get(f"/hari/2026-11-24{path}").get_data(as_text=True)) is moves
    assert "data-lives" not in as_("traffic").get("/hari/2026-11-25").get_data(as_text=True)


@pytest.mark.parametrize("who", ["official", "announcer", "editor"])
def test_only_traffic_and_the_admin_publish(as_, who):
    assert as_(who).post("/hari/2026-11-24/terbit", data={"version": "0"}).status_code == 403


def test_the_log_names_the_programme_that_plays_from_the_library(as_, database, with_music):
    with database.writing() as session:
        show = Programme(
            title="Ruang Warga", category="public_service", first_starts="2026-11-24T09:00", recurrence="",
            duration_ms=3_600_000, source=Source.LIBRARY,
        )  # fmt: skip
        session.add(show)
        session.flush()
        session.add(Episode(programme=show, nominal_at=NOW, starts_at=NOW, duration_ms=3_600_000))
        publish_day(session, TODAY, "traffic@radio.example", NOW)
    shown = text_of(as_("traffic").get(f"/hari/{TODAY}"))
    assert re.search(r"Ruang Warga, \d+ butir", shown)
    assert re.search(r"Pengisi, \d+ butir", shown)
