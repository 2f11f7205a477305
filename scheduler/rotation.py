"""Rotation: by which limits music and filler come back, as the station has set them; and where filler is missing."""

from __future__ import annotations

from sqlalchemy.orm import Session

from scheduler.air_settings import air_settings
from scheduler.dayparts import DEFAULT_DAYPARTS
from scheduler.library import Kind, sounds
from scheduler.rotation_rules import RotationRules

MINUTE_MS = 60_000


def rotation_rules(session: Session) -> RotationRules:
    """The rules in force."""
    settings = air_settings(session)
    filler = sounds(session, Kind.MUSIC, Kind.BED)
    return RotationRules(
        title_rest_ms=settings.title_separation_min * MINUTE_MS,
        artist_rest_ms=settings.artist_separation_min * MINUTE_MS,
        most_an_hour={each.sha256: each.most_an_hour for each in filler if each.most_an_hour is not None},
        language_shares=dict(settings.language_shares),
        languages={each.sha256: each.language for each in filler if each.language},
    )


def dayparts_without_filler(session: Session) -> list[str]:
    """The dayparts in which no music and no bed may be played: nothing would fill the time there."""
    filler = sounds(session, Kind.MUSIC, Kind.BED)
    return [
        part.name
        for part in DEFAULT_DAYPARTS
        if not any(not each.dayparts or part.name in each.dayparts for each in filler)
    ]
