"""The lists for players: m3u8, pls, xspf, and Liquidsoap's requests."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from playlists.formats.plain_text import one_line
from playlists.items import Day
from tests.formats.conftest import NASTY, address, text, titled, without_media

SPACE = "{http://xspf.org/ns/0/}"
TRACK = f"{SPACE}trackList/{SPACE}track"


def test_m3u8_has_an_entry_for_all_that_sounds(day: Day) -> None:
    written = text(day, "m3u8")
    entries = [line for line in written.splitlines() if not line.startswith("#")]
    assert written.startswith("#EXTM3U\n")
    assert len(entries) == len(re.findall("^#EXTINF:", written, re.M)) == 9
    assert entries[0] == address(day.items[0].media)
    assert entries[-1] == "http://127.0.0.1:9/live?a=1&b=2"


def test_m3u8_tells_whole_seconds_and_names_a_stream_endless(day: Day) -> None:
    written = text(day, "m3u8").splitlines()
    assert "#EXTINF:1,Banjir, RT 03 - Banjir, RT 03" in written
    assert "#EXTINF:-1,Relay" in written


def test_no_title_makes_a_player_take_the_m3u8_for_hls(day: Day) -> None:
    assert "#EXT-X-" in NASTY
    assert "#EXT-X-" not in text(day, "m3u8")


def test_what_the_studio_reads_is_a_comment_in_m3u8_and_liquidsoap(day: Day) -> None:
    for ext in ("m3u8", "liq"):
        assert "# 04:00:09 live: Baca --\n# 04:00:10 off_air: Tutup --\n" in text(day, ext)


def test_an_item_without_a_title_is_called_by_its_kind() -> None:
    assert "#EXTINF:1,spot\n" in text(titled("\u200e \n"), "m3u8")


def test_a_stream_address_cannot_break_out_of_its_line(day: Day) -> None:
    relay = replace(without_media(day.starts_at)[0], stream_url='http://a.example/é b\n#EXTM3U"')
    for ext in ("m3u8", "liq", "pls", "xspf"):
        assert "http://a.example/%C3%A9%20b%0A#EXTM3U%22" in text(replace(day, items=(relay,)), ext)


def test_pls_counts_what_it_lists(day: Day) -> None:
    written = text(day, "pls")
    assert written.startswith("[playlist]\n")
    assert written.endswith("\nNumberOfEntries=9\nVersion=2\n")
    for name in ("File", "Title", "Length"):
        assert re.findall(rf"^{name}(\d+)=.", written, re.M) == [str(number) for number in range(1, 10)]
    assert "\nLength9=-1\n" in written


def test_xspf_tells_location_title_creator_and_milliseconds(day: Day) -> None:
    tracks = ElementTree.fromstring(text(day, "xspf")).findall(TRACK)
    assert len(tracks) == 9
    first = {child.tag.removeprefix(SPACE): child.text for child in tracks[0]}
    assert first["location"] == address(day.items[0].media)
    assert (first["title"], first["creator"], first["duration"]) == ("Banjir, RT 03", "Banjir, RT 03", "1000")
    assert first["identifier"] == f"urn:siar:item:{day.items[0].id}"


@settings(max_examples=50, deadline=None)
@given(title=st.text(max_size=40))
def test_any_title_comes_back_out_of_the_xml_as_one_line(title: str) -> None:
    one = titled(title)
    silent = replace(one.items[0], media=None, title=f"--{title}-")
    root = ElementTree.fromstring(text(replace(one, items=(*one.items, silent)), "xspf"))
    assert root.findtext(f"{TRACK}/{SPACE}title") == (one_line(title) or "spot")


def test_liquidsoap_gets_cues_fades_ids_and_hard_times(day: Day) -> None:
    line = text(day, "liq").splitlines()[2]
    assert line.startswith("annotate:") and line.endswith(f":{address(day.items[2].media)}")
    for part in (
        f'item_id="{day.items[2].id}"',
        'kind="spot"',
        'hard_time="2026-11-24T04:00:02.000+07:00"',
        'not_after="2026-11-27T23:59:59+07:00"',
        'liq_cue_in="0.240"',
        'liq_cue_out="1.480"',
        'liq_cross_duration="0.240"',
        'liq_fade_out="0.240"',
    ):
        assert part in line


def test_a_soft_start_has_no_hard_time_and_a_stream_no_cues(day: Day) -> None:
    lines = text(day, "liq").splitlines()
    assert "hard_time" not in lines[0]
    assert "liq_cue" not in next(line for line in lines if "relay" in line)


@settings(max_examples=50, deadline=None)
@given(title=st.text(st.sampled_from('"\\#{}:,= a\n'), max_size=30))
def test_no_title_ends_its_quotes_or_becomes_script(title: str) -> None:
    line = text(titled(title), "liq").rstrip("\n")
    values = r'(?:[a-z_]+="(?:[^"\\]|\\["\\])*",?)+'
    assert re.fullmatch(rf"annotate:{values}:https://[^ ]+", line)
    assert "#{" not in line


def test_a_zero_width_joiner_stays_where_names_are_spelt_with_it() -> None:
    joined = "می\u200cخواهم"
    assert joined in text(titled(joined), "m3u8")
