"""How many spots of one agency a break may hold: one number for the whole station, set by traffic."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.actors import Actor, require_planner
from scheduler.changes import one_step
from scheduler.errors import Conflict, Invalid
from scheduler.station import the_station

MOST = 20


def set_agency_limit(session: Session, actor: Actor, read: int, wanted: int | None, now: datetime) -> None:
    """Let a break hold at most `wanted` spots of one agency. `read`: the number that traffic saw.

    Raises Forbidden, Invalid for no number from 1 to 20, Conflict when it is another one meanwhile.
    """
    require_planner(actor)
    if wanted is None or not 1 <= wanted <= MOST:
        raise Invalid("A break holds from 1 to %(most)s spots of one agency.", "Choose a number between.", most=MOST)
    station = the_station(session)
    if station.agency_per_break != read:
        raise Conflict("Somebody has changed this number meanwhile.", "Look at it as it is now.")
    with one_step(session, actor.name, "agency_limit_set", f"station {station.code}", now):
        station.agency_per_break = wanted
