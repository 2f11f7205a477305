"""The machines' door: who shows a good token is let in, also while the database does not answer."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from playlists.machines import machines_by_token
from playlists.revocations import is_noted
from scheduler.desk import Desk
from scheduler.errors import Unavailable
from scheduler.tokens import hash_token
from web.api.kept import Kept

TRUSTED_S = 10.0
JUST_NOW_S = 0.5
TRUSTED_WITHOUT_ANY_WORD_S = 50.0
MOST_REMEMBERED = 5_000


@dataclass(frozen=True)
class Caller:
    """A machine that showed a good token."""

    machine_id: str
    name: str


@dataclass(frozen=True)
class _Shown:
    """What an Authorization header shows: the hash of a token, and a name where one is given."""

    name: str | None
    token_hash: str


class MachineDoor:
    """Lets machines in. Which tokens open is asked for all machines together, every few seconds.

    While the database does not answer, those it last named stay valid unless the media store has a note that one was
    revoked; when the store does not answer either, they end within a minute.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._callers = Kept(self._read)
        self._shown: dict[str, _Shown] = {}
        self._noted: dict[str, Kept[bool]] = {}

    def prepare(self) -> None:
        """Have ready who may come in."""
        self._callers.get(TRUSTED_S)

    def caller(self, authorization: str) -> Caller | None:
        """The machine that sends this Authorization header, or None."""
        shown = self._shown.get(authorization) or self._look_at(authorization)
        if not shown.token_hash:
            return None
        found = self._callers.get(TRUSTED_S).get(shown.token_hash)
        if found is None:
            found = self._added_just_now(shown.token_hash)
        if found is None or shown.name not in (None, found.name):
            return None
        return None if self._callers.is_out_of_reach and self._is_noted(shown.token_hash) else found

    def _added_just_now(self, token_hash: str) -> Caller | None:
        """Raises Unavailable when nobody can tell."""
        found = self._callers.get(JUST_NOW_S).get(token_hash)
        if found is None and self._callers.is_out_of_reach:
            raise _no_word()
        return found

    def _read(self) -> dict[str, Caller]:
        with self._desk.database.reading() as session:
            return {token: Caller(each.id, each.name) for token, each in machines_by_token(session).items()}

    def _look_at(self, authorization: str) -> _Shown:
        if len(self._shown) >= MOST_REMEMBERED:
            self._shown = {}
        name, token = read_authorization(authorization)
        return self._shown.setdefault(authorization, _Shown(name, hash_token(token) if token else ""))

    def _is_noted(self, token_hash: str) -> bool:
        noted = self._noted.setdefault(token_hash, Kept(lambda: is_noted(self._desk.media, token_hash)))
        found = noted.get(TRUSTED_S)
        if noted.age_s > TRUSTED_WITHOUT_ANY_WORD_S:
            raise _no_word()
        return found


def _no_word() -> Unavailable:
    return Unavailable("The database does not answer.", "Nothing was lost; try again in a moment.")


def read_authorization(header: str) -> tuple[str | None, str]:
    """(name or None, token) of a Bearer or Basic header; an empty token for anything else."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "bearer":
        return None, value.strip()
    if scheme.lower() == "basic":
        try:
            name, _, token = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None, ""
        return name, token
    return None, ""
