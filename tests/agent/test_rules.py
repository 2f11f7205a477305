"""What is played when, as a listener and the office would tell it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from playlists.agent.items import Item
from playlists.agent.pace import SIMULATED
from playlists.agent.rundown import choose, join, pending
from tests.agent.conftest import DATE, START

MINUTE = timedelta(minutes=1)
SLOW = replace(SIMULATED, pulse=600, heartbeat=3600, silent=60, alive=60, journal=60, media=60)
SECOND = timedelta(seconds=1)


def test_after_its_kill_date_an_announcement_is_not_started(station, day, agent):
    late, live = (START + 30 * SECOND).isoformat(), (START + 2 * MINUTE).isoformat()
    station.publish(
        DATE,
        day(
            ("music", 60, "programme"),
            ("dead", 60, "spot", {"not_after": late}),
            ("alive", 60, "spot", {"not_after": live}),
        ),
    )
    agent().run(START + 4 * MINUTE)
    assert station.outcomes() == {"music": "aired", "dead": "skipped", "alive": "aired"}
    assert station.reported("dead")[0]["detail"] == "its kill date has passed"


def test_what_stood_before_a_dropped_item_does_not_pull_the_next_forward(station, day, agent):
    gone = {"not_after": START.isoformat()}
    station.publish(DATE, day(("a", 60, "programme"), ("dead", 60, "spot", gone), ("b", 60, "spot")))
    agent().run(START + 4 * MINUTE)
    assert station.reported("b")[0]["started_at"] == "2026-11-23T23:02:00.000+00:00"


def test_a_soft_item_that_would_start_too_late_is_skipped_and_told(station, day, agent):
    items = day(("spot", 60, "spot"), ("brief", 10, "spot", {"max_late_ms": 20_000}), ("next", 60, "spot"))
    station.publish(DATE, items)
    alert = day(("warning", 45, "alert"))[0]
    station.alerts = [{"id": "1", "item": alert}]
    agent().run(START + 5 * MINUTE)
    assert station.outcomes() == {"warning": "aired", "spot": "aired", "brief": "skipped", "next": "aired"}
    assert station.reported("brief")[0]["detail"] == "it would have started 45 s late"


def test_a_programme_that_runs_late_is_cut_by_the_hard_start_after_it(station, day, agent):
    news = ("news", 60, "programme", {"timing": "hard"})
    station.publish(DATE, day(("spot", 60, "spot"), ("talk", 60, "jingle"), news, ("later", 30, "spot")))
    station.commands = [{"id": "c1", "command": "play_next", "item_id": "later"}]
    agent().run(START + 5 * MINUTE)
    news = station.reported("news")[0]
    assert news["started_at"] == "2026-11-23T23:02:00.000+00:00"
    assert news["outcome"] == "aired"
    assert station.outcomes()["talk"] == "partial"
    assert station.reported("talk")[0]["detail"] == "a hard start cut it"


def test_a_spot_withdrawn_before_its_time_is_not_played(station, day, agent):
    items = day(("a", 120, "programme"), ("gone", 60, "spot"), ("b", 60, "spot"))
    station.publish(DATE, items)
    machine = agent()
    publish_at(machine, station, START + MINUTE, [items[0], items[2]], version=2)
    machine.run(START + 5 * MINUTE)
    assert "gone" not in station.outcomes()
    assert station.reported("b")[0]["started_at"] == "2026-11-23T23:03:00.000+00:00"


def test_a_spot_withdrawn_while_on_air_stops(station, day, agent):
    items = day(("gone", 240, "spot"), ("b", 60, "spot"))
    station.publish(DATE, items)
    machine = agent()
    publish_at(machine, station, START + MINUTE, items[1:], version=2)
    machine.run(START + 6 * MINUTE)
    line = station.reported("gone")[0]
    assert line["outcome"] == "partial"
    assert line["detail"] == "withdrawn while on air"
    assert line["ended_at"] <= "2026-11-23T23:02:06"


def test_a_new_version_does_not_disturb_what_is_on_air(station, day, agent):
    items = day(("song", 240, "programme"), ("b", 60, "spot"))
    station.publish(DATE, items)
    machine = agent()
    publish_at(machine, station, START + MINUTE, day(("other", 240, "programme"), ("b", 60, "spot")), version=2)
    machine.run(START + 6 * MINUTE)
    assert station.outcomes()["song"] == "aired"
    assert station.outcomes()["b"] == "aired"
    assert "other" not in station.outcomes()


def test_the_day_ends_and_the_next_begins_without_a_gap(station, day, agent):
    first = day(("evening", 7200, "programme"))
    night = START + timedelta(hours=2)
    station.publish(DATE, first)
    station.publish("2026-11-25", day(("morning", 3600, "programme"), start=night))
    agent().run(START + timedelta(hours=3))
    assert station.reported("evening")[0]["ended_at"] == station.reported("morning")[0]["started_at"]
    assert station.reported(None) == []


def test_an_item_of_twelve_hours_is_played_whole(station, day, agent):
    station.publish(DATE, day(("long", 12 * 3600, "programme"), ("after", 60, "spot")))
    agent(pace=SLOW).run(START + timedelta(hours=12, minutes=2))
    assert station.outcomes() == {"long": "aired", "after": "aired"}


def test_a_planned_silence_is_silence_and_told(station, day, agent, tmp_path):
    station.publish(DATE, day(("a", 2, "spot"), ("off", 3, "off_air", {"media": None}), ("b", 2, "spot")))
    agent(f"file:{tmp_path}/air.wav").run(START + 7 * SECOND)
    sound = (tmp_path / "air.wav").read_bytes()[44:]
    assert sound[4 * 44_100 * 2 : 4 * 44_100 * 5] == bytes(4 * 44_100 * 3)
    assert station.outcomes()["off"] == "aired"


def publish_at(machine, station, moment, items, version):
    """Let the station publish another version when the machine's clock passes a moment."""
    wait = machine.clock.wait

    def and_publish(seconds):
        wait(seconds)
        if machine.clock.now() >= moment and station.playlists[DATE]["version"] < version:
            station.publish(DATE, items, version=version)

    machine.clock.wait = and_publish


lengths = st.lists(st.integers(1, 600), min_size=1, max_size=30)


@settings(max_examples=60)
@given(lengths, st.integers(0, 3000), st.data())
def test_whatever_the_plan_something_is_chosen_or_the_next_start_is_known(seconds, at, data):
    items = []
    start = START
    for number, length in enumerate(seconds):
        kind = data.draw(st.sampled_from(["spot", "programme", "filler", "jingle"]))
        timing = data.draw(st.sampled_from(["hard", "soft"]))
        items.append(Item(str(number), start, length * 1000, timing, kind))
        start += length * SECOND
    now = START + at * SECOND
    cursor = join(items, now)
    waiting = pending(items, cursor, now, set(), now + timedelta(days=1))
    choice = choose(waiting, now, lambda _: True, trusted=True, early=False, filling=True)
    assert choice.item or choice.until or not [item for item in items if item.starts_at >= now]
    if choice.item is not None and choice.join_ms:
        assert choice.item.kind in {"programme", "filler"}
        assert choice.item.starts_at + timedelta(milliseconds=choice.join_ms) == now


def test_filler_that_comes_late_begins_in_its_middle_and_ends_as_planned():
    filler = Item("f", START, 60_000, "soft", "filler")
    choice = choose([filler], START + 20 * SECOND, lambda _: True, trusted=True, early=False, filling=False)
    assert (choice.item, choice.join_ms) == (filler, 20_000)


def test_a_programme_that_comes_late_because_of_what_ran_before_begins_at_its_beginning():
    programme = Item("p", START, 60_000, "soft", "programme")
    choice = choose([programme], START + 5 * SECOND, lambda _: True, trusted=True, early=False, filling=False)
    assert (choice.item, choice.join_ms) == (programme, 0)


def test_without_a_trusted_clock_nothing_with_a_kill_date_airs():
    dated = Item("s", START, 60_000, "soft", "spot", not_after=START + timedelta(days=1))
    free = replace(dated, id="t", not_after=None)
    choice = choose([dated, free], START, lambda _: True, trusted=False, early=True, filling=False)
    assert choice.item == free
    assert "does not know what time it is" in choice.dropped[0].reason
