"""What people and alerts do to what is on air, besides the plan."""

from __future__ import annotations

from dataclasses import replace

from playlists.agent.items import Item
from playlists.agent.player import Player
from playlists.agent.rejoining import leap


def break_in(player: Player, item: Item) -> bool:
    """Put an alert on air now; False while its file is not here."""
    if player.verdict(item) is not True:
        return False
    player.interrupt(replace(item, starts_at=player.stage.now), "an alert broke in")
    return True


def recall(player: Player, key: str, reason: str) -> None:
    """Take an item off the air where it stands, if it is on."""
    if player.stage.on_air.key == key and not player.stage.over:
        player.give_way(reason)


def skip(player: Player) -> None:
    """Go on with what comes next, whatever its time."""
    player.give_way("skipped by the operator", early=True)


def hold(player: Player) -> None:
    """What is on air runs to its end; then filler, until someone goes back to the plan."""
    player.held = True


def back_to_plan(player: Player) -> None:
    """Join the plan where it is by now."""
    player.held = False
    player.inserted.clear()
    running = player.stage.on_air.item
    if running.id is None or not running.starts_at <= player.stage.now < running.ends_at:
        leap(player, player.stage.position, "the operator had the air")


def play_next(player: Player, item: Item) -> None:
    """Put an item in, after what is on air."""
    player.inserted.append(item)
