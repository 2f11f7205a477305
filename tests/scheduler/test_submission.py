"""What is taken in as an announcement, and what each fault is told as."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.announcements.submission import read_submission
from scheduler.errors import Invalid
from tests.scheduler.announcing import TODAY, flight, script

RTL, NUL, SURROGATE = "\u202e", "\x00", "\ud800"


def faults(data: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        read_submission(data, TODAY)
    return {name: str(error) for name, error in caught.value.fields.items()}


def test_what_is_left_out_gets_the_usual_value() -> None:
    read = read_submission(script(), TODAY)
    assert (read.priority, read.language, read.draft) == (2, "id", False)
    assert (read.flight.separation_min, read.flight.total) == (60, None)


def test_every_fault_is_told_at_once() -> None:
    found = faults({"title": " ", "body": "", "priority": 9, "flight": {"dayparts": ["subuh"]}})
    assert set(found) == {
        "title", "body", "priority", "flight.dayparts", "flight.first_day", "flight.last_day", "flight.spots_per_day"
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "   ", "\n\t", NUL, RTL + RTL, "\u200b", "!!!", SURROGATE])
def test_a_text_that_says_nothing_is_empty(text: str) -> None:
    assert "body" in faults(script(body=text))
    assert "title" in faults(script(title=text))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> awas banjir",
        "'; DROP TABLE announcement; -- awas",
        "{{ 7*7 }} {% raw %} awas",
        "Awas banjir 🌊🌊 segera mengungsi",
        f"Awas {RTL}banjir",
    ],
)
def test_markup_and_emoji_are_text_like_any_other(text: str) -> None:
    assert read_submission(script(body=text), TODAY).body == text


def test_control_characters_and_lone_surrogates_are_left_out() -> None:
    assert (
        read_submission(script(body=f"Awas{NUL} banjir{SURROGATE}\x07\r\nSegera"), TODAY).body == "Awas banjir\nSegera"
    )


def test_a_hundred_thousand_characters_are_refused_with_their_number() -> None:
    assert "100000" in faults(script(body="a" * 100_000))["body"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"last_day": "2026-11-23", "first_day": "2026-11-24"}, "flight.last_day"),
        ({"first_day": "2026-10-01", "last_day": "2026-10-02"}, "flight.last_day"),
        ({"first_day": "2026-02-30"}, "flight.first_day"),
        ({"last_day": "31/12/2026"}, "flight.last_day"),
        ({"last_day": 20261231}, "flight.last_day"),
        ({"last_day": "2150-12-31"}, "flight.last_day"),
        ({"dayparts": ["subuh"]}, "flight.dayparts"),
        ({"dayparts": []}, "flight.dayparts"),
        ({"dayparts": 7}, "flight.dayparts"),
        ({"dayparts": [["pagi"]]}, "flight.dayparts"),
        ({"spots_per_day": 0}, "flight.spots_per_day"),
        ({"spots_per_day": -3}, "flight.spots_per_day"),
        ({"spots_per_day": "many"}, "flight.spots_per_day"),
        ({"spots_per_day": True}, "flight.spots_per_day"),
        ({"spots_per_day": 2.5}, "flight.spots_per_day"),
        ({"separation_min": 1441}, "flight.separation_min"),
        ({"total": 0}, "flight.total"),
    ],
)
def test_a_flight_that_cannot_be_is_refused_by_field(change: dict[str, Any], field: str) -> None:
    assert list(faults(script(flight=flight(**change)))) == [field]


@pytest.mark.parametrize("data", [None, [], "text", 7, {"title": "x"}, {"flight": []}, {"flight": {}, "body": {}}])
def test_what_is_no_announcement_at_all_is_told_so(data: Any) -> None:
    with pytest.raises(Invalid):
        read_submission(data, TODAY)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(script())), inner),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused_never_a_crash(data: Any) -> None:
    with contextlib.suppress(Invalid):
        read_submission(data, TODAY)


def test_digits_from_a_form_are_numbers() -> None:
    read = read_submission(script(priority="4", flight=flight(spots_per_day="5", total="")), TODAY)
    assert (read.priority, read.flight.spots_per_day, read.flight.total) == (4, 5, None)


def test_dayparts_come_in_the_order_of_the_day_and_once() -> None:
    assert read_submission(script(flight=flight(dayparts="siang;pagi;siang")), TODAY).flight.dayparts == (
        "pagi",
        "siang",
    )
