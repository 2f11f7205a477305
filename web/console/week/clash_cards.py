"""A clash as the page tells it: what meets what, and each way out as a button."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from scheduler.conflicts import Clash, Way
from scheduler.placement import Remark
from scheduler.programmes import Episode
from web.console.week.wall import wall


@dataclass(frozen=True)
class WayOut:
    """One way: what it says, and what its button sends where; a way without `action` needs nothing done."""

    told: Remark
    action: str | None
    fields: dict[str, object]


@dataclass(frozen=True)
class ClashCard:
    """One clash with its ways; one that `bears` needs nobody."""

    at: datetime
    told: Remark
    bears: bool
    ways: tuple[WayOut, ...]


def clash_cards(session: Session, clashes: Iterable[Clash]) -> list[ClashCard]:
    """The clashes, those that need somebody first."""
    ordered = sorted(clashes, key=lambda clash: clash.bears)
    return [
        ClashCard(clash.at, clash.told, clash.bears, tuple(_way(session, way) for way in clash.ways))
        for clash in ordered
    ]


def _way(session: Session, way: Way) -> WayOut:
    if way.act == "let":
        return WayOut(way.told, None, {})
    fields: dict[str, object] = {"version": session.get_one(Episode, way.episode_id).version}
    if way.act == "cancel":
        return WayOut(way.told, url_for("week.cancel", episode_id=way.episode_id), fields)
    if way.starts_at is not None:
        fields["day"], _, fields["time"] = wall(way.starts_at).partition("T")
    if way.duration_ms is not None:
        fields["ms"] = way.duration_ms
    return WayOut(way.told, url_for("week.move", episode_id=way.episode_id), fields)
