"""Drafting: the station's clocks, programmes, spots and library become the elements of a day, and the day is built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from playlists.building import Built, Daypart, Element, Sound, Stream, Studio, build_day
from playlists.building.elements import identity
from playlists.building.moments import instant, wall_clock
from playlists.items import Day, Item
from playlists.versions import PublishedDay, newest_version
from scheduler.clocks import Feature, Placed, clock_week, elements_between
from scheduler.dayparts import DEFAULT_DAYPARTS
from scheduler.library import Kind, LibrarySound, sounds
from scheduler.programmes import Episode, Source, episodes_between
from scheduler.recordings import recording_of
from scheduler.spots import Spot, spots_of_day
from scheduler.station import Station, the_station

STANDS_STILL = timedelta(minutes=10)
SPOT_MAX_LATE_MS = 600_000


@dataclass(frozen=True)
class Draft:
    """A day as it would be published now: `day` has the next version's number, `built` tells its faults and cuts."""

    day: Day
    built: Built
    published: PublishedDay | None


def draft_day(session: Session, date: date, now: datetime) -> Draft:
    """Build the day as it should be from now on.

    What is published, starts in the next ten minutes and may still air stands as it is; the rest is built afresh.
    """
    station = the_station(session)
    start, end = station.window(date)
    before = newest_version(session, date - timedelta(days=1))
    published = newest_version(session, date)
    wanted = elements_of(session, station, date)
    kept = _standing_items(published.day().items, wanted, now) if published else ()
    kept_ids = {item.id for item in kept}
    carried = max(0, instant(before.ends_at) - instant(start)) if before else 0
    if published:
        carried = instant(published.starts_at) - instant(start)
    built = build_day(
        date,
        start,
        end,
        [each for each in wanted if not kept or each.at >= now or each.lasts or identity(each) in kept_ids],
        filler_of(session),
        dayparts=station_dayparts(),
        zone=station.zone,
        carry_over_ms=carried,
        kept=kept,
        heard=before.day().items[-40:] if before else (),
    )
    return Draft(_as_day(station, date, built, published), built, published)


def elements_of(session: Session, station: Station, date: date) -> list[Element]:
    """All that must be in the day: programmes, the clocks' station IDs and jingles, and the spots."""
    start, end = station.window(date)
    features = elements_between(clock_week(session), start, end, station.zone)
    return [
        *(_programme(session, episode) for episode in episodes_between(session, start, end) if _is_heard(episode)),
        *_signatures(session, features),
        *(
            spot_element(session, spot, station)
            for spot in spots_of_day(session, date)
            if start <= spot.break_starts_at
        ),
    ]


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
        duration_ms=recording.duration_ms,
        cue_in_ms=0,
        cue_out_ms=recording.duration_ms,
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


def _standing_items(items: Sequence[Item], wanted: Sequence[Element], now: datetime) -> tuple[Item, ...]:
    """The published items up to where the day may change: ten minutes from now, or the first that may not air."""
    alive = {identity(each) for each in wanted}
    standing = []
    for item in items:
        if item.starts_at >= now + STANDS_STILL or (
            item.starts_at > now and item.kind == "spot" and item.id not in alive
        ):
            break
        standing.append(item)
    return tuple(standing)


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


def _as_day(station: Station, date: date, built: Built, published: PublishedDay | None) -> Day:
    return Day(
        station=station.code,
        date=date,
        timezone=station.timezone,
        version=(published.version if published else 0) + 1,
        starts_at=built.starts_at,
        ends_at=built.ends_at,
        published_at=None,
        items=built.items,
    )
