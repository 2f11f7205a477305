"""Rotation: by which limits music and filler come back, as the station has set them; and where filler is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from scheduler.air_settings import air_settings
from scheduler.dayparts import DEFAULT_DAYPARTS
from scheduler.library import Kind, sounds

MINUTE_MS = 60_000


@dataclass(frozen=True)
class RotationRules:
    """Milliseconds between two starts of one title and of one artist; how often a sound (sha256) may start in an
    hour; of each language the percent of the filler's time that it should have."""

    title_rest_ms: int
    artist_rest_ms: int
    most_an_hour: Mapping[str, int] = field(default_factory=dict)
    language_shares: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    """Of each sound (sha256) its language, where that is known."""


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
