"""Importing a calendar: what it would change is shown first, and done only as it was shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.actors import Actor, require_planner
from scheduler.calendar_reading import Alteration, Entry, read_calendar
from scheduler.changes import next_version, one_step
from scheduler.errors import Conflict, Invalid
from scheduler.programme_editing import add_programme, change_programme
from scheduler.programme_fields import Show, show_of
from scheduler.programmes import Episode, Programme
from scheduler.station import the_station


@dataclass(frozen=True)
class Change:
    """What an entry would do: `add`, `change`, `same`, or `refused` (with its fault). `fields`: name → (now, then);
    `alterations`: the episodes to come that would be altered."""

    kind: str
    entry: Entry
    fields: dict[str, tuple[object, object]]
    alterations: tuple[Alteration, ...]


@dataclass(frozen=True)
class Preview:
    """What an import would change. `digest` names the file and the week it was shown for."""

    changes: tuple[Change, ...]
    digest: str

    @property
    def refused(self) -> list[Change]:
        """The entries that can't be taken in."""
        return [each for each in self.changes if each.kind == "refused"]


def preview_import(session: Session, data: bytes, now: datetime) -> Preview:
    """What importing this file would change; changes nothing. Raises Invalid for what is no calendar."""
    entries = read_calendar(data, the_station(session).zone)
    known = {each.uid: each for each in session.scalars(select(Programme).order_by(Programme.uid))}
    changes = tuple(_change(session, entry, known.get(entry.uid), now) for entry in entries)
    stood = "".join(f"{each.uid} {each.version} {each.retired_at}" for each in known.values())
    return Preview(changes, hashlib.sha256(data + stood.encode()).hexdigest())


def import_calendar(session: Session, actor: Actor, data: bytes, digest: str, now: datetime) -> Preview:
    """Do what was shown, as one step that can be undone; all or nothing.

    Raises Conflict when the file or the week is another than the one shown, Invalid when an entry is refused.
    """
    require_planner(actor)
    preview = preview_import(session, data, now)
    if preview.digest != digest:
        raise Conflict("The week has changed since this import was shown.", "Look at what it would change now.")
    if preview.refused:
        faults = {each.entry.title or each.entry.uid: each.entry.fault for each in preview.refused if each.entry.fault}
        raise Invalid("Some entries can't be taken in; none was.", "Mend or remove them.", fields=faults)
    with one_step(session, actor.name, "calendar_imported", f"calendar {digest[:12]}", now):
        for change in preview.changes:
            _carry_out(session, actor, change, now)
    return preview


def _change(session: Session, entry: Entry, programme: Programme | None, now: datetime) -> Change:
    if entry.show is None:
        return Change("refused", entry, {}, ())
    coming = tuple(each for each in entry.alterations if each.nominal_at > now and each.starts_at > now)
    if programme is None or programme.retired_at:
        return Change("add", entry, {}, coming)
    fields = dict(_differences(show_of(programme), entry.show))
    there = {each.nominal_at: each for each in programme.episodes}
    altered = tuple(each for each in coming if not _is_so(there.get(each.nominal_at), each))
    return Change("change" if fields or altered else "same", entry, fields, altered)


def _differences(now: Show, then: Show) -> Iterator[tuple[str, tuple[object, object]]]:
    for name, value in then.columns().items():
        stands = getattr(now, name)
        same = _canonical(stands) == _canonical(value) if name == "recurrence" else stands == value
        if not same:
            yield name, (stands, value)


def _canonical(recurrence: str) -> list[tuple[str, tuple[str, ...]]]:
    """The recurrence with its lines, parts and dates in one order: how another program writes it changes nothing."""
    found: dict[str, list[str]] = {}
    for line in recurrence.split():
        head, _, body = line.rpartition(":")
        name = head or "RRULE"
        parts = [";".join(sorted(body.upper().split(";")))] if name == "RRULE" else body.split(",")
        found.setdefault(name, []).extend(parts)
    return sorted((name, tuple(sorted(parts))) for name, parts in found.items())


def _is_so(episode: Episode | None, wanted: Alteration) -> bool:
    return episode is not None and all(
        getattr(episode, name) == getattr(wanted, name)
        for name in ("starts_at", "duration_ms", "title", "host", "cancelled")
    )


def _carry_out(session: Session, actor: Actor, change: Change, now: datetime) -> None:
    show = change.entry.show
    if change.kind == "same" or show is None:
        return
    programme = session.scalar(select(Programme).where(Programme.uid == change.entry.uid))
    if programme and programme.retired_at:
        programme.retired_at = None
        change_programme(session, actor, programme.id, programme.version, show, now)
    elif programme is None:
        programme = add_programme(session, actor, show, now, uid=change.entry.uid)
    elif change.fields:
        change_programme(session, actor, programme.id, programme.version, show, now)
    for wanted in change.alterations:
        _alter(session, programme, wanted)


def _alter(session: Session, programme: Programme, wanted: Alteration) -> None:
    """An alteration beyond the 35 days ahead gets its episode now: expanding will find it there."""
    here = (Episode.programme_id == programme.id) & (Episode.nominal_at == wanted.nominal_at)
    episode = session.scalar(select(Episode).where(here))
    if episode is None:
        episode = Episode(programme=programme, nominal_at=wanted.nominal_at, version=0)
        session.add(episode)
    next_version(episode, None)
    episode.starts_at, episode.duration_ms = wanted.starts_at, wanted.duration_ms
    episode.title, episode.host, episode.cancelled, episode.altered = wanted.title, wanted.host, wanted.cancelled, True
    session.flush()
