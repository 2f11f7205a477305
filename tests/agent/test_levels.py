"""How loud it is on air, as the machine tells the station and the operator."""

from __future__ import annotations

import math
from array import array
from datetime import timedelta

from playlists.agent.levels import Levels
from playlists.agent.timeline import Timeline
from tests.agent.conftest import DATE, START
from tests.agent.sounds import RATE, wav

SECOND = timedelta(seconds=1)


def sine(seconds: float, amplitude: int) -> bytes:
    turn = [round(amplitude * math.sin(2 * math.pi * step / 100)) for step in range(100)]
    return array("h", [value for value in turn for _ in "lr"] * round(seconds * RATE / 100)).tobytes()


def test_a_sine_at_half_scale_peaks_at_six_decibels_below_and_averages_three_lower():
    levels = Levels(Timeline(START).moment)
    levels.hear(sine(1, 16_384))
    assert levels.told == {
        "peak_dbfs": [-6.0],
        "rms_dbfs": [-9.0],
        "until": (START + SECOND).isoformat(timespec="milliseconds"),
    }


def test_seconds_are_whole_however_the_sound_comes():
    levels = Levels(Timeline(START).moment)
    sound = sine(1, 16_384) + bytes(RATE * 4) + sine(0.9, 30_000)
    for at in range(0, len(sound), 7000):
        levels.hear(sound[at : at + 7000])
    assert levels.told is not None
    assert levels.told["peak_dbfs"] == [-6.0, -96.0]
    assert levels.told["until"] == (START + 2 * SECOND).isoformat(timespec="milliseconds")


def test_before_the_first_second_there_is_nothing_to_tell():
    levels = Levels(Timeline(START).moment)
    levels.hear(sine(0.5, 16_384))
    assert levels.told is None


def test_a_heartbeat_tells_the_last_fifteen_seconds(station, day, agent, tmp_path):
    loud = station.keep(wav(sine(30, 16_384)))
    station.publish(DATE, day(("a", 30, "spot", {"media": loud})))
    agent(f"file:{tmp_path}/air.wav").run(START + 20 * SECOND)
    assert station.heartbeats[-1]["levels"] == {
        "peak_dbfs": [-6.0] * 15,
        "rms_dbfs": [-9.0] * 15,
        "until": (START + 20 * SECOND).isoformat(timespec="milliseconds"),
    }


def test_a_standby_tells_that_nothing_goes_out(station, day, agent, tmp_path):
    station.publish(DATE, day(("a", 5, "spot")))
    station.on_air = False
    agent(f"file:{tmp_path}/air.wav").run(START + 3 * SECOND)
    assert station.heartbeats[-1]["levels"]["peak_dbfs"] == [-96.0] * 3


def test_a_machine_without_sound_has_no_level(station, day, agent):
    station.publish(DATE, day(("a", 5, "spot")))
    agent().run(START + 3 * SECOND)
    assert station.heartbeats[-1]["levels"] is None
