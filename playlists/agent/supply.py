"""Supplying the cache: the soonest and the urgent first, each file tried before its time comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from playlists.agent.cache import Cache
from playlists.agent.errors import AgentError
from playlists.agent.items import Item, Media
from playlists.agent.notices import Notices, log
from playlists.agent.patience import Patience
from playlists.agent.plan import Plan
from playlists.agent.station import Station

SOON = timedelta(minutes=20)


class Supply:
    """Downloads and tries what the plan needs; `urgent` holds what goes before the plan (alerts)."""

    def __init__(
        self, station: Station, plan: Plan, cache: Cache, notices: Notices,
        now: Callable[[], datetime], monotonic: Callable[[], float],
        every: float,
    ) -> None:  # fmt: skip
        self._station = station
        self._plan = plan
        self._cache = cache
        self._notices = notices
        self._now = now
        self._monotonic = monotonic
        self._every = every
        self._refused: dict[str, tuple[float, Patience]] = {}
        self._complete: tuple[object, ...] = ()
        self._fetched = 0
        self.urgent: list[Media] = []

    def step(self) -> float:
        """One file downloaded or tried; the seconds until there may be more to do."""
        asked = (self._plan.edition, *self.urgent)
        if asked == self._complete:
            return self._every
        self._settle_soon()
        media = self._next_missing()
        if media is not None:
            self._fetch(media)
        elif not self._settle_one():
            self._complete = () if self._refused else asked
            self._tell_fetched()
            return self._every
        return 0.0

    @property
    def cached_until(self) -> datetime:
        """Up to which moment every file of the plan is here."""
        now = self._now()
        for item in self._plan.items:
            if item.ends_at > now and item.media and not self._cache.path(item.media).exists():
                return max(now, item.starts_at)
        return self._plan.ends_at or now

    def _needed(self) -> Iterator[tuple[datetime, Media]]:
        now = self._now()
        yield from ((now, media) for media in self.urgent)
        yield from ((item.starts_at, item.media) for item in self._plan.items if item.media and item.ends_at > now)

    def _settle_soon(self) -> None:
        soon = self._now() + SOON
        for starts_at, media in self._needed():
            if starts_at > soon:
                return
            self._cache.settle(media)

    def _settle_one(self) -> bool:
        """Try one file of later; whether there was one."""
        for _, media in self._needed():
            if self._cache.verdict(media) is None and self._cache.path(media).exists():
                self._cache.settle(media)
                return True
        return False

    def _next_missing(self) -> Media | None:
        now = self._monotonic()
        for _, media in self._needed():
            waits_until = self._refused.get(media.sha256, (0.0,))[0]
            if waits_until <= now and self._cache.verdict(media) is None and not self._cache.path(media).exists():
                return media
        return None

    def _fetch(self, media: Media) -> None:
        try:
            self._cache.make_room({needed.sha256 for _, needed in self._needed()})
            self._cache.fetch(media, self._station, stopped=lambda: self._next_missing() != media)
        except (AgentError, OSError) as fault:
            self._postpone(media, str(fault))
        else:
            self._refused.pop(media.sha256, None)
            self._fetched += self._cache.path(media).exists()
            self._notices.tell("media", None)
            self._cache.settle(media)

    def _tell_fetched(self) -> None:
        if self._fetched:
            log.info("Downloaded %d audio files.", self._fetched)
        self._fetched = 0

    def _postpone(self, media: Media, trouble: str) -> None:
        _, patience = self._refused.get(media.sha256, (0.0, Patience(first=1.0, most=60.0)))
        self._refused[media.sha256] = (self._monotonic() + patience.failed(), patience)
        self._notices.tell("media", trouble)


def filler_for(items: tuple[Item, ...], now: datetime, ready: Callable[[Item], bool], turn: int) -> Item | None:
    """Filler of this time of day from the plan, else any; `turn` chooses among those that are ready."""
    fillers = {item.media.sha256: item for item in items if item.kind == "filler" and item.media and ready(item)}
    if not fillers:
        return None
    near = [i for i in fillers.values() if abs(i.starts_at - now) < timedelta(hours=2)] or list(fillers.values())
    return near[turn % len(near)]
