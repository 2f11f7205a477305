"""How a programme repeats: what the form says is a recurrence of RFC 5545, and comes back as the form said it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web.console.programmes.repeats import DAYS, MOST_WEEKS, NTHS, Repeat, read_repeat

TUESDAY = date(2026, 11, 24)
DATES = ("EXDATE:20261201T060000", "RDATE:20261205T060000")
UNTIL = st.none() | st.dates(date(2026, 12, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("recurrence", "kind"),
    [
        ("", "once"),
        ("RRULE:FREQ=DAILY", "daily"),
        ("FREQ=WEEKLY;BYDAY=FR,MO,TU,WE,TH", "weekdays"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "weekly"),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1SU;UNTIL=20271231", "monthly"),
        ("RRULE:FREQ=HOURLY", "rule"),
        ("RRULE:FREQ=DAILY;COUNT=5", "rule"),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=17", "rule"),
        ("RRULE:FREQ=DAILY;UNTIL=20271231T120000", "rule"),
        ("RRULE:FREQ=DAILY\nRRULE:FREQ=MONTHLY;BYDAY=1MO", "rule"),
    ],
)
def test_what_the_form_has_words_for_is_shown_in_them_and_all_else_as_its_rule(recurrence, kind):
    repeat = read_repeat(recurrence, TUESDAY)
    assert repeat.kind == kind
    if kind == "rule":
        assert repeat.recurrence == recurrence


def test_a_weekly_rule_without_weekday_means_that_of_its_first_day():
    assert read_repeat("RRULE:FREQ=WEEKLY", TUESDAY).days == ("TU",)


@settings(deadline=None)
@given(st.sets(st.sampled_from(DAYS), min_size=1), st.integers(1, MOST_WEEKS), UNTIL, st.booleans())
def test_weekdays_come_back_as_they_were_chosen(days, every, until, dated):
    chosen = tuple(day for day in DAYS if day in days)
    repeat = Repeat("weekly", days=chosen, every=every, until=until, dates=DATES if dated else ())
    back = read_repeat(repeat.recurrence, TUESDAY)
    assert back.recurrence == repeat.recurrence
    assert back.until == until
    assert back.kind == "weekdays" or (back.days, back.every) == (chosen, every)


@settings(deadline=None)
@given(st.sampled_from(DAYS), st.sampled_from(NTHS), UNTIL)
def test_once_a_month_comes_back_as_it_was_chosen(day, nth, until):
    repeat = Repeat("monthly", days=(day,), nth=nth, until=until)
    assert read_repeat(repeat.recurrence, TUESDAY) == repeat
