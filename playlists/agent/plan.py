"""The days that the agent holds, as one run of items."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from playlists.agent.errors import PlanError
from playlists.agent.items import Item, Playlist

KEPT_PAST = timedelta(hours=6)


class Plan:
    """`items` is replaced as a whole, never changed; `edition` counts the replacements."""

    def __init__(self) -> None:
        self._days: dict[str, Playlist] = {}
        self._lock = threading.Lock()
        self.items: tuple[Item, ...] = ()
        self.edition = 0

    @property
    def versions(self) -> dict[str, int]:
        """The held version of each date."""
        return {date: day.version for date, day in sorted(self._days.items())}

    @property
    def ends_at(self) -> datetime | None:
        """Until when something is planned."""
        return max((day.ends_at for day in self._days.values()), default=None)

    def adopt(self, playlist: Playlist) -> None:
        """Hold this version of its day. PlanError where an older one comes after a newer."""
        with self._lock:
            held = self._days.get(playlist.date)
            if held and playlist.version < held.version and playlist.published_at <= held.published_at:
                raise PlanError(
                    f"The station sent version {playlist.version} of {playlist.date} after {held.version}, which stays."
                )
            self._days[playlist.date] = playlist
            self._publish()

    def drop(self, date: str) -> None:
        """The station holds no playlist for this date any more."""
        with self._lock:
            if self._days.pop(date, None):
                self._publish()

    def forget_before(self, now: datetime) -> list[str]:
        """Let go of days long past; returns their dates."""
        with self._lock:
            past = [date for date, day in self._days.items() if day.ends_at < now - KEPT_PAST]
            for date in past:
                del self._days[date]
            if past:
                self._publish()
        return past

    def _publish(self) -> None:
        items = [item for day in self._days.values() for item in day.items]
        self.items = tuple(sorted(items, key=lambda item: item.starts_at))
        self.edition += 1
