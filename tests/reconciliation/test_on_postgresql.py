"""The whole way on PostgreSQL: missed, made good, switched, alarmed, closed, proved and explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from playlists.air_rules import set_air_rules
from playlists.airings import Airing
from playlists.alarm_targets import tell_alarms
from playlists.alarms import open_alarms
from playlists.closing import reconcile_day
from playlists.commands import acknowledge, biddings, latest_commands, order
from playlists.figures import station_figures
from playlists.machines import Machine, add_machine, hear_from
from playlists.make_goods import MakeGood
from playlists.pairs import make_pair, set_automatic
from playlists.proof import proof, proof_csv, verify
from playlists.watching import watch_air
from playlists.why import why
from playlists.why_hour import why_hour
from scheduler.database import Database
from tests.conftest import _empty, furnish
from tests.playlists.airtime import DAY, SIX
from tests.reconciliation.test_day import HOUR, Story


@pytest.fixture
def database(postgres_url: str) -> Iterator[Database]:
    database = Database(postgres_url)
    _empty(database)
    with database.writing() as session:
        furnish(session)
    yield database
    database.close()


def test_from_a_missed_spot_to_its_proof(database: Database) -> None:
    story = Story(database)
    story.says(story.item(story.spot), "failed", detail="cannot be decoded")
    now = SIX + HOUR
    with database.writing() as session:
        set_air_rules(session, "admin", now, make_good_automatic=True, quiet_from=None, quiet_to=None)
        hear_from(session.get_one(Machine, story.machine.id), {}, SIX)
        standby, _ = add_machine(session, "studio-2", "admin", SIX)
        hear_from(standby, {}, now)
        pair = make_pair(session, story.machine.id, standby.id, "traffic", SIX)
        set_automatic(session, pair.id, True, "admin", SIX)
        command = order(session, standby.id, "skip", "announcer", now)
        assert [each.id for each in biddings(session, now)[standby.id].commands] == [command.id]
        acknowledge(session, [command.id], now)
        assert latest_commands(session, standby.id)[0].state(now) == "done"
        assert watch_air(session, "siar", now)
        assert pair.on_air_id == standby.id
        assert session.get_one(MakeGood, story.spot).state == "placed"
    tell_alarms(database, "Radio Multatuli", 0, now)
    with database.writing() as session:
        assert {"disk:station", "missed"} <= {each.key for each in open_alarms(session)}
        assert station_figures(session, now)["siar_airings_missed"] == 1
        announcement_id = session.get_one(Airing, story.spot).announcement_id
        assert verify(proof_csv(proof(session, announcement_id, now), "key"), "key")
        assert any("cannot be decoded" in str(step.told) for step in why(session, announcement_id, now))
        assert why_hour(session, standby.id, SIX, now)
        watch_air(session, "siar", SIX + timedelta(days=5))
        assert all(each.final for each in session.scalars(select(Airing).where(Airing.date == DAY)))
        assert reconcile_day(session, DAY, SIX + timedelta(days=5)).final
