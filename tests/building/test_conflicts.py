"""What hard times cut, what waits, and what is told because it can't be made whole."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from playlists.building import Element, Stream, Studio
from tests.building.library import JAKARTA, assert_whole, at, build, sound, spot


def adzan(clock: str, **more: object) -> Element:
    return spot(clock, 180, "Adzan Dzuhur", timing="hard", kind="adzan", **more)


def times(built: object, title: str) -> list[tuple[str, int]]:
    return [(f"{item.starts_at:%H:%M:%S}", item.duration_ms) for item in built.items if item.title == title]


def test_spots_in_one_break_follow_each_other() -> None:
    built = build(*[spot("06:20", 30 + n, f"Spot {n}") for n in range(3)])
    starts = [item.starts_at for item in built.items if item.kind == "spot"]
    assert (starts[1] - starts[0]).total_seconds() == 30
    assert (starts[2] - starts[1]).total_seconds() == 31
    assert 0 <= (starts[0] - at("06:20")).total_seconds() <= 1


def test_speech_that_would_run_over_a_hard_time_waits_until_after_it() -> None:
    built = build(spot("11:46:40", 60, max_late_ms=300_000), adzan("11:47"))
    assert_whole(built)
    assert times(built, "Spot") == [("11:50:00", 60_000)]
    assert built.cuts == () == built.faults


def test_speech_that_must_not_wait_is_cut_and_told() -> None:
    built = build(spot("11:46:40", 60, max_late_ms=10_000), adzan("11:47"))
    assert_whole(built)
    [cut] = built.cuts
    assert (cut.title, cut.speech, cut.by_title, cut.goes_on) == ("Spot", True, "Adzan Dzuhur", False)
    assert cut.lost_ms + times(built, "Spot")[0][1] == 60_000
    assert next(item for item in built.items if item.title == "Spot").fade_out_ms > 0


def test_what_may_be_cut_does_not_wait() -> None:
    march = spot("11:46", 300, "Mars", may_be_cut=True)
    built = build(march, adzan("11:47"))
    assert [item.title for item in built.items if item.kind in {"spot", "adzan"}] == ["Mars", "Adzan Dzuhur"]
    assert len(built.cuts) == 1


def test_a_shorter_spot_is_heard_before_the_hard_time_that_a_longer_one_waits_for() -> None:
    built = build(spot("11:46:20", 60, "Long"), spot("11:46:20", 30, "Short"), adzan("11:47"))
    wanted = [item.title for item in built.items if item.kind in {"spot", "adzan"}]
    assert wanted == ["Short", "Adzan Dzuhur", "Long"]


def test_of_two_hard_items_a_second_apart_the_first_is_cut_and_told() -> None:
    built = build(spot("12:00:00", 30, "First", timing="hard"), spot("12:00:01", 30, "Second", timing="hard"))
    assert_whole(built)
    assert times(built, "First") == [("12:00:00", 1000)]
    assert times(built, "Second") == [("12:00:01", 30_000)]
    assert [(cut.title, cut.lost_ms) for cut in built.cuts] == [("First", 29_000)]


def test_of_two_hard_items_at_one_moment_the_more_urgent_stays_and_the_other_is_told() -> None:
    low, high = (spot("12:00", 30, name, timing="hard", priority=n) for n, name in ((1, "Low"), (5, "High")))
    built = build(low, high)
    assert times(built, "High") == [("12:00:00", 30_000)]
    assert [(fault.kind, fault.values["title"]) for fault in built.faults] == [("same_time", "Low")]


def test_a_prayer_call_interrupts_a_recorded_programme_which_then_goes_on() -> None:
    talk = Element(at("11:00"), "soft", "programme", "Dialog", sound("Dialog", 3600, "programme", speech=True))
    built = build(talk, adzan("11:47"))
    assert_whole(built)
    parts = [item for item in built.items if item.title == "Dialog"]
    assert sum(item.duration_ms for item in parts) == 3_600_000
    assert parts[1].cue_in_ms == parts[0].cue_out_ms
    assert parts[1].starts_at == at("11:50")
    assert [(cut.title, cut.lost_ms, cut.goes_on) for cut in built.cuts] == [("Dialog", 0, True)]


def test_a_live_programme_ends_when_it_was_to_end_however_often_it_was_interrupted() -> None:
    live = Element(at("11:00"), "hard", "live", "Pagi", Studio("Selamat pagi"), duration_ms=3_600_000)
    built = build(live, spot("11:20"), adzan("11:47"))
    assert_whole(built)
    parts = [item for item in built.items if item.title == "Pagi"]
    assert len(parts) == 3
    assert parts[-1].ends_at == at("12:00")
    assert {(item.input, item.transcript) for item in parts} == {("studio", "Selamat pagi")}
    assert built.cuts == ()


def test_a_relay_is_a_stream_between_its_own_times() -> None:
    relay = Element(at("19:00"), "hard", "relay", "Berita", Stream("https://example.org/a"), duration_ms=900_000)
    [item] = [item for item in build(relay).items if item.kind == "relay"]
    assert (item.stream_url, item.media, item.timing) == ("https://example.org/a", None, "hard")
    assert item.ends_at == at("19:15")


def test_a_hard_programme_ends_the_one_before_and_what_is_lost_is_told() -> None:
    talk = Element(at("11:00"), "soft", "programme", "Dialog", sound("Dialog", 3600, "programme", speech=True))
    news = Element(at("11:30"), "hard", "programme", "Warta", sound("Warta", 600, "programme", speech=True))
    built = build(talk, news)
    assert_whole(built)
    assert [(cut.title, cut.goes_on, cut.by_title) for cut in built.cuts] == [("Dialog", False, "Warta")]
    assert 1_799_000 <= built.cuts[0].lost_ms <= 1_801_000


def test_a_spot_that_would_start_too_late_is_told_with_its_lateness() -> None:
    built = build(spot("12:00", 600, "Pidato"), spot("12:00", 30, "Spot", max_late_ms=60_000))
    [fault] = built.faults
    assert (fault.kind, fault.values["title"]) == ("late", "Spot")
    assert 600_000 <= fault.length_ms <= 601_000
    assert not built.is_whole


def test_what_would_start_after_its_kill_date_is_left_out_and_told() -> None:
    built = build(spot("12:00", not_after=datetime(2026, 11, 24, 11, 59, tzinfo=JAKARTA)))
    assert_whole(built)
    assert [fault.kind for fault in built.faults] == ["expired"]
    assert times(built, "Spot") == []


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        (
            Element(at("12:00"), "hard", "relay", "X", Stream("https://example.org"), duration_ms=26 * 3_600_000),
            "too_long",
        ),
        (Element(at("12:00"), "soft", "live", "X", Studio()), "empty"),
        (spot("12:00", 0), "empty"),
        (Element(at("05:00", date(2026, 11, 25)), "soft", "live", "X", Studio(), duration_ms=1000), "outside"),
        (Element(at("03:00"), "hard", "live", "X", Studio(), duration_ms=1000), "outside"),
    ],
)
def test_what_can_not_be_in_the_day_is_told_and_the_day_stays_whole(element: Element, kind: str) -> None:
    built = build(element)
    assert_whole(built)
    assert [fault.kind for fault in built.faults] == [kind]
    assert built.faults[0].mend


def test_what_runs_over_the_start_of_day_moves_it() -> None:
    late = spot("03:59:30", 90)
    built = build(Element(at("03:59:30", date(2026, 11, 25)), "soft", "spot", "Late", late.source))
    assert_whole(built)
    assert at("04:00:59", date(2026, 11, 25)) <= built.ends_at <= at("04:01:02", date(2026, 11, 25))


def test_a_hard_time_of_the_next_day_cuts_what_runs_over() -> None:
    tomorrow = date(2026, 11, 25)
    late = Element(at("03:59:30", tomorrow), "hard", "spot", "Late", sound("Late", 600, speech=True))
    built = build(late, next_hard=at("04:05", tomorrow))
    assert built.ends_at == at("04:05", tomorrow)
    assert [(cut.title, cut.lost_ms) for cut in built.cuts] == [("Late", 270_000)]


def test_a_hard_time_that_the_day_before_runs_over_is_told() -> None:
    built = build(spot("04:00:10", timing="hard"), carry_over_ms=20_000)
    assert_whole(built)
    assert [fault.kind for fault in built.faults] == ["before_start"]


def test_what_finds_no_room_before_the_end_of_day_is_told() -> None:
    tomorrow = date(2026, 11, 25)
    long = Element(at("03:59", tomorrow), "soft", "spot", "Long", sound("Long", 600, speech=True))
    last = Element(at("03:59", tomorrow), "soft", "spot", "Last", sound("Last", 30, speech=True))
    built = build(long, last)
    assert_whole(built)
    assert [(fault.kind, fault.values["title"]) for fault in built.faults] == [("no_room", "Last")]


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        build(Element(at("12:00").replace(tzinfo=None), "soft", "live", "X", Studio(), duration_ms=1000))


def test_a_recording_shorter_than_its_place_is_followed_by_filler() -> None:
    built = build(spot("12:00", 20, duration_ms=60_000))
    assert_whole(built)
    assert times(built, "Spot")[0][1] == 20_000
