"""Coming back to the plan: after a restart, a standstill, a clock that was set, an operator who had the air."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from playlists.agent.airing import Airing
from playlists.agent.items import JOINABLE, Item, moment
from playlists.agent.player import Player
from playlists.agent.rundown import join

# What may be missing at the end of an item that is on disk as on air, while it still counts as whole.
WHOLE_WITHIN = timedelta(milliseconds=500)


def resume(player: Player, lines: dict[str, dict[str, Any]], since: datetime | None) -> None:
    """Go on after a restart: `lines` tell what was on air when the machine stopped, at `since` as far as is known.

    What can be joined keeps its one line; all else is closed, and what was due meanwhile is told as skipped.
    """
    joined = _joinable(player.plan.items, player.stage.now)
    for key, line in lines.items():
        airing, planned_end = Airing.from_line(line), moment(line["ended_at"])
        died = min(planned_end, since or planned_end)
        if died < planned_end - WHOLE_WITHIN and not airing.own:
            airing.faults.append(f"the machine stopped at {died:%H:%M:%S} UTC")
        if key == joined and airing.faults:
            player.interrupted[key] = airing
            player.settled.discard(key)
        else:
            player.stage.journal.end(key, airing.line(died))
            player.settled.add(key)
    player.miss(since or player.cursor, "the machine was not running")


def leap(player: Player, to: int, reason: str) -> None:
    """Go to sample `to` without sound, and join the plan where it is there."""
    running = player.stage.on_air.item
    if running.id is not None and running.id == _joinable(player.plan.items, player.stage.now):
        player.interrupted[running.id] = player.stage.lay_aside(reason)
    else:
        player.stage.end(reason)
    player.stage.position = to
    was, player.cursor = player.cursor, join(player.plan.items, player.stage.due)
    player.settled -= {item.id for item in player.plan.items if item.id and item.starts_at >= player.cursor}
    player.miss(was, reason)
    player.turn(early=False)


def _joinable(items: Sequence[Item], now: datetime) -> str | None:
    """The id of the item that is due now, if one can come into its middle."""
    item = next((item for item in items if item.starts_at <= now < item.ends_at), None)
    return item.id if item is not None and item.kind in JOINABLE else None
