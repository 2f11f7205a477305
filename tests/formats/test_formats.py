"""Each format says what the day says, and no title can break it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playlists.diff import diff
from playlists.formats import FORMATS
from playlists.formats.rivendell import cart_numbers
from playlists.items import Day, Media, day_as_bytes, day_from_json, item_as_json, item_id
from tests.formats.conftest import WIB, items

UrlOf = Callable[[Media], str]
SPACE = "{http://xspf.org/ns/0/}"


def address(media: Media) -> str:
    return f"https://siar.example/api/v1/media/{media.sha256}.{media.ext}?signature=x"


def text(day: Day, ext: str) -> str:
    return FORMATS[ext].write(day, address).decode("utf-8-sig")


def titled(title: str) -> Day:
    one = replace(items()[0], title=title, artist=title, transcript=title)
    return Day("multatuli", one.starts_at.date(), "Asia/Jakarta", 1, one.starts_at, one.ends_at, None, (one,))


def test_every_format_of_the_contract_is_there() -> None:
    assert list(FORMATS) == ["json", "m3u8", "xspf", "pls", "liq", "csv", "rivendell"]


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


@pytest.mark.parametrize("ext", [ext for ext in FORMATS if ext != "json"])
@given(title=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_title_makes_another_line_or_entry(ext: str, title: str) -> None:
    written = text(titled(title), ext)
    assert len(written.split("\n")) == len(text(titled("plain"), ext).split("\n"))
    assert not [mark for mark in written if unicodedata.category(mark) == "Cc" and mark not in "\r\n"]


def test_m3u8_has_an_entry_for_all_that_sounds_and_is_no_hls(day: Day) -> None:
    written = text(day, "m3u8")
    assert written.startswith("#EXTM3U\n")
    assert "#EXT-X-" not in written
    entries = [line for line in written.splitlines() if line and not line.startswith("#")]
    assert len(entries) == written.count("#EXTINF") == 9
    assert entries[-1] == "http://127.0.0.1:9/live?a=1&b=2"


def test_pls_counts_what_it_lists(day: Day) -> None:
    written = text(day, "pls")
    assert "NumberOfEntries=9" in written
    assert len(re.findall(r"^File\d+=", written, re.M)) == 9


def test_xspf_is_xml_with_location_and_duration(day: Day) -> None:
    tracks = ElementTree.fromstring(text(day, "xspf")).findall(f"{SPACE}trackList/{SPACE}track")
    assert len(tracks) == 9
    assert all(track.findtext(f"{SPACE}location") and track.findtext(f"{SPACE}duration") for track in tracks)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(lambda tail: "=" + tail) | st.text(max_size=9)
)
def test_no_cell_of_the_csv_is_a_formula(title: str) -> None:
    rows = list(csv.reader(io.StringIO(text(titled(title), "csv"))))
    cells = [cell for row in rows for cell in row if not re.fullmatch(r"-?[\d.]+", cell)]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_csv_has_a_row_for_each_item_with_iso_dates(day: Day) -> None:
    rows = list(csv.DictReader(io.StringIO(text(day, "csv"))))
    assert [datetime.fromisoformat(row["starts_at"]) for row in rows] == [item.starts_at for item in day.items]


def test_liquidsoap_gets_cues_fades_ids_and_hard_times(day: Day) -> None:
    line = text(day, "liq").splitlines()[2]
    assert line.startswith("annotate:") and line.endswith(address(day.items[2].media))
    for part in (
        'liq_cue_in="0.250"',
        'liq_cue_out="1.500"',
        'hard_time="2026-11-24T04:00:02.000+07:00"',
        f'item_id="{day.items[2].id}"',
    ):
        assert part in line


def test_rivendell_has_its_columns_in_their_places(day: Day) -> None:
    for line, item in zip(text(day, "rivendell").splitlines(), day.items, strict=False):
        assert line[:8] == f"{item.starts_at:%H:%M:%S}"
        assert re.fullmatch(r"\d{6}", line[10:16])
        assert line[25:59].strip()
        assert line[60:68] == "00:00:01"
        assert line[69:101].strip() == item.id


def test_cart_numbers_are_the_same_each_day_and_never_shared() -> None:
    hashes = [f"{n * 990_000:064x}" for n in range(50)]
    numbers = cart_numbers(hashes)
    assert len(set(numbers.values())) == 50
    assert cart_numbers(reversed(hashes)) == numbers
    assert all(10_000 <= number <= 999_999 for number in numbers.values())


def test_a_diff_tells_moved_changed_added_and_removed(day: Day) -> None:
    first, second, third, fourth, *rest = day.items
    moved = replace(first, starts_at=first.starts_at + timedelta(seconds=5))
    added = replace(fourth, id=item_id(7, "new"))
    changed = replace(second, title="Lain")
    new = replace(day, items=(moved, changed, third, added, *rest))
    assert {(change.kind, change.item.id) for change in diff(day, new)} == {
        ("moved", first.id),
        ("changed", second.id),
        ("removed", fourth.id),
        ("added", added.id),
    }
    assert diff(day, day) == ()
    assert WIB.utcoffset(None) == timedelta(hours=7)
