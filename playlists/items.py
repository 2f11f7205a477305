"""One broadcast day and its items: plain values, their JSON, and ids that the same input always makes again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Media:
    """A file of sound in the media store; `bytes` is its size, `ext` its file name's end without the dot."""

    sha256: str
    bytes: int
    mime: str
    ext: str


UrlOf = Callable[[Media], str]


@dataclass(frozen=True, slots=True)
class Item:
    """One airing. Times carry a fixed offset (see `playlists.building.moments`), lengths are in milliseconds.

    Of the file, `cue_in_ms` to `cue_out_ms` is played: `duration_ms`, then `tail_ms` beneath the next item.
    """

    id: str
    starts_at: dt.datetime
    duration_ms: int
    timing: str
    kind: str
    title: str
    artist: str | None = None
    max_late_ms: int | None = None
    not_after: dt.datetime | None = None
    priority: int | None = None
    announcement_id: str | None = None
    cue_in_ms: int = 0
    cue_out_ms: int = 0
    tail_ms: int = 0
    fade_in_ms: int = 0
    fade_out_ms: int = 0
    loudness_lufs: float | None = None
    media: Media | None = None
    stream_url: str | None = None
    input: str | None = None
    transcript: str | None = None

    @property
    def ends_at(self) -> dt.datetime:
        """Where the next item starts."""
        return self.starts_at + dt.timedelta(milliseconds=self.duration_ms)


@dataclass(frozen=True, slots=True)
class Day:
    """The whole turn from one start of day to the next; `published_at` is None for a draft."""

    station: str
    date: dt.date
    timezone: str
    version: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    published_at: dt.datetime | None
    items: tuple[Item, ...]


def file_name(media: Media) -> str:
    """The name under which the media store serves the file; stands in for its URL in what is kept."""
    return f"{media.sha256}.{media.ext}"


def item_as_json(item: Item, url_of: UrlOf = file_name) -> Json:
    """The item as machines read it, keys in their documented order."""
    return {
        "id": item.id,
        "starts_at": item.starts_at.isoformat(timespec="milliseconds"),
        "duration_ms": item.duration_ms,
        "timing": item.timing,
        "kind": item.kind,
        "title": item.title,
        "artist": item.artist,
        "max_late_ms": item.max_late_ms,
        "not_after": _iso(item.not_after),
        "priority": item.priority,
        "announcement_id": item.announcement_id,
        "cue_in_ms": item.cue_in_ms,
        "cue_out_ms": item.cue_out_ms,
        "tail_ms": item.tail_ms,
        "fade_in_ms": item.fade_in_ms,
        "fade_out_ms": item.fade_out_ms,
        "loudness_lufs": item.loudness_lufs,
        "media": _media_as_json(item.media, url_of),
        "stream_url": item.stream_url,
        "input": item.input,
        "transcript": item.transcript,
    }


def item_from_json(found: Mapping[str, Any]) -> Item:
    """The item that `item_as_json` wrote. Raises KeyError or ValueError for anything else."""
    times = {"starts_at": dt.datetime.fromisoformat(found["starts_at"]), "not_after": _moment(found["not_after"])}
    return Item(**{**found, **times, "media": _media_from_json(found["media"])})


def day_as_json(day: Day, url_of: UrlOf = file_name) -> Json:
    """The day as machines read it; `url_of` gives the address of each file."""
    return {
        "station": day.station,
        "date": day.date.isoformat(),
        "timezone": day.timezone,
        "version": day.version,
        "starts_at": day.starts_at.isoformat(timespec="milliseconds"),
        "ends_at": day.ends_at.isoformat(timespec="milliseconds"),
        "published_at": _iso(day.published_at),
        "items": [item_as_json(item, url_of) for item in day.items],
    }


def day_from_json(found: Mapping[str, Any]) -> Day:
    """The day that `day_as_json` wrote, without loss. Raises KeyError or ValueError for anything else."""
    return Day(
        station=found["station"],
        date=dt.date.fromisoformat(found["date"]),
        timezone=found["timezone"],
        version=found["version"],
        starts_at=dt.datetime.fromisoformat(found["starts_at"]),
        ends_at=dt.datetime.fromisoformat(found["ends_at"]),
        published_at=_moment(found["published_at"]),
        items=tuple(item_from_json(item) for item in found["items"]),
    )


def day_as_bytes(day: Day, url_of: UrlOf = file_name) -> bytes:
    """The one way in which a day is written: the same day is the same bytes (UTF-8; half a character is `?`)."""
    return json.dumps(day_as_json(day, url_of), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def item_id(milliseconds: int, *what: object) -> str:
    """A ULID: its time is `milliseconds` since 1970, its rest is made of `what`. The same input, the same id."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in what).encode("utf-8", "replace")).digest()
    number = (milliseconds % (1 << 48)) << 80 | int.from_bytes(digest[:10], "big")
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def is_gapless(items: Sequence[Item]) -> bool:
    """Whether each item starts where the one before it ends."""
    return all(before.ends_at == after.starts_at for before, after in pairwise(items))


def _media_as_json(media: Media | None, url_of: UrlOf) -> Json | None:
    if media is None:
        return None
    return {"sha256": media.sha256, "bytes": media.bytes, "mime": media.mime, "url": url_of(media)}


def _media_from_json(found: Mapping[str, Any] | None) -> Media | None:
    if found is None:
        return None
    ext = urlsplit(found["url"]).path.rpartition(".")[2]
    return Media(found["sha256"], found["bytes"], found["mime"], ext)


def _iso(moment: dt.datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)
