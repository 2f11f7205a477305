"""What a day must hold: the station's clocks, programmes and spots as elements, its library as filler."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from playlists.building import Daypart, Element, Sound, Stream, Studio
from playlists.building.moments import instant, wall_clock
from scheduler.clocks import Feature, Placed, clock_week, elements_between
from scheduler.dayparts import DEFAULT_DAYPARTS
from scheduler.library import Kind, LibrarySound, sounds
from scheduler.placement.break_order import order_in_break
from scheduler.placement.problem import Flight
from scheduler.placement.problem import Spot as Choice
from scheduler.programmes import Episode, Source, episodes_between
from scheduler.recordings import recording_of
from scheduler.spots import Spot, spots_of_day
from scheduler.station import Station

SPOT_MAX_LATE_MS = 600_000


def elements_of(session: Session, station: Station, date: date) -> list[Element]:
    """All that must be in the day: programmes, the clocks' station IDs and jingles, and the spots."""
    start, end = station.window(date)
    features = elements_between(clock_week(session), start, end, station.zone)
    return [
        *(_programme(session, episode) for episode in episodes_between(session, start, end) if _is_heard(episode)),
        *_signatures(session, features),
        *_spots(session, station, [spot for spot in spots_of_day(session, date) if start <= spot.break_starts_at]),
    ]


def first_hard(session: Session, station: Station, date: date) -> datetime | None:
    """The first moment of that broadcast day at which something must start exactly; None when nothing must."""
    start, end = station.window(date)
    features = elements_between(clock_week(session), start, end, station.zone)
    programmes = [each.starts_at for each in episodes_between(session, start, end) if _is_heard(each)]
    return min([*programmes, *(each.at for each in features if _is_hard_signature(session, each))], default=None)


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


def spot_element(session: Session, spot: Spot, station: Station) -> Element:
    """A spot with the recording of the revision it was placed for, and its kill date."""
    revision = spot.revision
    recording = recording_of(session, revision)
    assert recording is not None
    assert recording.sha256 is not None
    assert recording.duration_ms is not None
    sound = Sound(
        sha256=recording.sha256,
        bytes=recording.bytes or 0,
        mime=recording.mime or "audio/mpeg",
        ext=recording.ext or "mp3",
        title=revision.title,
        artist=spot.announcement.agency.name,
        kind="spot",
        duration_ms=recording.cue_in_ms + recording.duration_ms,
        cue_in_ms=recording.cue_in_ms,
        cue_out_ms=recording.cue_in_ms + recording.duration_ms,
        loudness_lufs=recording.loudness_lufs,
        speech=True,
        announcement_id=spot.announcement_id,
    )
    return Element(
        at=spot.break_starts_at,
        timing="soft",
        kind="spot",
        title=revision.title,
        source=sound,
        artist=spot.announcement.agency.name,
        id=spot.id,
        max_late_ms=SPOT_MAX_LATE_MS,
        not_after=kill_date(station, revision.last_day),
        priority=revision.priority,
        announcement_id=spot.announcement_id,
        transcript=recording.words,
    )


def kill_date(station: Station, last_day: date) -> datetime:
    """The last second of the last day, by the station's wall clock."""
    last_moment = datetime.combine(last_day, time(23, 59, 59), tzinfo=station.zone)
    return wall_clock(instant(last_moment), station.zone)


def station_dayparts() -> list[Daypart]:
    """The dayparts as the builder takes them."""
    following = [*DEFAULT_DAYPARTS[1:], DEFAULT_DAYPARTS[0]]
    return [
        Daypart(each.name, each.starts, after.starts) for each, after in zip(DEFAULT_DAYPARTS, following, strict=True)
    ]


def _is_heard(episode: Episode) -> bool:
    """Whether the programme has a sound of its own; one played from the library is what fills its time."""
    return episode.programme.source != Source.LIBRARY and not (
        episode.programme.source == Source.FILE and episode.sound_id is None
    )


def _programme(session: Session, episode: Episode) -> Element:
    programme = episode.programme
    sources: dict[Source, Callable[[], Sound | Stream | Studio]] = {
        Source.RELAY: lambda: Stream(programme.stream_url or ""),
        Source.STUDIO: lambda: Studio(),
        Source.FILE: lambda: sound_of(session.get_one(LibrarySound, episode.sound_id), speech=True),
    }
    source = sources[Source(programme.source)]()
    return Element(
        at=episode.starts_at,
        timing="hard",
        kind={Source.RELAY: "relay", Source.STUDIO: "live"}.get(Source(programme.source), "programme"),
        title=programme.title,
        source=source,
        artist=programme.host or None,
        duration_ms=episode.duration_ms,
        id=episode.id,
    )


def _signatures(session: Session, features: Sequence[Placed]) -> list[Element]:
    """Station IDs and jingles where the clocks ask for them, turn by turn."""
    found = []
    for kind in (Kind.STATION_ID, Kind.JINGLE):
        choice = sounds(session, kind)
        wanted = [each for each in features if each.feature == Feature(kind.value)]
        for each in wanted if choice else []:
            row = choice[instant(each.at) // 60_000 % len(choice)]
            found.append(
                Element(
                    at=each.at,
                    timing=each.timing,
                    kind=kind.value,
                    title=row.title,
                    source=sound_of(row, speech=False),
                    artist=row.artist or None,
                )
            )
    return found


def _is_hard_signature(session: Session, feature: Placed) -> bool:
    if feature.timing != "hard" or feature.feature not in (Feature.STATION_ID, Feature.JINGLE):
        return False
    return bool(sounds(session, Kind(feature.feature)))


def _spots(session: Session, station: Station, spots: Sequence[Spot]) -> list[Element]:
    """The spots, break by break, each a millisecond after the one it follows: so they keep the order of the break."""
    elements: list[Element] = []
    previous: list[Choice] = []
    for _, group in groupby(spots, key=lambda spot: spot.break_id):
        inside = {Choice(spot.announcement_id, spot.break_id): spot for spot in group}
        flights = {spot.announcement_id: _flight(spot) for spot in inside.values()}
        ordered = order_in_break(inside, flights, previous)
        for place, choice in enumerate(ordered):
            element = spot_element(session, inside[choice], station)
            elements.append(replace(element, at=element.at + timedelta(milliseconds=place)))
        previous = ordered
    return elements


def _flight(spot: Spot) -> Flight:
    revision = spot.revision
    return Flight(
        id=spot.announcement_id,
        agency=spot.announcement.agency_id,
        spot_ms=spot.duration_ms,
        priority=revision.priority,
        first_day=revision.first_day,
        last_day=revision.last_day,
        spots_per_day=revision.spots_per_day,
        dayparts=frozenset(revision.dayparts),
        separation_min=revision.separation_min,
        total=revision.total,
    )
