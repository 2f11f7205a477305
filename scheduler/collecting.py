"""Collecting media that nothing refers to any more, after a grace period in which a mistake can be noticed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from audio.media import Stored
from scheduler.database import Base
from scheduler.desk import Desk

GRACE = timedelta(days=7)


class UnreferencedMedia(Base):
    """A file of the media store that no row refers to, and since when that is known."""

    __tablename__ = "unreferenced_media"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    ext: Mapped[str] = mapped_column(String(8))
    since: Mapped[datetime]


def collect_media(desk: Desk) -> list[Stored]:
    """Note what nothing refers to, and delete what has been so for GRACE; gives what was deleted.

    A file is in the store before the row that refers to it: what is new must never be taken for forgotten.
    """
    there = list(desk.media.all())
    with desk.database.writing() as session:
        kept = referenced(session)
        noted = {row.sha256: row for row in session.scalars(select(UnreferencedMedia))}
        for sha256 in noted.keys() & (kept | (noted.keys() - {each.sha256 for each in there})):
            session.delete(noted.pop(sha256))
        loose = [each for each in there if each.sha256 not in kept]
        for each in loose:
            if each.sha256 not in noted:
                session.add(UnreferencedMedia(sha256=each.sha256, ext=each.ext, since=desk.now()))
        due = [each for each in loose if each.sha256 in noted and noted[each.sha256].since + GRACE <= desk.now()]
        for each in due:
            desk.media.delete(each.sha256, each.ext)
            session.delete(noted[each.sha256])
    return due


def referenced(session: Session) -> set[str]:
    """The hash of every file that a row of any table refers to, in its column `sha256`."""
    tables = [table for table in Base.metadata.tables.values() if table.name != UnreferencedMedia.__tablename__]
    columns = [table.c.sha256 for table in tables if "sha256" in table.c]
    return {sha256 for column in columns for sha256 in session.scalars(select(column).distinct()) if sha256}
