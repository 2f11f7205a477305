"""A small radio library and a day's wishes, for the tests of this folder."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from playlists.building import Built, Daypart, Element, Sound, build_day

JAKARTA = ZoneInfo("Asia/Jakarta")
DAYPARTS = (
    Daypart("dini_hari", time(0), time(5)),
    Daypart("pagi", time(5), time(10)),
    Daypart("siang", time(10), time(15)),
    Daypart("sore", time(15), time(19)),
    Daypart("malam", time(19), time(0)),
)


def sound(name: str, seconds: float, kind: str = "music", **more: object) -> Sound:
    length = round(seconds * 1000)
    values = {"artist": f"Artist of {name}", "cue_in_ms": 0, "cue_out_ms": length, "loudness_lufs": -16.0} | more
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    return Sound(sha256, length * 24, "audio/mpeg", "mp3", name, kind=kind, duration_ms=length, **values)


def songs(count: int = 60) -> list[Sound]:
    """Songs of two and a half to five minutes, each with a tail of up to four seconds."""
    lengths = [150 + (n * 7919 % 1510) / 10 for n in range(count)]
    return [sound(f"song {n}", length, tail_ms=n % 5 * 1000) for n, length in enumerate(lengths)]


def library() -> list[Sound]:
    jingles = [sound(f"jingle {n}", 4 + n * 1.3, "jingle", artist=None) for n in range(6)]
    return [*songs(), *jingles, sound("bed", 180, "bed", artist=None)]


def at(clock: str, day: date = date(2026, 11, 24), zone: ZoneInfo = JAKARTA) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), zone)


def spot(clock: str, seconds: float = 30, title: str = "Spot", **more: object) -> Element:
    values = {"timing": "soft", "kind": "spot", "source": sound(title, seconds, "spot", speech=True)} | more
    return Element(at=at(clock), title=title, **values)


def build(
    *elements: Element,
    filler: list[Sound] | None = None,
    day: date = date(2026, 11, 24),
    zone: ZoneInfo = JAKARTA,
    **more: object,
) -> Built:
    """The day from 04.00 to 04.00."""
    ends = at("04:00", day + timedelta(days=1), zone)
    found = library() if filler is None else filler
    return build_day(day, at("04:00", day, zone), ends, elements, found, dayparts=DAYPARTS, zone=zone, **more)


def seconds_after(start: datetime, later: datetime) -> float:
    return (later.astimezone(UTC) - start.astimezone(UTC)).total_seconds()


def assert_whole(built: Built) -> None:
    """No gap, no overlap, from the day's first to its last millisecond; and each file's cues cover what is heard."""
    ends = built.starts_at
    for item in built.items:
        assert item.starts_at == ends
        assert item.duration_ms > 0
        if item.media:
            assert item.cue_out_ms - item.cue_in_ms == item.duration_ms + item.tail_ms
        ends = item.ends_at
    assert ends == built.ends_at
    assert len({item.id for item in built.items}) == len(built.items)
