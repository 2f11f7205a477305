"""Calendars on the page and on the command line: what an import would change is shown before it is done."""

from __future__ import annotations

import io
import re

import pytest

from scheduler.programmes import programmes
from tests.cli.conftest import siar, station
from tests.console.conftest import text_of
from tests.console_planning.programmes import add

__all__ = ["siar", "station"]
EVENT = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:dialog@dinas.example
DTSTART;TZID={zone}:20261201T100000
DURATION:PT1H
RRULE:{rule}
SUMMARY:Dialog OPD
CATEGORIES:public_service
END:VEVENT
END:VCALENDAR
"""


def event(zone="Asia/Jakarta", rule="FREQ=WEEKLY;BYDAY=TU"):
    return EVENT.format(zone=zone, rule=rule).replace("\n", "\r\n").encode()


def show(browser, data):
    sent = {"calendar": (io.BytesIO(data), "pekan.ics")}
    return browser.post("/program/kalender", data=sent, content_type="multipart/form-data")


def take_in(browser, shown):
    page = shown.get_data(as_text=True)
    names = ("kept", "digest")
    return browser.post(
        "/program/kalender/ambil",
        data={name: re.search(rf'name="{name}" value="(\w+)"', page).group(1) for name in names},
    )


def test_an_import_is_shown_and_done_only_then(as_, look):
    shown = show(as_("traffic"), event())
    assert "baru Dialog OPD Sel 10.00–11.00" in text_of(shown)
    assert look(programmes) == []
    assert take_in(as_("traffic"), shown).status_code == 302
    assert [each.title for each in look(programmes)] == ["Dialog OPD"]
    again = show(as_("traffic"), event())
    assert "Tidak ada: semua acara di berkas sudah ada" in text_of(again)


def test_what_would_change_of_a_programme_is_said_in_words(as_):
    take_in(as_("traffic"), show(as_("traffic"), event()))
    told = text_of(show(as_("traffic"), event(rule="FREQ=WEEKLY;BYDAY=TU,TH")))
    assert "berubah Dialog OPD" in told
    assert "Kapan Sel 10.00–11.00 Sel, Kam 10.00–11.00" in told


def test_when_the_week_has_changed_since_it_was_shown_it_is_shown_again(as_, look):
    shown = show(as_("traffic"), event())
    add(as_("admin"))
    second = take_in(as_("traffic"), shown)
    assert second.status_code == 409
    assert "Dialog OPD" in text_of(second)
    assert len(look(programmes)) == 1
    assert take_in(as_("traffic"), second).status_code == 302


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (event(zone="Mars/Olympus"), "zona waktu"),
        (event(rule="FREQ=SECONDLY"), "per menit atau per detik"),
        (event(rule="FREQ=WEEKLY;BYDAY=XX"), "Dialog OPD"),
    ],
)
def test_an_entry_that_cannot_be_taken_is_told_and_nothing_can_be_done(as_, look, data, told):
    shown = show(as_("traffic"), data)
    assert "tidak bisa diambil" in text_of(shown)
    assert told in text_of(shown)
    assert 'name="digest"' not in shown.get_data(as_text=True)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"BEGIN:VCALENDAR\n" + b"X" * (50 * 1024 * 1024), "lebih besar dari 5 MB"),
        (b"hello", "bukan berkas kalender"),
        (b"BEGIN:VCALENDAR\r\n" * 40 + b"END:VCALENDAR\r\n" * 40, "bukan berkas kalender"),
        (event()[:-30], "bukan berkas kalender"),
    ],
)
def test_what_is_no_calendar_is_told_in_words(as_, data, told):
    answer = show(as_("traffic"), data)
    assert answer.status_code == 422
    assert told in text_of(answer)


def test_what_was_exported_changes_nothing_when_it_comes_back(as_):
    add(as_("traffic"), repeat="monthly", nth="2", nth_day="WE", until="2027-12-31")
    answer = as_("announcer").get("/program/kalender.ics")
    assert answer.mimetype == "text/calendar"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Tidak ada: semua acara" in text_of(show(as_("traffic"), answer.data))


def test_the_command_previews_imports_and_exports(station, tmp_path):
    file = tmp_path / "pekan.ics"
    file.write_bytes(event())
    assert station("calendar", "import", str(file), "--preview").out == "new: Dialog OPD\n"
    assert station("calendar", "import", str(file), "--preview").out == "new: Dialog OPD\n"
    assert station("calendar", "import", str(file)).code == 0
    file.write_bytes(event(rule="FREQ=DAILY"))
    assert station("calendar", "import", str(file), "--preview").out == "changed: Dialog OPD (recurrence)\n"
    assert station("calendar", "export", str(tmp_path / "out.ics")).code == 0
    assert b"SUMMARY:Dialog OPD" in (tmp_path / "out.ics").read_bytes()
    assert "SUMMARY:Dialog OPD" in station("calendar", "export").out


def test_the_command_refuses_the_whole_file_when_one_entry_cannot_be_taken(station, tmp_path):
    file = tmp_path / "pekan.ics"
    file.write_bytes(event(zone="Mars/Olympus"))
    ran = station("calendar", "import", str(file))
    assert ran.code == 1
    assert "refused: Dialog OPD: There is no time zone Mars/Olympus." in ran.out
    assert ran.err.count("\n") == 1
