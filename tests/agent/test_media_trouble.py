"""Audio that is missing, broken or slow to come never stops the air, and an unplayable file is found in time."""

from __future__ import annotations

import errno
import hashlib
from contextlib import suppress
from datetime import timedelta

from playlists.agent.cache import Cache
from playlists.agent.errors import MediaError, StationError
from playlists.agent.items import Media, read_media
from playlists.agent.station import Station
from tests.agent import trouble
from tests.agent.conftest import DATE, START
from tests.agent.sounds import RATE, noise, pcm, wav

MINUTE = timedelta(minutes=1)


def fetching(station, tmp_path) -> tuple[Cache, Station]:
    return Cache(tmp_path / "media"), Station(station.url, "t", lambda: 0.0, lambda *_: None)


def test_a_broken_download_goes_on_where_it_ended(station, tmp_path):
    cache, calls = fetching(station, tmp_path)
    media = read_media(station.keep(noise(3, 1)))
    station.fault = trouble.truncated("/media/", share=0.5)
    try:
        cache.fetch(media, calls, lambda: False)
    except StationError as fault:
        assert "broke off" in str(fault)
    assert not cache.path(media).exists()
    station.fault = None
    cache.fetch(media, calls, lambda: False)
    assert cache.path(media).read_bytes() == noise(3, 1)
    assert station.ranges == [f"bytes={len(noise(3, 1)) // 2}-"]


def test_a_file_that_is_not_what_was_promised_is_thrown_away(station, tmp_path):
    cache, calls = fetching(station, tmp_path)
    held = station.keep(noise(1, 1))
    station.media[held["sha256"]] = noise(1, 2)
    try:
        cache.fetch(read_media(held), calls, lambda: False)
    except MediaError as fault:
        assert "not" in str(fault)
    assert list((tmp_path / "media").iterdir()) == []


def test_a_download_gives_way_to_a_more_urgent_one(station, tmp_path):
    cache, calls = fetching(station, tmp_path)
    media = read_media(station.keep(noise(10, 1)))
    with suppress(StationError):
        cache.fetch(media, calls, lambda: True)
    assert not cache.path(media).exists()


def test_audio_is_fetched_from_the_web_only(station, tmp_path):
    cache, calls = fetching(station, tmp_path)
    try:
        cache.fetch(Media("0" * 64, 5, "", "file:///etc/passwd"), calls, lambda: False)
    except StationError as fault:
        assert "not an address" in str(fault)
    assert not cache.path(Media("0" * 64, 5, "", "")).exists()


def test_what_a_held_plan_needs_is_never_removed_to_make_room(tmp_path):
    folder = tmp_path / "media"
    folder.mkdir()
    names = [hashlib.sha256(bytes([n])).hexdigest() for n in range(4)]
    for name in names:
        (folder / name).write_bytes(bytes(1000))
    Cache(folder, limit_bytes=1500).make_room({names[0], names[2]})
    assert sorted(file.name for file in folder.iterdir()) == sorted([names[0], names[2]])


def test_a_file_that_does_not_play_is_replaced_by_filler_and_told(station, day, agent):
    items = day(
        ("before", 60, "spot"),
        ("broken", 60, "spot", {"media": station.keep(b"this is no audio" * 100)}),
        ("after", 60, "spot"),
        ("filler", 600, "filler"),
    )
    station.publish(DATE, items)
    agent().run(START + 4 * MINUTE)
    assert station.outcomes() | {"filler": ""} == {
        "before": "aired",
        "broken": "failed",
        "after": "aired",
        "filler": "",
    }
    filled = station.reported(None)[0]
    assert filled["kind"] == "filler"
    assert filled["sha256"] == items[3]["media"]["sha256"]
    assert filled["started_at"] == "2026-11-23T23:01:00.000+00:00"
    assert station.reported("after")[0]["started_at"] == "2026-11-23T23:02:00.000+00:00"


def test_a_hard_start_never_cuts_what_is_on_air_before_its_own_file_plays(station, day, agent):
    items = day(("programme", 120, "programme"))
    hard = day(
        ("hard", 60, "programme", {"timing": "hard", "media": station.keep(b"nothing that plays" * 99)}),
        ("next", 60, "spot"),
        start=START + MINUTE,
    )
    items[0]["duration_ms"] = 60_000
    station.publish(DATE, items + hard)
    agent().run(START + 4 * MINUTE)
    assert station.outcomes()["programme"] == "aired"
    assert station.outcomes()["hard"] == "failed"
    assert station.outcomes()["next"] == "aired"


def test_with_no_filler_at_all_the_bed_that_comes_with_the_agent_plays(station, agent, tmp_path):
    station.publish(DATE, [])
    agent(f"file:{tmp_path}/air.wav").run(START + timedelta(seconds=12))
    sound = memoryview(pcm((tmp_path / "air.wav").read_bytes())).cast("h")
    loudest = [max(map(abs, sound[at : at + RATE // 10])) for at in range(0, len(sound), RATE // 10)]
    assert min(loudest) > 300


def test_a_file_shorter_than_its_item_says_is_followed_by_filler_without_a_silence(station, day, agent, tmp_path):
    short = noise(2, 9)
    station.publish(DATE, day(("short", 6, "spot", {"media": station.keep(short)}), ("next", 4, "spot")))
    agent(f"file:{tmp_path}/air.wav").run(START + timedelta(seconds=9))
    sound = memoryview(pcm((tmp_path / "air.wav").read_bytes())).cast("h")
    step = RATE // 20 * 2
    loudest = [max(map(abs, sound[at : at + step])) for at in range(0, len(sound) - step, step)]
    assert min(loudest) > 100
    assert station.outcomes()["short"] == "partial"
    assert station.reported("next")[0]["started_at"] == "2026-11-23T23:00:06.000+00:00"


def test_the_soonest_is_downloaded_first_and_an_alert_before_all(station, day, agent):
    items = day(("a", 60, "spot"), ("b", 60, "spot"), ("c", 60, "spot"))
    station.publish(DATE, items)
    alert = day(("alert", 5, "alert", {"media": station.keep(noise(1, 77))}))[0]
    station.alerts = [{"id": "gempa", "item": alert, "mode": "interrupt"}]
    agent().run(START + MINUTE)
    fetched = [line.rpartition("/")[2].partition(".")[0] for line in station.requests if "/media/" in line]
    expected = [alert, *items]
    assert fetched == [item["media"]["sha256"] for item in expected]


def test_a_relay_that_falls_silent_is_filled_over_and_tried_again(station, day, agent, tmp_path):
    dead_air = wav(bytes(4 * 14 * RATE))
    url = station.keep(dead_air)["url"]
    station.publish(
        DATE,
        day(
            ("relay", 60, "relay", {"media": None, "stream_url": url}),
            ("b", 5, "spot"),
            ("filler", 300, "filler", {"media": station.keep(noise(30, 3))}),
        ),
    )
    agent(f"file:{tmp_path}/air.wav").run(START + timedelta(seconds=66))
    sound = memoryview(pcm((tmp_path / "air.wav").read_bytes())).cast("h")
    heard = [max(map(abs, sound[at * RATE * 2 : (at + 1) * RATE * 2])) > 100 for at in range(64)]
    assert heard[:9] == [False] * 9
    assert all(heard[12:24])
    assert not all(heard[26:36])
    line = station.reported("relay")
    assert [each["outcome"] for each in line] == ["partial"]
    assert "its sound failed" in line[0]["detail"]
    assert station.outcomes()["b"] == "aired"


def test_a_full_disk_is_told_and_the_files_come_when_there_is_room(station, day, agent):
    station.publish(DATE, day(*[(f"i{n}", 60, "spot") for n in range(6)]))
    machine = agent()
    fetch = machine.cache.fetch

    def refusing(*call, **named):
        if machine.clock.now() < START + 2 * MINUTE:
            raise OSError(errno.ENOSPC, "No space left on device")
        fetch(*call, **named)

    machine.cache.fetch = refusing
    machine.run(START + 9 * MINUTE)
    outcomes = station.outcomes()
    assert outcomes["i0"] == "failed"
    assert [outcomes[f"i{n}"] for n in (4, 5)] == ["aired", "aired"]
    assert station.reported("i0")[0]["detail"] == "its file had not arrived in time"
