"""Rivendell's import: every field at its column, and a number for each recording that never changes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playlists.formats.rivendell import cart_numbers
from playlists.items import Day
from tests.formats.conftest import day_of, text, titled

LINE = re.compile(r"\d\d:\d\d:\d\d  \d{6} {9}([ -~]{34}) \d\d:\d\d:\d\d [0-9A-Z]{26}")


def test_every_field_is_in_its_columns(day: Day) -> None:
    lines = text(day, "rivendell").splitlines()
    sounding = [item for item in day.items if item.media]
    assert len(lines) == len(sounding)
    for line, item in zip(lines, sounding, strict=True):
        assert line[:8] == f"{item.starts_at:%H:%M:%S}"
        assert re.fullmatch(r"\d{6}", line[10:16])
        assert line[25:59].strip()
        assert line[60:68] == "00:00:01"
        assert line[69:101] == item.id


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=60))
def test_any_title_leaves_the_line_its_width_in_ascii(title: str) -> None:
    found = LINE.fullmatch(text(titled(title), "rivendell").rstrip("\n"))
    assert found and found[1].strip()


@pytest.mark.parametrize(
    ("title", "shown"), [("Désa Cikéusik", "Desa Cikeusik"), ("مرحبا", "spot"), ("x" * 99, "x" * 34)]
)
def test_a_title_keeps_what_ascii_can_say_of_it(title: str, shown: str) -> None:
    assert text(titled(title), "rivendell")[25:59].rstrip() == shown


def test_a_programme_of_26_hours_has_its_length(day: Day) -> None:
    long = replace(day.items[0], duration_ms=26 * 3_600_000 + 61_000)
    assert text(day_of(long), "rivendell")[60:68] == "26:01:01"


def test_a_recording_has_the_same_cart_whenever_it_runs(day: Day) -> None:
    later = replace(day.items[0], id="0" * 26, starts_at=day.items[3].starts_at, title="Lain")
    assert text(day_of(later), "rivendell")[10:16] == text(day, "rivendell")[10:16]


def test_recordings_that_fall_on_one_cart_never_share_it() -> None:
    meeting = [f"{n * 990_000:064x}" for n in range(50)]
    numbers = cart_numbers(meeting)
    assert len(set(numbers.values())) == 50
    assert cart_numbers(reversed(meeting)) == numbers
    assert numbers[meeting[0]] == 10_000


def test_after_the_last_cart_comes_the_first() -> None:
    meeting = [f"{n * 990_000 + 989_999:064x}" for n in range(2)]
    assert list(cart_numbers(meeting).values()) == [999_999, 10_000]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**256 - 1))
def test_a_cart_number_lies_in_the_six_digits_left_free(number: int) -> None:
    assert 10_000 <= cart_numbers([f"{number:064x}"])[f"{number:064x}"] <= 999_999
