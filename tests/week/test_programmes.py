"""Programmes: what is refused, what a change keeps, and what is told to the second of two editors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.audit import AuditLine
from scheduler.episode_editing import cancel_episode, copy_episode, deliver, move_episode, rename_episode
from scheduler.errors import Conflict, Forbidden, Invalid
from scheduler.expanding import expand_programmes
from scheduler.programme_editing import change_programme, retire_programme
from scheduler.programmes import episodes_between
from tests.scheduler.announcing import the
from tests.week.shows import ADMIN, NOW, TRAFFIC, episodes, programme, show, walls, wib


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recurrence", "RRULE:FREQ=SECONDLY"),
        ("recurrence", "RRULE:FREQ=DAILY;BYSECOND=0,1,2"),
        ("recurrence", "RRULE:FREQ=NEVER"),
        ("recurrence", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        ("category", "soap"),
        ("source", ""),
        ("first_starts", "besok pagi"),
        ("duration_ms", -1),
        ("duration_ms", 10**12),
        ("quota", 2),
        ("replacement", "standby"),
    ],
)
def test_what_no_programme_can_mean_is_told_by_field(field: str, value: Any) -> None:
    with pytest.raises(Invalid) as told:
        show(**{field: value})
    assert set(told.value.fields) & {field, "standby_sound_id"}


def test_a_relay_needs_a_stream() -> None:
    with pytest.raises(Invalid) as told:
        show(source="relay", stream_url="radio")
    assert "stream_url" in told.value.fields


def test_a_recurrence_without_end_is_expanded_35_days_ahead_and_no_further(session: Session) -> None:
    found = episodes(session, programme(session))
    assert len(found) == 35
    assert expand_programmes(session, NOW + timedelta(days=1)) == 1


def test_a_change_moves_what_is_to_come_and_keeps_what_was_altered_alone(session: Session) -> None:
    daily = programme(session)
    first, second, third, *_ = episodes(session, daily)
    cancel_episode(session, TRAFFIC, first.id, 1, NOW)
    move_episode(session, TRAFFIC, second.id, 1, wib("25 20.00"), NOW)
    rename_episode(session, TRAFFIC, third.id, 1, "Edisi khusus", "", NOW)
    change_programme(session, TRAFFIC, daily.id, 1, show(first_starts="2026-11-24T11:00"), NOW)
    found = episodes(session, daily)
    assert walls(found)[:4] == ["24 11.00", "25 20.00", "26 11.00", "27 11.00"]
    assert [each.cancelled for each in found[:3]] == [True, False, False]
    assert found[2].name == "Edisi khusus"


def test_what_was_altered_on_a_day_that_falls_out_stays_as_a_date_of_its_own(session: Session) -> None:
    daily = programme(session)
    _, thursday, friday = episodes(session, daily)[1:4]
    rename_episode(session, TRAFFIC, thursday.id, 1, "Edisi khusus", "", NOW)
    cancel_episode(session, TRAFFIC, friday.id, 1, NOW)
    change_programme(session, TRAFFIC, daily.id, 1, show(recurrence="RRULE:FREQ=WEEKLY;BYDAY=WE"), NOW)
    assert walls(episodes(session, daily))[:3] == ["25 10.00", "26 10.00", "02 10.00"]
    assert "RDATE:20261126T100000" in daily.recurrence
    assert expand_programmes(session, NOW) == 0


def test_a_longer_programme_lengthens_its_episodes_but_not_one_that_was_resized(session: Session) -> None:
    daily = programme(session)
    resized = episodes(session, daily)[0]
    move_episode(session, TRAFFIC, resized.id, 1, resized.starts_at, NOW, duration_ms=600_000)
    change_programme(session, TRAFFIC, daily.id, 1, show(duration_ms=7_200_000), NOW)
    assert [each.duration_ms for each in episodes(session, daily)[:2]] == [600_000, 7_200_000]


def test_a_cancelled_episode_is_not_heard(session: Session) -> None:
    daily = programme(session)
    cancel_episode(session, TRAFFIC, episodes(session, daily)[0].id, 1, NOW)
    assert walls(episodes_between(session, NOW, NOW + timedelta(days=2))) == ["25 10.00"]


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(session: Session) -> None:
    daily = programme(session)
    change_programme(session, TRAFFIC, daily.id, 1, show(title="Lebak Pagi Ini"), NOW)
    with pytest.raises(Conflict):
        change_programme(session, ADMIN, daily.id, 1, show(title="Pagi Lebak"), NOW)
    assert daily.title == "Lebak Pagi Ini"
    episode = episodes(session, daily)[0]
    move_episode(session, TRAFFIC, episode.id, 1, wib("24 14.00"), NOW)
    with pytest.raises(Conflict):
        move_episode(session, ADMIN, episode.id, 1, wib("24 15.00"), NOW)
    assert walls(episodes(session, daily))[0] == "24 14.00"


def test_an_episode_is_not_moved_onto_another_nor_into_the_past(session: Session) -> None:
    first, second, *_ = episodes(session, programme(session))
    with pytest.raises(Conflict):
        move_episode(session, TRAFFIC, first.id, 1, second.starts_at, NOW)
    with pytest.raises(Invalid):
        move_episode(session, TRAFFIC, first.id, 1, NOW - timedelta(hours=1), NOW)
    with pytest.raises(Conflict):
        copy_episode(session, TRAFFIC, first.id, second.starts_at, NOW)


def test_a_copy_is_a_date_of_its_own_that_expanding_does_not_double(session: Session) -> None:
    daily = programme(session)
    copy_episode(session, TRAFFIC, episodes(session, daily)[0].id, wib("26 18.30"), NOW)
    assert "26 18.30" in walls(episodes(session, daily))
    assert expand_programmes(session, NOW) == 0


def test_a_retired_programme_has_no_episodes_to_come(session: Session) -> None:
    daily = programme(session)
    retire_programme(session, TRAFFIC, daily.id, 1, NOW)
    assert episodes(session, daily) == []
    assert expand_programmes(session, NOW) == 0
    with pytest.raises(Conflict):
        change_programme(session, TRAFFIC, daily.id, 2, show(), NOW)


def test_only_planners_change_the_week_and_each_change_is_on_the_audit_log(session: Session) -> None:
    daily = programme(session)
    with pytest.raises(Forbidden):
        change_programme(session, the(session, "editor"), daily.id, 1, show(title="X"), NOW)
    with pytest.raises(Forbidden):
        deliver(session, the(session, "sehat@dinkes.example"), episodes(session, daily)[0].id, 1, None, NOW)
    change_programme(session, TRAFFIC, daily.id, 1, show(title="Lebak Pagi Ini"), NOW)
    line = session.scalars(select(AuditLine).order_by(AuditLine.seq.desc())).first()
    assert line is not None
    assert (line.action, line.actor) == ("programme_changed", TRAFFIC.name)
    assert line.before[f"programme {daily.id}"] == {"title": "Lebak Pagi"}


def test_an_episode_is_not_copied_to_the_date_of_one_that_was_moved_away(session):
    daily = programme(session)
    first, second = episodes(session, daily)[:2]
    nominal = second.nominal_at
    move_episode(session, TRAFFIC, second.id, second.version, second.starts_at + timedelta(hours=3), NOW)
    with pytest.raises(Conflict):
        copy_episode(session, TRAFFIC, first.id, nominal, NOW)
