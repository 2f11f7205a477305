"""Undo: step by step, each person their own, and never over somebody else's change."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from scheduler.database import Database
from scheduler.episode_editing import cancel_episode, move_episode
from scheduler.errors import Conflict, NotFound
from scheduler.programme_editing import change_programme, retire_programme
from scheduler.programmes import Programme
from scheduler.undo import steps, undo_last
from tests.week.shows import ADMIN, NOW, TRAFFIC, episodes, programme, show, walls, wib


def test_each_step_is_taken_back_down_to_the_first(session: Session) -> None:
    daily = programme(session)
    before = walls(episodes(session, daily))
    move_episode(session, TRAFFIC, episodes(session, daily)[0].id, 1, wib("24 20.00"), NOW)
    change_programme(session, TRAFFIC, daily.id, 1, show(first_starts="2026-11-24T11:00"), NOW)
    assert [step.act for step in steps(session, TRAFFIC.name)] == [
        "programme_changed",
        "episode_moved",
        "programme_added",
    ]
    undo_last(session, TRAFFIC.name, NOW)
    assert walls(episodes(session, daily)) == ["24 20.00", *before[1:]]
    undo_last(session, TRAFFIC.name, NOW)
    assert walls(episodes(session, daily)) == before
    undo_last(session, TRAFFIC.name, NOW)
    assert session.query(Programme).count() == 0
    with pytest.raises(NotFound):
        undo_last(session, TRAFFIC.name, NOW)


def test_a_retired_programme_comes_back_with_every_episode(session: Session) -> None:
    daily = programme(session)
    before = [each.id for each in episodes(session, daily)]
    retire_programme(session, TRAFFIC, daily.id, 1, NOW)
    undo_last(session, TRAFFIC.name, NOW)
    assert [each.id for each in episodes(session, daily)] == before


def test_nobody_undoes_what_another_has_changed_since(session: Session) -> None:
    daily = programme(session)
    episode = episodes(session, daily)[0]
    move_episode(session, TRAFFIC, episode.id, 1, wib("24 20.00"), NOW)
    cancel_episode(session, ADMIN, episode.id, 2, NOW)
    with pytest.raises(Conflict):
        undo_last(session, TRAFFIC.name, NOW)
    undo_last(session, ADMIN.name, NOW)
    assert not episodes(session, daily)[0].cancelled


def test_who_has_the_page_open_from_before_an_undo_is_told(session: Session) -> None:
    daily = programme(session)
    episode = episodes(session, daily)[0]
    move_episode(session, TRAFFIC, episode.id, 1, wib("24 20.00"), NOW)
    undo_last(session, TRAFFIC.name, NOW)
    with pytest.raises(Conflict):
        move_episode(session, ADMIN, episode.id, 1, wib("24 21.00"), NOW)


def test_steps_are_kept_on_the_server(station_database: Database) -> None:
    with station_database.writing() as session:
        daily = programme(session)
        move_episode(session, TRAFFIC, episodes(session, daily)[0].id, 1, wib("24 20.00"), NOW)
    with station_database.writing() as later:
        assert undo_last(later, TRAFFIC.name, NOW).act == "episode_moved"
    with station_database.reading() as session:
        assert walls(episodes(session, daily))[0] == "24 10.00"
