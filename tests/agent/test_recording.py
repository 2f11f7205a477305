from __future__ import annotations

import json
from datetime import timedelta

from tests.agent.conftest import DATE, START
from tests.agent.sounds import RATE, noise, pcm, wav


def recorded(path) -> bytes:
    return pcm(path.read_bytes())


def at(sound: bytes, seconds: float, count: int) -> bytes:
    first = round(seconds * RATE)
    return sound[4 * first : 4 * (first + count)]


def test_soft_items_follow_each_other_without_a_sample_between_them(station, day, agent, tmp_path):
    sounds = [noise(seconds, seed) for seed, seconds in enumerate((2.5, 1.25, 3.0))]
    items = day(
        *[
            (f"s{n}", len(pcm(sound)) / 4 / RATE, "spot", {"media": station.keep(sound)})
            for n, sound in enumerate(sounds)
        ]
    )
    station.publish(DATE, items)
    agent(f"file:{tmp_path}/air.wav").run(START + timedelta(seconds=6.75))
    assert recorded(tmp_path / "air.wav") == b"".join(pcm(sound) for sound in sounds)


def test_the_recording_says_when_its_first_sample_was(station, day, agent, tmp_path):
    station.publish(DATE, day(("a", 2, "spot")))
    agent(f"file:{tmp_path}/air.wav").run(START + timedelta(seconds=2))
    assert json.loads((tmp_path / "air.wav.json").read_text()) == {
        "started_at": START.isoformat(timespec="microseconds")
    }


def test_a_hard_start_cuts_what_runs_over_at_its_own_sample(station, day, agent, tmp_path):
    jingle, news = noise(4, 1), noise(2, 2)
    items = day(("long", 3, "spot", {"media": station.keep(jingle), "duration_ms": 4000}))
    hard = day(
        ("news", 2, "programme", {"media": station.keep(news), "timing": "hard"}),
        start=START + timedelta(seconds=3.217),
    )
    items[0]["duration_ms"] = 3217
    station.publish(DATE, items + hard)
    agent(f"file:{tmp_path}/air.wav").run(START + timedelta(seconds=5))
    sound = recorded(tmp_path / "air.wav")
    assert at(sound, 3.217, RATE) == pcm(news)[: 4 * RATE]


def test_a_programme_is_joined_where_it_should_be_by_now(station, day, agent, tmp_path):
    music = noise(8, 3)
    station.publish(
        DATE, day(("song", 8, "programme", {"media": station.keep(music)}), start=START - timedelta(seconds=3))
    )
    agent(f"file:{tmp_path}/air.wav").run(START + timedelta(seconds=4))
    sound = recorded(tmp_path / "air.wav")
    assert at(sound, 1, RATE) == at(pcm(music), 4, RATE)
    assert station.reported("song")[0]["outcome"] == "partial"


def test_the_tail_of_an_item_fades_beneath_the_next(station, day, agent, tmp_path):
    one, two = noise(4, 4), wav(bytes(4 * 3 * RATE))
    items = day(
        ("one", 2, "filler", {"media": station.keep(one), "tail_ms": 1000}),
        ("two", 3, "spot", {"media": station.keep(two)}),
    )
    station.publish(DATE, items)
    agent(f"file:{tmp_path}/air.wav").run(START + timedelta(seconds=4))
    sound = recorded(tmp_path / "air.wav")
    loud = [max(abs(v) for v in memoryview(at(sound, t, RATE // 10)).cast("h")) for t in (2.0, 2.5, 2.9, 3.1)]
    assert loud[0] > loud[1] > loud[2] > 0
    assert loud[3] == 0
