"""Which broadcast day it is, asked with every pulse: the station's zone is read once a minute, not once a request."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

from scheduler.dayparts import broadcast_day
from scheduler.desk import Desk
from scheduler.station import the_station
from web.api.kept import Kept

FRESH_S = 60.0


class Calendar:
    """The station's broadcast day. Goes on with what it knows while the database does not answer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._station = Kept(self._read)

    def today(self) -> date:
        """The broadcast day that is on now."""
        return broadcast_day(self._desk.now(), *self._station.get(FRESH_S))

    def _read(self) -> tuple[ZoneInfo, time]:
        with self._desk.database.reading() as session:
            station = the_station(session)
            return station.zone, station.day_starts
