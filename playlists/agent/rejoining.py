"""Coming back to the plan: after a restart, a standstill, a clock that was set, an operator who had the air."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from playlists.agent.airing import Airing
from playlists.agent.items import JOINABLE, Item, moment
from playlists.agent.moments import Moment
from playlists.agent.player import STOPPED, Player
from playlists.agent.rundown import join

# What may be missing at the end of an item that is on disk as on air, while it still counts as whole.
WHOLE_WITHIN = timedelta(milliseconds=500)


def settled_items(reported: Iterable[tuple[str, str, str]]) -> set[str]:
    """The ids of what is over: all that was reported, but for what can go on where the end of a run cut it."""
    return {name for name, kind, detail in reported if not (kind in JOINABLE and detail.endswith(STOPPED))}


def resume(player: Player, lines: dict[str, dict[str, Any]], last: Moment | None) -> None:
    """Go on after a restart: `lines` tell what was on air at the `last` moment that is known.

    What can be joined keeps its one line; all else is closed, and what was due meanwhile is told as skipped.
    """
    joined = _joinable(player.plan.items, player.stage.now)
    for key, line in lines.items():
        airing, planned_end = Airing.from_line(line), moment(line["ended_at"])
        died = max(airing.started_at, min(planned_end, last.alive if last else planned_end))
        if died < planned_end - WHOLE_WITHIN and not airing.own:
            airing.faults.append(f"the machine stopped at {died:%H:%M:%S} UTC")
        if key == joined and airing.faults:
            player.interrupted[key] = airing
            player.settled.discard(key)
        else:
            player.stage.journal.end(key, airing.line(died))
            player.settled.add(key)
    player.miss(last.dealt if last else player.cursor, "the machine was not running")


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
