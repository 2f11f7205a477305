"""The last-resort bed stands in until there is music, and no longer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from playlists.agent.items import Item, Media
from playlists.agent.journal import Journal
from playlists.agent.plan import Plan
from playlists.agent.player import Player
from playlists.agent.sound import NoSound
from playlists.agent.stage import Stage
from playlists.agent.store import Store
from playlists.agent.timeline import RATE, Timeline
from tests.agent.conftest import START

MUSIC = Item(None, START, 60_000, "soft", "filler", title="music", media=Media("ab" * 32, 1, "audio/mpeg", ""))


@pytest.fixture
def shelf() -> list[Item]:
    """The filler that is known to play."""
    return []


@pytest.fixture
def player(shelf: list[Item]) -> Player:
    """A player with an empty plan, as after a restart whose files are still looked at."""
    stage = Stage(Timeline(START), NoSound(), Journal(Store(None, START), 1.0), lambda now: shelf[0] if shelf else None)
    return Player(Plan(), stage, lambda item: True, lambda: True, set())


def test_the_bed_gives_way_as_soon_as_filler_is_known_to_play(player: Player, shelf: list[Item]) -> None:
    player.advance(3 * RATE)
    assert player.stage.on_air.item.media is None
    shelf.append(MUSIC)
    player.advance(4 * RATE)
    assert player.stage.on_air.item.title == "music"


def test_the_bed_goes_on_while_there_is_nothing_else(player: Player) -> None:
    player.advance(20 * RATE)
    begun = player.stage.on_air.started_at
    player.advance(40 * RATE)
    assert player.stage.on_air.started_at == begun


def test_something_planned_that_is_being_looked_at_is_waited_for(player: Player, shelf: list[Item]) -> None:
    planned = Item("a", START, 60_000, "soft", "programme", media=MUSIC.media)
    player.plan.items, player.plan.edition = (planned,), 1
    player.verdict = lambda item: None
    player.advance(RATE)
    shelf.append(MUSIC)
    player.advance(2 * RATE)
    assert player.stage.on_air.item.media is None
    player.verdict = lambda item: True
    player.advance(3 * RATE)
    assert player.stage.on_air.started_at - START <= timedelta(seconds=3)
    assert player.stage.on_air.item.id == "a"
