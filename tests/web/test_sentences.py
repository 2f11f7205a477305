"""What leaves the station as a message is in the station's language."""

from __future__ import annotations

from scheduler.placement.remark import remark
from web.sentences import sentence

SILENT = remark("%(machine)s is silent.", machine="studio-1")


def test_an_alarm_speaks_the_stations_language() -> None:
    assert sentence(SILENT, "en") == "studio-1 is silent."
    assert sentence(SILENT, "id") != sentence(SILENT, "en") != sentence(SILENT, "su")
    assert sentence(SILENT, "id").startswith("studio-1 ")


def test_what_is_over_says_of_what_in_the_same_language() -> None:
    over = sentence(remark("Over: %(trouble)s", trouble=SILENT), "id")
    assert over.endswith(sentence(SILENT, "id"))
    assert not over.startswith("Over")


def test_days_and_times_are_written_as_that_language_does() -> None:
    missed = "%(count)s spots were due and did not air, the first at %(at)s."
    assert "06.05.00" in sentence(remark(missed, count=2, at="06:05:00"), "id")
    assert "06:05:00" in sentence(remark(missed, count=2, at="06:05:00"), "en")
    unwhole = remark("The day %(day)s is not whole: it could not be published.", day="2026-12-07")
    assert "Senin, 7 Desember 2026" in sentence(unwhole, "id")


def test_a_language_that_is_not_there_gets_the_english() -> None:
    assert sentence(SILENT, "xx") == "studio-1 is silent."
