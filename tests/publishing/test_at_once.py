"""Twenty people publish the same day at once."""

from __future__ import annotations

from threading import Barrier, Thread

from audio.errors import SiarError
from playlists.publishing import publish_day, replan
from scheduler.database import Database
from scheduler.errors import Conflict
from scheduler.library import Kind
from tests.playlists.airtime import DAY, SIX, add_library_sound, furnish_air
from tests.publishing.airing_days import AT_1405, newest


def test_of_twenty_who_publish_at_once_one_wins_and_the_others_are_told(database: Database) -> None:
    with database.writing() as session:
        furnish_air(session)
    replan(database, SIX, "clock", "horizon")
    seen, together = newest(database).version, Barrier(20)
    outcomes: list[object] = []

    def ask(name: str) -> None:
        together.wait()
        try:
            with database.writing() as session:
                add_library_sound(session, Kind.MUSIC, name, 200_000)
                outcomes.append(publish_day(session, DAY, name, AT_1405, read_version=seen).version)
        except SiarError as error:
            outcomes.append(error)

    threads = [Thread(target=ask, args=(f"person {n}",)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each for each in outcomes if isinstance(each, int)] == [seen + 1]
    assert len([each for each in outcomes if isinstance(each, Conflict)]) == 19
    assert newest(database).version == seen + 1
