"""The station's and the agencies' lexicons: how a written form is to be said, who said so, and what that was before.

An entry is never changed or deleted: a new one takes its place, so that everything can be brought back.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from audio.words import Entry, check_entry
from scheduler import audit
from scheduler.actors import Actor
from scheduler.database import Base, new_id
from scheduler.errors import Conflict, Forbidden, NotFound
from scheduler.people import Agency

LATELY = 20


class LexiconEntry(Base):
    """One entry of a layer: of an agency, or of the station when it has none. `kind` is word, pattern or phonemes."""

    __tablename__ = "lexicon_entry"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    agency_id: Mapped[str | None] = mapped_column(ForeignKey("agency.id"), index=True)
    written: Mapped[str] = mapped_column(String(200))
    spoken: Mapped[str] = mapped_column(String(1000))
    kind: Mapped[str] = mapped_column(String(10))
    added_by: Mapped[str] = mapped_column(String(254))
    added_at: Mapped[datetime]
    removed_by: Mapped[str | None] = mapped_column(String(254))
    removed_at: Mapped[datetime | None]
    agency: Mapped[Agency | None] = relationship(lazy="joined")

    @property
    def entry(self) -> Entry:
        """As the reader of scripts takes it."""
        return Entry(self.written, self.spoken, self.kind)  # type: ignore[arg-type]  # checked when it was added


def lexicon_of(session: Session, agency_id: str | None) -> tuple[Entry, ...]:
    """The entries for that agency's scripts in order of precedence: its own, then the station's; longer forms first."""
    rows = [row for row in lexicon_rows(session) if row.agency_id in (None, agency_id)]
    rows.sort(key=lambda row: (row.agency_id is None, row.kind == "pattern", -len(row.written), row.written))
    return tuple(row.entry for row in rows)


def lexicon_rows(session: Session) -> list[LexiconEntry]:
    """Every entry in force, by its written form."""
    asked = select(LexiconEntry).where(LexiconEntry.removed_at.is_(None))
    return list(session.scalars(asked.order_by(LexiconEntry.written, LexiconEntry.id)))


def removed_lately(session: Session) -> list[LexiconEntry]:
    """What was removed or replaced last, the latest first."""
    asked = select(LexiconEntry).where(LexiconEntry.removed_at.is_not(None))
    return list(session.scalars(asked.order_by(LexiconEntry.removed_at.desc(), LexiconEntry.id.desc()).limit(LATELY)))


def add_entry(session: Session, actor: Actor, entry: Entry, agency_id: str | None, now: datetime) -> LexiconEntry:
    """A new entry; one of the same written form in the same layer gives way to it.

    Raises BadEntry with the reason, Forbidden for who may not, Conflict when it says just that already.
    """
    _require_ear(actor)
    entry = Entry(" ".join(entry.written.split()), " ".join(entry.spoken.split()), entry.kind)
    check_entry(entry)
    standing = _standing(session, entry.written, agency_id)
    if standing and standing.entry == entry:
        raise Conflict("“%(written)s” is said so already.", "Nothing needs to be changed.", written=entry.written)
    if standing:
        _retire(standing, actor, now)
    row = LexiconEntry(
        agency_id=agency_id, written=entry.written, spoken=entry.spoken, kind=entry.kind, added_by=actor.name,
        added_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _record(session, actor, "lexicon_changed", row, now, standing)
    return row


def change_entry(session: Session, actor: Actor, entry_id: str, entry: Entry, now: datetime) -> LexiconEntry:
    """Say it otherwise. Raises as add_entry does, and NotFound when somebody removed it meanwhile."""
    old = find_entry(session, entry_id)
    _require_ear(actor)
    check_entry(entry)
    if old.written != " ".join(entry.written.split()):
        _retire(old, actor, now)
        session.flush()
    return add_entry(session, actor, entry, old.agency_id, now)


def remove_entry(session: Session, actor: Actor, entry_id: str, now: datetime) -> LexiconEntry:
    """The entry is in force no more; bring_back undoes it."""
    _require_ear(actor)
    row = find_entry(session, entry_id)
    _retire(row, actor, now)
    _record(session, actor, "lexicon_removed", row, now)
    return row


def bring_back(session: Session, actor: Actor, entry_id: str, now: datetime) -> LexiconEntry:
    """An entry that was removed or replaced is in force again, in place of what took its place."""
    old = session.get(LexiconEntry, entry_id)
    if old is None:
        raise NotFound("There is no such entry in the lexicon.", "Reload the page.")
    return add_entry(session, actor, old.entry, old.agency_id, now)


def find_entry(session: Session, entry_id: str) -> LexiconEntry:
    """An entry in force."""
    row = session.get(LexiconEntry, entry_id)
    if row is None or row.removed_at is not None:
        raise NotFound("There is no such entry in the lexicon.", "Reload the page: somebody may have changed it.")
    return row


def _standing(session: Session, written: str, agency_id: str | None) -> LexiconEntry | None:
    layer = LexiconEntry.agency_id == agency_id if agency_id else LexiconEntry.agency_id.is_(None)
    asked = select(LexiconEntry).where(layer, LexiconEntry.written == written, LexiconEntry.removed_at.is_(None))
    return session.scalars(asked).first()


def _retire(row: LexiconEntry, actor: Actor, now: datetime) -> None:
    row.removed_at, row.removed_by = now, actor.name


def _require_ear(actor: Actor) -> None:
    if not actor.may_decide:
        raise Forbidden("Only editors, traffic and the admin change the lexicon.", "Tell one of them how it is said.")


def _record(
    session: Session, actor: Actor, act: str, row: LexiconEntry, now: datetime, before: LexiconEntry | None = None
) -> None:
    session.flush()
    was, told = ({"spoken": each.spoken, "kind": each.kind} if each else {} for each in (before, row))
    audit.record(session, actor.name, act, f"lexicon {row.written}"[:80], now, before=was, after=told)
