"""Figures for a monitor, and the sample rules that look at them."""

from __future__ import annotations

import re
from pathlib import Path

from playlists.alarms import keep_alarms
from playlists.figures import machine_figures, station_figures
from playlists.machines import hear_from
from playlists.troubles import Trouble
from scheduler.database import Database
from scheduler.placement.remark import remark
from tests.playlists.airtime import SIX
from tests.reconciliation.test_day import HOUR, Story

RULES = Path(__file__).parents[2] / "deploy" / "prometheus-rules.yml"
OF_HEALTH = {"siar_machine_silent_seconds", "siar_today_version", "siar_events_waiting"}


def test_they_tell_of_missed_spots_open_alarms_and_machines(database: Database) -> None:
    story = Story(database)
    story.says(story.item(story.spot), "skipped")
    with database.writing() as session:
        keep_alarms(session, [Trouble("x", remark("Something is wrong."))], SIX)
        found = station_figures(session, SIX + HOUR)
    assert found == {"siar_airings_missed": 1, "siar_alarms_open": 1}
    assert machine_figures(story.machine) == {}
    hear_from(story.machine, {"clock_offset_ms": 12, "disk_free_bytes": 7}, SIX)
    assert machine_figures(story.machine) == {"siar_machine_clock_offset_ms": 12, "siar_machine_disk_free_bytes": 7}


def test_the_sample_rules_ask_for_figures_that_are_there(database: Database) -> None:
    story = Story(database)
    hear_from(story.machine, {"clock_offset_ms": 12, "disk_free_bytes": 7}, SIX)
    with database.reading() as session:
        known = {*station_figures(session, SIX), *machine_figures(story.machine), *OF_HEALTH}
    asked = set(re.findall(r"expr: .*?(siar_\w+)", RULES.read_text()))
    assert asked and asked <= known
