"""The shelf: published days as ready-made bytes, so that a fetch is a look into a dictionary.

Which version is newest is asked of the database at most every half second, beside the requests. When the database
does not answer, what lies on the shelf is served on, in every format.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import brotli

from playlists.formats import FORMATS
from playlists.items import Day, Media, file_name
from playlists.signing import VALID_BEYOND_DAY, signed_path
from playlists.versions import find_version, newest_numbers
from scheduler.database import Database
from scheduler.errors import NotFound
from web.api.asking import Asking
from web.api.kept import Kept
from web.api.room import Room

FRESH_S = 0.5
PATIENCE_S = 10.0
MOST_BYTES = 32 * 1024 * 1024
MOST_DAYS = 400
WEIGHT_OF_ITEM = 2_500
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}


@dataclass(frozen=True)
class Copy:
    """One format of one version, as it is sent. `etag` carries its quotes."""

    body: bytes
    mime: str
    etag: str


class Shelf:
    """`base` is the address before `/api/v1`, such as `https://siar.example`: media URLs begin with it."""

    def __init__(self, database: Database, secret_key: str) -> None:
        self._database = database
        self._key = secret_key
        self._copies: Room[Copy] = Room(MOST_BYTES)
        self._days: Room[tuple[Day, datetime]] = Room(MOST_BYTES)
        self._newest: dict[date, Kept[int]] = {}
        self._making: Asking[Copy] = Asking()

    def copy(self, day: date, ext: str, base: str, version: int | None = None, encoding: str = "") -> Copy:
        """That format of that version (default: the newest). Raises NotFound when there is none."""
        number = version if version is not None else self.newest(day)
        key = (day, number, ext, base, encoding)
        return self._copies.get(key) or self._made_once(key)

    def newest(self, day: date) -> int:
        """The number of the newest version; raises NotFound when nothing is published."""
        found = (self._newest.get(day) or self._look_at(day)).get(FRESH_S)
        if not found:
            raise NotFound("No playlist is published for %(day)s.", "Publish it in the console.", day=day.isoformat())
        return found

    def published(self, first: date, days: int, base: str) -> dict[str, str]:
        """The ETag of each published day in that stretch."""
        found = {}
        for day in (first + timedelta(days=n) for n in range(days)):
            try:
                found[day.isoformat()] = self.copy(day, "json", base).etag
            except NotFound:
                continue
        return found

    def _look_at(self, day: date) -> Kept[int]:
        if len(self._newest) >= MOST_DAYS:
            self._newest = {}
        return self._newest.setdefault(day, Kept(lambda: self._newest_number(day)))

    def _newest_number(self, day: date) -> int:
        with self._database.reading() as session:
            return newest_numbers(session, day, day).get(day, 0)

    def _made_once(self, key: tuple[date, int, str, str, str]) -> Copy:
        """A copy is made by one for all who want it at the same moment."""
        return self._making.begin(key, lambda: self._make(key)).answer(PATIENCE_S)

    def _make(self, key: tuple[date, int, str, str, str]) -> Copy:
        day, number, ext, base, encoding = key
        if encoding:
            plain = self.copy(day, ext, base, number)
            made = Copy(ENCODERS[encoding](plain.body), plain.mime, f'{plain.etag[:-1]}-{encoding}"')
        else:
            made = self._write(day, number, ext, base)
        self._copies.put(key, made, len(made.body))
        return made

    def _write(self, day: date, number: int, ext: str, base: str) -> Copy:
        published, ends_at = self._days.get((day, number)) or self._fetch(day, number)
        expires = ends_at + VALID_BEYOND_DAY

        def url_of(media: Media) -> str:
            return f"{base}/api/v1/media/{signed_path(self._key, file_name(media), expires)}"

        body = FORMATS[ext].write(published, url_of)
        return Copy(body, FORMATS[ext].mime, f'"{hashlib.sha256(body).hexdigest()[:32]}"')

    def _fetch(self, day: date, number: int) -> tuple[Day, datetime]:
        with self._database.reading() as session:
            row = find_version(session, day, number)
        found = (row.day(), row.ends_at)
        self._days.put((day, number), found, WEIGHT_OF_ITEM * len(found[0].items))
        return found
