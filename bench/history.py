"""The day fetched from a station with ten years of published days and airings behind it, against one with none."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, select

from bench._station import sample_station, serving
from bench.fetch import rate
from playlists.airings import Airing
from playlists.versions import PublishedDay
from scheduler.database import Database, new_id
from scheduler.settings import read_settings

DAYS = 3_652
AIRINGS_A_DAY = 20
ROUNDS = 5


def run() -> list[tuple[str, str]]:
    """How much longer a request takes, as a median of some rounds, each side in turn."""
    with sample_station() as station, tempfile.TemporaryDirectory() as folder:
        old = str(Path(folder) / "home")
        shutil.copytree(station.home, old)
        add_history(old)
        headers = {"Authorization": f"Bearer {station.token}"}
        with serving(old) as (port, _):
            return [
                (f"{path}, ten years over one day", f"{ratio(station.port, port, f'/api/v1{path}', headers):.2f}")
                for path in ("/playlists/today", "/playlists/tomorrow.m3u8", "/playlists", "/playlists/today/versions")
            ]


def ratio(young: int, old: int, path: str, headers: dict[str, str]) -> float:
    """The time of a request at the port `old` over that at `young`."""
    return statistics.median(rate(young, path, headers) / rate(old, path, headers) for _ in range(ROUNDS))


def add_history(home: str) -> None:
    """The oldest published day, again for each of the days before it."""
    database = Database(read_settings({"SIAR_HOME": home}).database_url)
    with database.writing() as session:
        first = session.scalars(select(PublishedDay).order_by(PublishedDay.date)).first()
        airing = session.scalars(select(Airing)).first()
        assert first
        assert airing
        for back in (timedelta(days=n) for n in range(1, DAYS)):
            session.execute(insert(PublishedDay).values(_earlier(first, back, id=new_id(), version=1)))
            rows = [_earlier(airing, back, item_id=new_id()) for _ in range(AIRINGS_A_DAY)]
            session.execute(insert(Airing), rows)
    database.close()


def _earlier(row: PublishedDay | Airing, back: timedelta, **changed: object) -> dict[str, object]:
    values = {column.name: getattr(row, column.name) for column in row.__table__.columns}
    moments = {name: values[name] - back for name in ("date", "starts_at", "ends_at", "planned_at") if name in values}
    return {**values, **moments, **changed}
