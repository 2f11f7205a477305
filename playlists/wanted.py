"""What a day must hold: its fixtures, programmes, what the clocks ask for, and the spots; the library as filler."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from playlists.building import Daypart, Element, OffAir, Sound, Stream, Studio
from playlists.building.moments import instant
from playlists.wanted_spots import spots_wanted
from scheduler.clocks import Feature, Placed, clock_week, elements_between
from scheduler.dayparts import DEFAULT_DAYPARTS
from scheduler.deliveries import airing_sound
from scheduler.fixtures import LONGEST_FIXTURE, Fixture, fixtures_between
from scheduler.library import Kind, LibrarySound, sounds
from scheduler.programmes import Episode, Source, episodes_between
from scheduler.station import Station

FIRST = 5
"""Of two things at one moment a fixture stays."""


def elements_of(session: Session, station: Station, date: date) -> list[Element]:
    """All that must be in the day: fixtures, programmes, the clocks' sounds, and the spots."""
    return [*_all_but_spots(session, station, date), *spots_wanted(session, station, date)]


def first_hard(session: Session, station: Station, date: date) -> datetime | None:
    """The first moment of that broadcast day at which something must start exactly; None when nothing must."""
    return min((each.at for each in _all_but_spots(session, station, date) if each.is_hard), default=None)


def filler_of(session: Session) -> list[Sound]:
    """What may fill the day: music, then beds, then jingles where there is nothing longer."""
    return [
        sound_of(each, speech=False)
        for each in [*sounds(session, Kind.MUSIC, Kind.BED), *sounds(session, Kind.STATION_ID, Kind.JINGLE)]
    ]


def sound_of(row: LibrarySound, speech: bool) -> Sound:
    """A library sound as the builder takes it."""
    return Sound(
        sha256=row.sha256,
        bytes=row.bytes,
        mime=row.mime,
        ext=row.ext,
        title=row.title,
        artist=row.artist or None,
        kind=row.kind,
        duration_ms=row.duration_ms,
        cue_in_ms=row.cue_in_ms,
        cue_out_ms=row.cue_out_ms,
        loudness_lufs=row.loudness_lufs,
        speech=speech,
        dayparts=frozenset(row.dayparts) or None,
    )


def station_dayparts() -> list[Daypart]:
    """The dayparts as the builder takes them."""
    following = [*DEFAULT_DAYPARTS[1:], DEFAULT_DAYPARTS[0]]
    return [
        Daypart(each.name, each.starts, after.starts) for each, after in zip(DEFAULT_DAYPARTS, following, strict=True)
    ]


def _all_but_spots(session: Session, station: Station, date: date) -> list[Element]:
    start, end = station.window(date)
    fixtures = fixtures_between(session, station, start - LONGEST_FIXTURE, end).fixtures
    asked = elements_between(clock_week(session), start, end, station.zone)
    programmes = (_programme(session, episode) for episode in episodes_between(session, start, end))
    return [
        *(_fixture(each) for each in fixtures_between(session, station, start, end).fixtures),
        *(each for each in programmes if each),
        *_of_clocks(session, [each for each in asked if not _meets(each, fixtures)]),
    ]


def _meets(placed: Placed, fixtures: Sequence[Fixture]) -> bool:
    """Nothing of a clock is heard over a prayer call, nor off air."""
    return any(each.at <= placed.at < each.ends_at for each in fixtures)


def _fixture(fixture: Fixture) -> Element:
    source = sound_of(fixture.sound, speech=True) if fixture.sound else None
    stream = Stream(fixture.stream_url) if fixture.stream_url else OffAir()
    return Element(
        at=fixture.at,
        timing="hard",
        kind=fixture.kind,
        title=fixture.title,
        source=source or stream,
        duration_ms=None if source else fixture.duration_ms,
        priority=FIRST,
    )


def _programme(session: Session, episode: Episode) -> Element | None:
    """None for one that has no sound of its own: the library fills its time."""
    source = _source(session, episode)
    if source is None:
        return None
    return Element(
        at=episode.starts_at,
        timing="hard",
        kind={Source.RELAY: "relay", Source.STUDIO: "live"}.get(Source(episode.programme.source), "programme"),
        title=episode.name,
        source=source,
        artist=episode.host or episode.programme.host or None,
        duration_ms=episode.duration_ms,
        id=episode.id,
    )


def _source(session: Session, episode: Episode) -> Sound | Stream | Studio | None:
    if episode.programme.source == Source.RELAY:
        return Stream(episode.programme.stream_url or "")
    if episode.programme.source == Source.STUDIO:
        return Studio()
    row = airing_sound(session, episode) if episode.programme.source == Source.FILE else None
    return sound_of(row, speech=True) if row else None


def _of_clocks(session: Session, asked: Sequence[Placed]) -> Iterator[Element]:
    """Station IDs, jingles and features where the clocks ask for them, turn by turn; a tag narrows the choice."""
    there = sounds(session, *Kind)
    choices = {(each.feature, each.tag): [row for row in there if _suits(row, each)] for each in asked}
    for each in asked:
        if choice := choices[each.feature, each.tag]:
            row = choice[instant(each.at) // 60_000 % len(choice)]
            yield Element(
                at=each.at,
                timing=each.timing,
                kind="programme" if each.feature == Feature.FEATURE else each.feature,
                title=row.title,
                source=sound_of(row, speech=each.feature == Feature.FEATURE),
                artist=row.artist or None,
            )


def _suits(row: LibrarySound, placed: Placed) -> bool:
    if placed.feature == Feature.BREAK or (placed.tag and placed.tag.lower() not in row.tags):
        return False
    return placed.feature in (Feature.FEATURE, row.kind)
