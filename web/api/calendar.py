"""Which broadcast day it is, asked with every pulse: the station's zone is read once a minute, not once a request."""

from __future__ import annotations

from datetime import date, time
from time import monotonic
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError

from scheduler.dayparts import broadcast_day
from scheduler.desk import Desk
from scheduler.errors import Unavailable
from scheduler.station import the_station
from web.api.asking import Asking

FRESH_S = 60.0


class Calendar:
    """The station's broadcast day. Goes on with what it knows while the database does not answer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: tuple[float, ZoneInfo, time] | None = None
        self._asking: Asking[tuple[ZoneInfo, time]] = Asking()

    def today(self) -> date:
        """The broadcast day that is on now."""
        if self._known is None or monotonic() - self._known[0] > FRESH_S:
            self._known = self._look_up()
        _, zone, day_starts = self._known
        return broadcast_day(self._desk.now(), zone, day_starts)

    def _look_up(self) -> tuple[float, ZoneInfo, time]:
        try:
            return monotonic(), *self._asking.ask("station", self._station, can_do_without=self._known is not None)
        except (SQLAlchemyError, Unavailable):
            if self._known is None:
                raise
            return monotonic(), *self._known[1:]

    def _station(self) -> tuple[ZoneInfo, time]:
        with self._desk.database.reading() as session:
            station = the_station(session)
            return station.zone, station.day_starts
