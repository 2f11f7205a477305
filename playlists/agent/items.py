"""A playlist as the agent holds it: plain values, read from the station's JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from playlists.agent.errors import PlanError

# What a listener can come into the middle of. An announcement is told whole or not at all.
JOINABLE = frozenset({"programme", "filler", "relay", "live", "off_air"})
# What carries information that may be recalled while it is on air.
RECALLABLE = frozenset({"spot", "alert"})


@dataclass(frozen=True, slots=True)
class Media:
    """One audio file: its address in the cache and on the station."""

    sha256: str
    size: int
    mime: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One airing. Times are UTC; durations, cues and fades are milliseconds."""

    id: str | None
    starts_at: datetime
    duration_ms: int
    timing: str
    kind: str
    title: str = ""
    max_late_ms: int | None = None
    not_after: datetime | None = None
    priority: int = 0
    cue_in_ms: int = 0
    tail_ms: int = 0
    fade_in_ms: int = 0
    fade_out_ms: int = 0
    media: Media | None = None
    stream_url: str | None = None
    input: str | None = None
    playlist_version: int | None = None

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(milliseconds=self.duration_ms)

    @property
    def hard(self) -> bool:
        return self.timing == "hard"

    @property
    def silent(self) -> bool:
        """A planned silence."""
        return self.media is None and self.stream_url is None and self.input is None


@dataclass(frozen=True, slots=True)
class Playlist:
    """One broadcast day, in order, without gap or overlap."""

    date: str
    version: int
    starts_at: datetime
    ends_at: datetime
    published_at: datetime
    items: tuple[Item, ...]


def moment(text: str) -> datetime:
    """An ISO 8601 time with its offset, as UTC. ValueError where it has no offset."""
    parsed = datetime.fromisoformat(text)
    if parsed.tzinfo is None:
        raise ValueError(f"{text} has no offset from UTC")
    return parsed.astimezone(UTC)


def read_playlist(body: bytes, date: str) -> Playlist:
    """The playlist of `date` from the station's answer. PlanError where it is anything else."""
    try:
        data = json.loads(body)
        playlist = Playlist(
            date=data["date"],
            version=int(data["version"]),
            starts_at=moment(data["starts_at"]),
            ends_at=moment(data["ends_at"]),
            published_at=moment(data["published_at"]),
            items=tuple(read_item(item, int(data["version"])) for item in data["items"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise PlanError(f"The playlist of {date} cannot be read ({fault!r}); the one held stays.") from fault
    if playlist.date != date:
        raise PlanError(f"The station sent the playlist of {playlist.date} for {date}; the one held stays.")
    if any(a.ends_at > b.starts_at for a, b in zip(playlist.items, playlist.items[1:], strict=False)):
        raise PlanError(f"Items of the playlist of {date} overlap; the one held stays.")
    return playlist


def read_item(data: dict[str, Any], version: int | None = None) -> Item:
    """One item from its JSON. KeyError, TypeError or ValueError where it is not one."""
    item = Item(
        id=data["id"],
        starts_at=moment(data["starts_at"]),
        duration_ms=int(data["duration_ms"]),
        timing=data["timing"],
        kind=data["kind"],
        title=data.get("title") or "",
        max_late_ms=data.get("max_late_ms"),
        not_after=moment(data["not_after"]) if data.get("not_after") else None,
        priority=data.get("priority") or 0,
        cue_in_ms=data.get("cue_in_ms") or 0,
        tail_ms=data.get("tail_ms") or 0,
        fade_in_ms=data.get("fade_in_ms") or 0,
        fade_out_ms=data.get("fade_out_ms") or 0,
        media=read_media(data["media"]) if data.get("media") else None,
        stream_url=data.get("stream_url"),
        input=data.get("input"),
        playlist_version=version,
    )
    if item.duration_ms <= 0 or item.timing not in ("hard", "soft"):
        raise ValueError(f"item {item.id} lasts {item.duration_ms} ms with {item.timing} timing")
    return item


def read_media(data: dict[str, Any]) -> Media:
    """The file of an item. ValueError where its hash is not a SHA-256 in hexadecimal."""
    sha256 = data["sha256"].lower()
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError(f"{sha256!r} is not a SHA-256")
    return Media(sha256=sha256, size=int(data["bytes"]), mime=data.get("mime", ""), url=data["url"])
