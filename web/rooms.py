"""Loads every room that has tables, so that the metadata on their one base is whole."""

from __future__ import annotations

from sqlalchemy import MetaData

import playlists.air_rules
import playlists.airings
import playlists.alarm_targets
import playlists.alarms
import playlists.as_run
import playlists.closing
import playlists.commands
import playlists.hand_drafts
import playlists.machines
import playlists.make_goods
import playlists.pairs
import playlists.turns
import playlists.versions
import scheduler.air_settings
import scheduler.announcements.tables
import scheduler.arrivals
import scheduler.audit
import scheduler.changes
import scheduler.clocks
import scheduler.collecting
import scheduler.events
import scheduler.flight_rules
import scheduler.lexicon
import scheduler.library
import scheduler.people
import scheduler.placement_runs
import scheduler.productions
import scheduler.programmes
import scheduler.recordings
import scheduler.renditions
import scheduler.sent_takes
import scheduler.spots
import scheduler.station
import scheduler.tokens
import web.identity.attempts
import web.identity.credentials
import web.identity.invitations
from scheduler.database import Base


def metadata() -> MetaData:
    """The tables of all rooms."""
    return Base.metadata


__all__ = ["metadata", "playlists", "scheduler", "web"]
