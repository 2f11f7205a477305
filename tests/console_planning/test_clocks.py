"""Clocks on their pages: a dial that follows the list, hours given to clocks, and days that are exceptions."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from scheduler.clock_editing import add_clock, assign_hours
from scheduler.clock_fields import read_clock
from scheduler.clocks import ClockException, ClockHour, FormatClock
from scheduler.library import Kind
from tests.console.conftest import text_of
from tests.playlists.airtime import add_library_sound
from tests.week.shows import ADMIN, NOW

ROWS = (
    ("00.00", "station_id", "hard", "", ""),
    ("20", "break", "soft", "02.00", ""),
    ("40:30", "feature", "soft", "", "Cuaca"),
)


def rows(*some: tuple[str, str, str, str, str], **more: Any) -> dict[str, Any]:
    columns = zip(*some, strict=True)
    named = {
        name: list(values) for name, values in zip(("at", "feature", "timing", "capacity", "tag"), columns, strict=True)
    }
    return {"name": "Jam pagi", **named, **more}


def the_clock(session):
    return session.scalars(select(FormatClock)).one()


def hours(session):
    return {(each.weekday, each.hour): each.clock.name for each in session.scalars(select(ClockHour))}


@pytest.fixture
def clock(database):
    """Two clocks; on Mondays from six to eight the first is followed. Gives their ids."""
    element = {"at_s": 1200, "feature": "break", "timing": "soft", "capacity_ms": 60_000}
    with database.writing() as session:
        one, two = (add_clock(session, ADMIN, read_clock({"name": n, "elements": [element]}), NOW).id for n in "AB")
        assign_hours(session, ADMIN, [(0, 6), (0, 7)], one, NOW)
    return one, two


def test_a_clock_is_written_as_a_list_of_minutes(as_, look):
    answer = as_("traffic").post("/jam/baru", data=rows(*ROWS, act="keep"))
    assert answer.status_code == 302
    made = look(the_clock)
    assert [(each.at_s, each.feature, each.timing, each.capacity_ms, each.tag) for each in made.elements] == [
        (0, "station_id", "hard", 0, None),
        (1200, "break", "soft", 120_000, None),
        (2430, "feature", "soft", 0, "cuaca"),
    ]
    page = as_("traffic").get(f"/jam/{made.id}").get_data(as_text=True)
    assert 'value="40.30"' in page
    assert 'aria-label="40.30 rubrik"' in page


def test_a_feature_whose_tag_no_sound_bears_is_told(as_, look, database):
    as_("traffic").post("/jam/baru", data=rows(*ROWS, act="keep"))
    path = f"/jam/{look(the_clock).id}"
    assert "Belum ada suara di pustaka dengan tanda ini" in text_of(as_("traffic").get(path))
    with database.writing() as session:
        add_library_sound(session, Kind.PROGRAMME, "Prakiraan", 60_000).tags = ["cuaca"]
    assert "Belum ada suara di pustaka dengan tanda ini" not in text_of(as_("traffic").get(path))


def test_the_dial_follows_what_is_typed_and_nothing_is_kept(as_, look):
    drawn = as_("traffic").post("/jam/gambar", data=rows(*ROWS))
    page = drawn.get_data(as_text=True)
    assert page.count("<title>") == 3
    assert "mark-of-break" in page
    assert "dalam 1 jeda" in text_of(drawn)
    assert look(lambda session: session.scalars(select(FormatClock)).all()) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("61.00", "break", "soft", "01.00", ""), "dari 0.00 sampai 59.59"),
        (("20.75", "break", "soft", "01.00", ""), "dari 0.00 sampai 59.59"),
        (("59.00", "break", "soft", "05.00", ""), "lebih panjang dari sisa jamnya"),
        (("10.00", "feature", "soft", "", ""), "Rubrik membutuhkan tanda"),
        (("00.00", "jingle", "hard", "", ""), "detik yang sama"),
        (("20.30", "break", "soft", "01.00", ""), "mulai sebelum jeda"),
    ],
)
def test_what_no_hour_can_hold_is_told_at_its_row_with_what_was_typed(as_, look, row, told):
    answer = as_("traffic").post("/jam/baru", data=rows(*ROWS, row, act="keep"))
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert f'value="{row[0]}"' in answer.get_data(as_text=True)
    assert look(lambda session: session.scalars(select(FormatClock)).all()) == []


def test_without_a_script_rows_come_and_go_by_the_server(as_):
    more = as_("traffic").post("/jam/baru", data=rows(*ROWS, act="add")).get_data(as_text=True)
    less = as_("traffic").post("/jam/baru", data=rows(*ROWS, act="remove-1")).get_data(as_text=True)
    count = [len(re.findall(r'id="row-\d+"', page)) for page in (more, less)]
    assert count == [4, 2]


def test_the_second_of_two_who_change_a_clock_sees_both_lists(as_, look, clock):
    one, _ = clock
    assert as_("admin").post(f"/jam/{one}", data=rows(*ROWS, name="A", version="1", act="keep")).status_code == 302
    second = as_("traffic").post(f"/jam/{one}", data=rows(ROWS[1], name="A", version="1", act="keep"))
    assert second.status_code == 409
    page = text_of(second)
    assert "Keadaannya sekarang: A" in page
    assert "40.30 rubrik cuaca" in page
    assert 'value="20"' in second.get_data(as_text=True)
    again = as_("traffic").post(f"/jam/{one}", data=rows(ROWS[1], name="A", version="2", act="keep"))
    assert again.status_code == 302
    assert len(look(lambda session: session.get(FormatClock, one)).elements) == 1


def test_a_name_in_use_is_told_without_losing_the_list(as_, clock):
    answer = as_("traffic").post("/jam/baru", data=rows(*ROWS, name="A", act="keep"))
    assert answer.status_code == 409
    assert "Sudah ada pola jam bernama A" in text_of(answer)
    assert "Keadaannya sekarang" not in text_of(answer)


def test_a_clock_that_hours_follow_cannot_go_and_one_that_none_follows_can_come_back(as_, look, clock):
    one, two = clock
    assert as_("traffic").post(f"/jam/{one}/hapus", data={"version": "1"}).status_code == 409
    assert as_("traffic").post(f"/jam/{two}/hapus", data={"version": "1"}).status_code == 302
    page = as_("traffic").get("/jam").get_data(as_text=True)
    step = re.search(r'name="step" value="(\w+)"', page).group(1)
    assert as_("traffic").post("/program/urungkan", data={"step": step, "back": "clocks"}).location == "/jam"
    assert len(look(lambda session: session.get(FormatClock, two)).elements) == 1


def test_hours_are_given_another_clock_from_the_grid(as_, look, clock):
    one, two = clock
    chosen = [f"0-6-{one}", "1-6-none"]
    assert as_("traffic").post("/jam/pekan", data={"hours": chosen, "clock_id": two}).status_code == 302
    assert look(hours) == {(0, 6): "B", (0, 7): "A", (1, 6): "B"}
    as_("traffic").post("/jam/pekan", data={"hours": [f"0-6-{two}"], "clock_id": ""})
    assert look(hours) == {(0, 7): "A", (1, 6): "B"}


def test_hours_that_somebody_else_gave_another_clock_meanwhile_stay_and_stay_chosen(as_, look, clock):
    one, two = clock
    as_("admin").post("/jam/pekan", data={"hours": [f"0-6-{one}"], "clock_id": two})
    second = as_("traffic").post("/jam/pekan", data={"hours": [f"0-6-{one}", f"0-7-{one}"], "clock_id": ""})
    assert second.status_code == 409
    assert "orang lain sudah mengganti pola sebagian jam ini" in text_of(second)
    assert second.get_data(as_text=True).count(" checked") == 2
    assert look(hours) == {(0, 6): "B", (0, 7): "A"}


def test_assigning_without_choosing_says_so(as_, clock):
    answer = as_("traffic").post("/jam/pekan", data={"clock_id": clock[0]})
    assert answer.status_code == 422
    assert "Belum ada jam yang dipilih" in text_of(answer)


def test_an_exception_holds_on_its_days_also_over_midnight(as_, look, clock):
    form = {"name": "Ramadan", "first_day": "2027-02-08", "last_day": "2027-03-09", "from_hour": "22", "to_hour": "5"}
    assert as_("traffic").post("/jam/pengecualian", data={**form, "clock_id": clock[1]}).status_code == 302
    made = look(lambda session: session.scalars(select(ClockException)).one())
    assert made.hours == [0, 1, 2, 3, 4, 22, 23]
    assert "jam 00–05, 22–24 → B" in text_of(as_("editor").get("/jam"))
    as_("traffic").post(f"/jam/pengecualian/{made.id}/hapus")
    assert look(lambda session: session.scalars(select(ClockException)).all()) == []


def test_an_exception_with_its_days_turned_round_keeps_what_was_typed(as_, clock):
    form = {"name": "HUT RI", "first_day": "2027-08-17", "last_day": "2027-08-16", "from_hour": "6", "to_hour": "12"}
    answer = as_("traffic").post("/jam/pengecualian", data=form)
    assert answer.status_code == 422
    assert 'value="HUT RI"' in answer.get_data(as_text=True)
