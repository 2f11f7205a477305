"""Whatever is done to the week, in whatever order: undoing it all brings it back, and expanding never doubles."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from audio.errors import SiarError
from scheduler.calendar_file import calendar_file
from scheduler.calendar_import import preview_import
from scheduler.conflicts import clashes_of
from scheduler.database import Database
from scheduler.episode_editing import cancel_episode, copy_episode, move_episode, rename_episode, restore_episode
from scheduler.expanding import expand_programmes
from scheduler.programme_editing import change_programme
from scheduler.programmes import Programme, programmes
from scheduler.row_states import state_of
from scheduler.undo import steps, undo_last
from tests.conftest import furnish
from tests.week.shows import NOW, TRAFFIC, episodes, programme, show
from web.rooms import metadata

RULES = (
    "RRULE:FREQ=DAILY",
    "RRULE:FREQ=WEEKLY;BYDAY=TU,FR",
    "RRULE:FREQ=DAILY;INTERVAL=3",
    "RRULE:FREQ=HOURLY;INTERVAL=12",
)
Act = Callable[[Session, Programme], Any]


def on_episode(edit: Callable[..., Any], *more: Any) -> Callable[[int], Act]:
    def of(number: int) -> Act:
        def act(session: Session, daily: Programme) -> None:
            there = episodes(session, daily)
            episode = there[number % len(there)]
            edit(session, TRAFFIC, episode.id, episode.version, *more, NOW)

        return act

    return of


def moved(number: int, hours: int) -> Act:
    def act(session: Session, daily: Programme) -> None:
        episode = episodes(session, daily)[number]
        move_episode(session, TRAFFIC, episode.id, episode.version, episode.starts_at + timedelta(hours=hours), NOW)

    return act


def copied(number: int, hours: int) -> Act:
    def act(session: Session, daily: Programme) -> None:
        episode = episodes(session, daily)[number]
        copy_episode(session, TRAFFIC, episode.id, episode.starts_at + timedelta(hours=hours), NOW)

    return act


def changed(rule: str, hour: int) -> Act:
    wanted = show(recurrence=rule, first_starts=f"2026-11-24T{hour:02}:00")
    return lambda session, daily: change_programme(session, TRAFFIC, daily.id, daily.version, wanted, NOW)


numbers, hours = st.integers(0, 4), st.integers(-30, 30)
acts = st.one_of(
    st.builds(on_episode(cancel_episode), numbers),
    st.builds(on_episode(rename_episode, "Edisi khusus", ""), numbers),
    st.builds(on_episode(restore_episode), numbers),
    st.builds(moved, numbers, hours),
    st.builds(copied, numbers, hours),
    st.builds(changed, st.sampled_from(RULES), st.integers(10, 22)),
)


def week(session: Session) -> list[Any]:
    rows = [row for each in programmes(session) for row in (each, *episodes(session, each))]
    return sorted(str({**(state_of(row) or {}), "version": 0}) for row in rows)


@settings(max_examples=25, deadline=None)
@given(st.lists(acts, max_size=6))
def test_undoing_it_all_brings_the_week_back(done: list[Act]) -> None:
    database = Database("sqlite://")
    metadata().create_all(database.engine)
    with database.writing() as session:
        furnish(session)
        daily = programme(session)
        before = week(session)
        for act in done:
            with suppress(SiarError):
                act(session, daily)
            assert expand_programmes(session, NOW) == 0
        assert {each.kind for each in preview_import(session, calendar_file(session, NOW), NOW).changes} == {"same"}
        assert all(clash.at < clash.until for clash in clashes_of(session, NOW.date(), NOW.date() + timedelta(days=7)))
        while len(steps(session, TRAFFIC.name)) > 1:
            undo_last(session, TRAFFIC.name, NOW)
        assert week(session) == before
    database.close()
