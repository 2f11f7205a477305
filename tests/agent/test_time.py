"""What time it is: by the station's answers, whatever the machine's own clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from playlists.agent.clock import SimulatedClock
from playlists.agent.timekeeping import Timekeeper
from playlists.agent.timeline import Timeline
from tests.agent.conftest import DATE, START

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


class MachineClock(SimulatedClock):
    """A clock that may be wrong, as a real machine's is."""

    simulated = False


def answers(clock, keeper, off, count=60, way=0.02):
    """The station, `off` seconds ahead, answers `count` times, each answer `way` seconds under way."""
    for _ in range(count):
        asked = clock.monotonic()
        clock.wait(way / 2)
        date = (clock.now() + timedelta(seconds=off)).replace(microsecond=0)
        clock.wait(way / 2)
        keeper.observe(format_datetime(date.astimezone(UTC), usegmt=True), asked, clock.monotonic())
        clock.wait(1.37)


@settings(max_examples=40, deadline=None)
@given(st.floats(-5000, 5000))
def test_the_offset_is_found_within_hundredths_though_the_header_has_whole_seconds(off):
    clock = MachineClock(START)
    keeper = Timekeeper(clock)
    answers(clock, keeper, off)
    assert abs(keeper.now() - (clock.now() + timedelta(seconds=off))) < timedelta(milliseconds=60)


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 1), st.floats(0, 0.4))
def test_a_clock_that_is_right_is_not_disturbed(phase, way):
    clock = MachineClock(START + timedelta(seconds=phase))
    keeper = Timekeeper(clock)
    answers(clock, keeper, 0.0, way=way)
    assert abs(keeper.now() - clock.now()) < timedelta(milliseconds=1)


def test_a_jump_of_the_wall_clock_moves_nothing():
    for by in (timedelta(hours=1), timedelta(hours=-1)):
        clock = MachineClock(START)
        keeper = Timekeeper(clock)
        clock.jump(by)
        clock.wait(10)
        assert keeper.now() == START + 10 * SECOND
        assert abs(keeper.offset_ms + by / timedelta(milliseconds=1)) < 2


def test_more_than_two_hundred_milliseconds_are_warned_of():
    clock = MachineClock(START)
    keeper = Timekeeper(clock, keeps_time=True)
    answers(clock, keeper, 0.15)
    assert keeper.warning() is None
    answers(clock, keeper, 3.0)
    assert "ms off the station's" in (keeper.warning() or "")


def test_after_a_power_cut_without_a_battery_clock_time_runs_on_from_the_last_moment():
    clock = MachineClock(datetime(1970, 1, 1, tzinfo=UTC))
    keeper = Timekeeper(clock, last_moment=START, keeps_time=False)
    clock.wait(5)
    assert keeper.now() == START + 5 * SECOND
    assert not keeper.trusted
    assert "confirm" in (keeper.warning() or "")


def test_the_time_is_trusted_once_the_station_answers_or_an_operator_confirms_it():
    clock = MachineClock(datetime(1970, 1, 1, tzinfo=UTC))
    by_answer = Timekeeper(clock, last_moment=START, keeps_time=False)
    by_answer.observe(format_datetime(START + MINUTE, usegmt=True), 0.0, 0.01)
    assert by_answer.trusted
    assert abs(by_answer.now() - (START + MINUTE)) < 2 * SECOND
    by_hand = Timekeeper(clock, last_moment=START, keeps_time=False)
    by_hand.confirm()
    assert by_hand.trusted


def test_a_header_that_is_no_date_teaches_nothing():
    clock = MachineClock(START)
    keeper = Timekeeper(clock, keeps_time=False)
    for header in (None, "", "yesterday", "0"):
        keeper.observe(header, 0.0, 0.1)
    assert not keeper.trusted
    assert keeper.now() == START


@settings(max_examples=100)
@given(st.integers(0, 400 * 86_400_000))
def test_a_moment_and_its_sample_agree_to_half_a_sample(milliseconds):
    timeline = Timeline(START)
    moment = START + timedelta(milliseconds=milliseconds)
    back = timeline.moment(timeline.sample(moment))
    assert abs(back - moment) <= timedelta(microseconds=12)
    assert timeline.sample(back) == timeline.sample(moment)


def test_the_night_of_a_change_of_daylight_saving_time_has_no_gap(station, day, agent):
    night = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    items = day(*[(f"i{n}", 1200, "programme") for n in range(9)], start=night)
    for number, item in enumerate(items):
        offset = "+02:00" if number < 3 else "+01:00"
        zone = timedelta(hours=2 if number < 3 else 1)
        local = night + number * timedelta(minutes=20) + zone
        item["starts_at"] = local.strftime("%Y-%m-%dT%H:%M:%S") + offset
    station.publish("2026-10-25", items)
    agent(clock=SimulatedClock(night)).run(night + timedelta(hours=3))
    assert set(station.outcomes().values()) == {"aired"}
    assert station.reported(None) == []


def test_when_the_clock_turns_out_an_hour_wrong_the_plan_is_joined_where_it_is(station, day, agent):
    station.publish(DATE, day(("early", 5400, "programme"), ("due", 3600, "programme")))
    for hours, joined in ((1, "due"), (-1, "early")):
        clock = SimulatedClock(START + timedelta(minutes=61) if hours < 0 else START + timedelta(minutes=40))
        machine = agent(clock=clock)
        wait = clock.wait

        def and_learn(seconds, machine=machine, wait=wait, hours=hours):
            wait(seconds)
            machine.time._offset = hours * 3600.0

        clock.wait = and_learn
        machine.run(clock.now() + MINUTE)
        assert machine.air.player.stage.on_air.item.id == joined
