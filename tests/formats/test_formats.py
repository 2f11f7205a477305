"""What holds for every format, and for JSON, from which a day comes back."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playlists.formats import FORMATS
from playlists.items import Day, day_as_bytes, day_from_json, item_as_json, item_id
from tests.formats.conftest import address, text, titled

LINES = [ext for ext in FORMATS if ext != "json"]
MARKS = st.sampled_from([*'\n\r\t\x00\x0b\x1b\x85\u2028\u202e\ufffe";,:=+-@#{}[]<>&\\', "-->", "]]>", "#EXT", "#{"])
TITLES = st.lists(MARKS | st.characters(), max_size=20).map("".join)


def test_every_format_of_the_contract_is_there() -> None:
    assert list(FORMATS) == ["json", "m3u8", "xspf", "pls", "liq", "csv", "rivendell"]


@pytest.mark.parametrize("ext", FORMATS)
def test_the_same_day_is_always_the_same_bytes(day: Day, ext: str) -> None:
    assert FORMATS[ext].write(day, address) == FORMATS[ext].write(replace(day), address)


@settings(max_examples=40, deadline=None)
@given(title=TITLES)
def test_no_title_makes_another_line_or_brings_a_control_character(title: str) -> None:
    for ext in LINES:
        written = text(titled(title), ext)
        assert len(written.splitlines()) == len(text(titled("plain"), ext).splitlines()), ext
        assert not [mark for mark in written if unicodedata.category(mark) == "Cc" and mark not in "\r\n"], ext


@settings(max_examples=40, deadline=None)
@given(title=TITLES)
def test_no_title_turns_the_rest_of_its_line_around(title: str) -> None:
    for ext in LINES:
        found = {unicodedata.bidirectional(mark) for mark in text(titled(f"\u202e{title}\u2067"), ext)}
        assert not found & {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}, ext


@pytest.mark.parametrize("ext", FORMATS)
def test_a_day_with_nothing_in_it_can_be_written(day: Day, ext: str) -> None:
    assert text(replace(day, items=()), ext) is not None


def test_a_day_survives_its_json() -> None:
    found = titled("Banjir")
    assert day_from_json(json.loads(day_as_bytes(found))) == found
    assert day_from_json(json.loads(day_as_bytes(found, address))) == found


def test_half_a_character_in_a_title_does_not_keep_a_day_from_being_written(day: Day) -> None:
    assert len(json.loads(day_as_bytes(day))["items"]) == len(day.items)


def test_times_have_milliseconds_and_the_stations_offset(day: Day) -> None:
    found = item_as_json(day.items[0], address)
    assert found["starts_at"] == "2026-11-24T04:00:00.000+07:00"
    assert list(found)[:4] == ["id", "starts_at", "duration_ms", "timing"]
    assert found["media"]["url"].endswith(".wav?signature=x")


def test_an_id_is_a_ulid_of_its_time_and_always_the_same() -> None:
    assert item_id(1_764_000_000_000, "a") == item_id(1_764_000_000_000, "a") != item_id(1_764_000_000_000, "b")
    assert item_id(1_764_000_000_000, "z") < item_id(1_764_000_000_001, "a")
    assert all(re.fullmatch("[0-7][0-9A-HJKMNP-TV-Z]{25}", item_id(ms, "a")) for ms in (0, -1, 1 << 47))
