"""A day that can't have a hole: hard times stand, soft ones follow, filler ends when it must."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playlists.building import Built, Element, OffAir, Stream, Studio
from playlists.building.crossfades import overlap_ms
from playlists.building.elements import identity
from tests.building.library import assert_whole, at, build, library, seconds_after, songs, sound, spot

HOURS = st.integers(0, 86_399_000)
LENGTHS = st.integers(500, 1_500_000)
KINDS = st.sampled_from(["spot", "programme", "adzan", "live", "relay"])
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def wish(day: date, zone: ZoneInfo, clock_ms: int, length_ms: int, kind: str, hard: bool, name: int) -> Element:
    source = {"live": Studio("Selamat pagi"), "relay": Stream("https://example.org/relay")}.get(kind)
    source = source or sound(f"{kind} {name}", length_ms / 1000, kind, speech=True)
    when = at("04:00", day, zone).astimezone(ZoneInfo("UTC")) + timedelta(milliseconds=clock_ms % 82_000_000)
    return Element(when, "hard" if hard else "soft", kind, f"{kind} {name}", source, duration_ms=length_ms)


WISHES = st.lists(st.tuples(HOURS, LENGTHS, KINDS, st.booleans()), max_size=25)


@settings(max_examples=60, deadline=None)
@given(day=DAYS, wishes=WISHES, zone=st.sampled_from(["Asia/Jakarta", "Europe/Berlin", "America/New_York"]))
def test_any_day_is_whole_and_its_hard_times_are_exact(day: date, wishes: list, zone: str) -> None:
    place = ZoneInfo(zone)
    elements = [wish(day, place, *one, name) for name, one in enumerate(wishes)]
    built = build(*elements, day=day, zone=place)
    assert_whole(built)
    assert_hard_times_are_exact(built, elements)
    starts = {item.title: item.starts_at for item in reversed(built.items)}
    soft = [element for element in elements if not element.is_hard and element.title in starts]
    assert all(starts[element.title] >= element.at for element in soft)


CHANGES = [  # the nights in which the clock is changed, in spring and in autumn
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2027, 3, 14)),
    ("America/New_York", date(2027, 11, 7)),
]
WEEKS = st.one_of(
    st.tuples(st.just("Asia/Jakarta"), st.dates(date(1901, 1, 1), date(2299, 12, 1))),
    st.builds(lambda one, before: (one[0], one[1] - timedelta(before)), st.sampled_from(CHANGES), st.integers(0, 6)),
)


@settings(max_examples=12, deadline=None)
@given(week=WEEKS, wishes=WISHES)
def test_the_days_of_any_week_join_and_every_hard_time_in_it_is_exact(week: tuple[str, date], wishes: list) -> None:
    """An item that runs over the start of day moves the end of one day and the start of the next alike."""
    zone, carried = ZoneInfo(week[0]), 0
    for n in range(7):
        day = week[1] + timedelta(days=n)
        start, end = at("04:00", day, zone), at("04:00", day + timedelta(days=1), zone)
        late = Element(at("03:58", end.date(), zone), "soft", "programme", "Late", sound("Late", 300 + n * 60))
        elements = [wish(day, zone, *one, k) for k, one in enumerate(wishes)]
        built = build(*elements, late, day=day, zone=zone, carry_over_ms=carried)
        assert_whole(built)
        assert seconds_after(start, built.starts_at) * 1000 == carried
        assert_hard_times_are_exact(built, elements)
        carried = round(seconds_after(end, built.ends_at) * 1000)
        assert carried >= 0


def assert_hard_times_are_exact(built: Built, elements: list[Element]) -> None:
    """Each hard element starts at its moment, or is told of as one that cannot."""
    starts = {item.title: item.starts_at for item in reversed(built.items)}
    told = {fault.item_id for fault in built.faults}
    for element in elements:
        if element.is_hard and identity(element) not in told:
            assert starts[element.title] == element.at


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 28), 23),
        ("Europe/Berlin", date(2026, 10, 24), 25),
        ("America/New_York", date(2026, 3, 7), 23),
        ("America/New_York", date(2026, 10, 31), 25),
    ],
)
def test_the_days_on_which_the_clock_is_changed_are_whole(zone: str, day: date, hours: int) -> None:
    place = ZoneInfo(zone)
    news = Element(at("03:30", day + timedelta(days=1), place), "hard", "spot", "News", sound("News", 60, "spot"))
    built = build(news, day=day, zone=place)
    assert_whole(built)
    assert seconds_after(built.starts_at, built.ends_at) == hours * 3600
    found = next(item for item in built.items if item.title == "News")
    assert found.starts_at.isoformat()[11:19] == "03:30:00"
    assert seconds_after(found.starts_at, built.ends_at) == 1800


def test_the_hour_that_comes_twice_airs_both_of_its_hard_times() -> None:
    berlin, night = ZoneInfo("Europe/Berlin"), date(2026, 10, 25)
    once = at("02:30", night, berlin)
    elements = [
        Element(once.replace(fold=fold), "hard", "spot", f"Turn {fold}", sound(f"Turn {fold}", 30)) for fold in (0, 1)
    ]
    built = build(*elements, day=date(2026, 10, 24), zone=berlin)
    assert_whole(built)
    found = [item for item in built.items if item.kind == "spot"]
    assert [item.starts_at.isoformat() for item in found] == ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]


@pytest.mark.parametrize("day", [date(1969, 7, 20), date(2105, 12, 31)])
def test_a_day_long_ago_or_far_ahead_is_whole(day: date) -> None:
    assert_whole(build(day=day))


def test_the_same_input_gives_the_same_day() -> None:
    elements = [spot(f"{hour:02}:20", title=f"Spot {hour}") for hour in range(5, 22)]
    assert build(*elements) == build(*elements)


def test_a_day_with_nothing_in_it_is_filled_and_says_so() -> None:
    built = build()
    assert_whole(built)
    assert built.is_whole
    assert built.filler_ms == 24 * 3_600_000


def test_a_library_of_one_jingle_still_makes_a_whole_day() -> None:
    built = build(spot("06:20"), filler=[sound("jingle", 3, "jingle")])
    assert_whole(built)
    assert built.is_whole
    assert min(item.duration_ms for item in built.items) >= 1000


def test_without_any_filler_each_gap_is_told_with_its_time_and_length() -> None:
    built = build(spot("06:20", 30), filler=[])
    assert_whole(built)
    assert [(fault.kind, fault.length_ms) for fault in built.faults] == [
        ("no_filler", 8_400_000),
        ("no_filler", 77_970_000),
    ]
    assert not built.is_whole


def test_filler_ends_exactly_on_a_hard_time_without_cutting_a_song() -> None:
    built = build(spot("06:59:00", 40, timing="hard"))
    before = [item for item in built.items if item.starts_at < at("06:59")]
    assert before[-1].ends_at == at("06:59")
    lengths = {song.sha256: song.length_ms for song in library()}
    assert all(lengths[item.media.sha256] - item.duration_ms - item.tail_ms <= 1000 for item in before)


def test_where_nothing_fits_a_song_is_cut_but_not_in_its_first_or_last_twenty_seconds() -> None:
    built = build(filler=[sound(f"epic {n}", 3000 + n * 400) for n in range(3)])
    assert_whole(built)
    lengths = {f"epic {n}": 3_000_000 + n * 400_000 for n in range(3)}
    cut = [item for item in built.items if item.duration_ms < lengths[item.title] - 1000]
    assert all(20_000 <= item.duration_ms <= lengths[item.title] - 20_000 and item.fade_out_ms for item in cut)


def test_a_bed_is_shortened_before_a_song_is_cut() -> None:
    built = build(spot("04:01:40", timing="hard"), filler=[sound("bed", 180, "bed"), sound("song", 240)])
    assert [(item.title, item.duration_ms) for item in built.items[:2]] == [("bed", 100_000), ("Spot", 30_000)]
    assert built.items[0].fade_out_ms > 0


def test_crossfades_stay_within_what_both_songs_allow() -> None:
    built = build()
    by_hash = {found.sha256: found for found in library()}
    pairs = list(zip(built.items, built.items[1:], strict=False))
    for before, after in pairs:
        allowed = overlap_ms(by_hash[before.media.sha256], by_hash[after.media.sha256].length_ms // 4)
        assert before.tail_ms <= allowed
    assert sum(before.tail_ms > 0 for before, _ in pairs) > len(pairs) // 3


def test_nothing_lies_over_the_first_word_of_speech() -> None:
    built = build(*[spot(f"{hour:02}:20", title=f"Spot {hour}") for hour in range(5, 22)])
    pairs = zip(built.items, built.items[1:], strict=False)
    assert all(before.tail_ms == 0 for before, after in pairs if after.kind == "spot")


def test_a_song_rests_before_it_comes_back() -> None:
    heard: dict[str, object] = {}
    for item in build(filler=songs(80)).items:
        last = heard.get(item.title)
        assert last is None or seconds_after(last, item.starts_at) > 2 * 3600
        heard[item.title] = item.starts_at


def test_the_songs_of_last_night_do_not_open_the_morning() -> None:
    night = build(day=date(2026, 11, 23))
    evening = {item.title for item in night.items[-20:] if item.kind == "filler"}
    morning = {item.title for item in build(heard=night.items).items[:15] if item.kind == "filler"}
    assert not evening & morning


def test_filler_keeps_to_its_daypart_and_is_never_missing_for_it() -> None:
    quiet = [sound(f"quiet {n}", 200 + n, dayparts=frozenset({"malam"})) for n in range(20)]
    loud = [sound(f"loud {n}", 200 + n, dayparts=frozenset({"pagi"})) for n in range(20)]
    built = build(spot("12:00"), filler=[*quiet, *loud])
    assert_whole(built)
    at_night = {item.title.split()[0] for item in built.items if 20 <= item.starts_at.hour < 23}
    assert at_night == {"quiet"}
    assert any(item.starts_at.hour == 12 and item.kind == "filler" for item in built.items)


def test_off_air_hours_are_items_too() -> None:
    night = Element(
        at("00:00", date(2026, 11, 25)), "hard", "off_air", "Tutup siaran", OffAir(), duration_ms=14_400_000
    )
    built = build(night)
    assert_whole(built)
    assert (built.items[-1].kind, built.items[-1].duration_ms) == ("off_air", 14_400_000)
    assert built.items[-1].media is built.items[-1].stream_url is built.items[-1].input is None


def test_kept_items_stand_and_the_rest_is_built_after_them() -> None:
    first = build(spot("06:20", title="Banjir"), spot("08:20", title="Pajak"))
    kept = [item for item in first.items if item.starts_at < at("07:00")]
    again = build(spot("06:20", title="Banjir"), spot("08:40", title="Pajak"), kept=kept)
    assert_whole(again)
    assert list(again.items[: len(kept)]) == kept
    assert [item.title for item in again.items if item.kind == "spot"] == ["Banjir", "Pajak"]


def test_a_programme_that_kept_items_began_goes_on_where_it_was() -> None:
    wanted = [Element(at("07:00"), "soft", "programme", "Dialog", sound("Dialog", 3600, "programme", speech=True))]
    first = build(*wanted, spot("07:20"))
    kept = [item for item in first.items if item.starts_at < at("07:20:10")]
    again = build(*wanted, kept=kept)
    assert_whole(again)
    parts = [item for item in again.items if item.title == "Dialog"]
    assert sum(item.duration_ms for item in parts) == 3_600_000
    assert parts[1].cue_in_ms == parts[0].cue_out_ms
