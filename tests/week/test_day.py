"""What the week says is in the day: calls to the second, hours off air, features, stand-ins, and what is read live."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from playlists.drafting import Draft, draft_day
from playlists.items import Item
from scheduler.air_settings_editing import set_air_settings
from scheduler.clocks import ClockElement, FormatClock
from scheduler.deliveries import missing_recordings
from scheduler.episode_editing import deliver
from scheduler.flight_editing import Rules, set_rules
from scheduler.library import Kind
from scheduler.pattern import broadcast_pattern, quotas
from scheduler.placement import greedy
from scheduler.planning import keep_plan, read_situation
from tests.playlists.airtime import SIX, add_library_sound, airable, furnish_air
from tests.scheduler.announcing import flight
from tests.week.shows import NOW, TRAFFIC, WIB, episodes, programme, wib

DAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _air(session: Session) -> None:
    furnish_air(session)
    add_library_sound(session, Kind.ADZAN, "Adzan", 180_000)
    add_library_sound(session, Kind.ANTHEM, "Indonesia Raya", 110_000)
    session.flush()


def draft(session: Session) -> Draft:
    made = draft_day(session, DAY, NOW)
    assert made.built.faults == ()
    return made


def heard(made: Draft, *kinds: str) -> list[Item]:
    return [item for item in made.day.items if item.kind in kinds]


def times(items: list[Item]) -> list[str]:
    return [f"{item.starts_at.astimezone(WIB):%H.%M.%S} {item.title}" for item in items]


def air(session: Session, **changes: Any) -> None:
    set_air_settings(session, TRAFFIC, 0, changes, NOW)


def test_calls_and_anthem_stand_to_the_second_also_inside_a_programme(session: Session) -> None:
    air(session, prayers=["dzuhur", "maghrib"], anthem_at="06:00")
    programme(session, first_starts="2026-11-24T11:00", duration_ms=7_200_000)
    made = draft(session)
    assert times(heard(made, "adzan", "anthem")) == [
        "06.00.00 Indonesia Raya",
        "11.44.00 Adzan Dzuhur",
        "17.58.00 Adzan Maghrib",
    ]
    live = heard(made, "live")
    assert any(item.starts_at == wib("25 11.47") for item in live)


def test_nothing_is_heard_off_air(session: Session) -> None:
    air(session, sign_on="05:00", sign_off="23:00")
    made = draft(session)
    night = [item for item in made.day.items if item.starts_at < wib("25 05.00") or item.starts_at >= wib("25 23.00")]
    assert {item.kind for item in night} == {"off_air"}
    assert made.day.ends_at == wib("26 04.00")


def test_the_sermon_is_not_broken_by_the_clock(session: Session) -> None:
    air(session, prayers=["dzuhur"], friday_url="https://masjid.example/live", friday_ms=1_800_000)
    made = draft_day(session, date(2026, 11, 27), NOW)
    sermon = [item for item in made.day.items if item.kind == "relay"]
    assert [(item.starts_at, item.duration_ms) for item in sermon] == [(wib("27 11.48"), 1_800_000)]


def test_a_feature_is_a_sound_with_its_tag(session: Session) -> None:
    add_library_sound(session, Kind.JINGLE, "Mutiara kata", 40_000).tags = ["mutiara"]
    clock = session.scalars(select(FormatClock)).one()
    clock.elements.append(ClockElement(at_s=1_800, feature="feature", timing="hard", capacity_ms=0, tag="mutiara"))
    session.flush()
    found = [each for each in times(heard(draft(session), "programme")) if each.startswith("09.30")]
    assert found == ["09.30.00 Mutiara kata"]


def test_what_is_read_live_is_in_the_log_with_its_text(session: Session) -> None:
    spot = airable(session, flight=flight(dayparts=["siang"], spots_per_day=1))
    set_rules(session, TRAFFIC, spot.id, 0, Rules(live=True), NOW)
    situation = read_situation(session, DAY, DAY, SIX)
    keep_plan(session, situation, greedy(situation.problem), SIX)
    (item,) = heard(draft(session), "spot")
    assert (item.input, item.transcript, item.media) == ("studio", spot.newest.body, None)
    assert item.duration_ms == situation.takes[spot.id][1]


def test_an_episode_not_delivered_is_told_and_its_rule_applies(session: Session) -> None:
    recorded = add_library_sound(session, Kind.PROGRAMME, "Episode 1", 1_200_000)
    standby = add_library_sound(session, Kind.PROGRAMME, "Cadangan", 1_200_000)
    session.flush()
    repeat = programme(session, title="Dialog", source="file", replacement="repeat", duration_ms=1_200_000)
    other = programme(
        session, title="Warta", source="file", replacement="standby", standby_sound_id=standby.id,
        duration_ms=1_200_000, first_starts="2026-11-24T13:00", deadline_min=24 * 60,
    )  # fmt: skip
    deliver(session, TRAFFIC, episodes(session, repeat)[0].id, 1, recorded.id, NOW)
    found = [item.media.sha256 for item in heard(draft(session), "programme") if item.media and item.timing == "hard"]
    assert found == [recorded.sha256, standby.sha256]
    missing = missing_recordings(session, NOW, NOW + timedelta(days=2))
    told = [(each.episode.programme_id, each.late, each.stands_in and each.stands_in.title) for each in missing]
    assert (other.id, True, "Cadangan") in told
    assert (repeat.id, False, "Episode 1") in told


def test_shares_and_quotas_are_counted(session: Session) -> None:
    dialog = programme(session, title="Dialog", category="public_service", quota=2, quota_period="week")
    programme(session, title="Warta", category="news", first_starts="2026-11-24T13:00", duration_ms=10_800_000)
    shares = {share.category: (share.percent, share.goal) for share in broadcast_pattern(session, DAY, DAY)}
    assert shares["news"] == (75.0, 25)
    assert shares["public_service"] == (25.0, 15)
    assert shares["religion"] == (0.0, 10)
    (quota,) = quotas(session, DAY, DAY, wib("26 12.00"))
    assert (quota.first, quota.last) == (date(2026, 11, 23), date(2026, 11, 29))
    assert (quota.programme.id, quota.asked, quota.planned, quota.kept) == (dialog.id, 2, 6, 3)
