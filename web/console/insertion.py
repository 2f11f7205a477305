"""What the form of the day's page puts into it: a sound, an announcement, something read live."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import ImmutableMultiDict

from playlists.insertable import library_item, live_item, spot_item
from playlists.items import Item
from scheduler.actors import Actor
from scheduler.announcements.finding import find_announcement, visible
from scheduler.announcements.tables import Announcement, Status
from scheduler.errors import Invalid
from scheduler.library import LibrarySound

MOST_OFFERED = 500


def offered_sounds(session: Session) -> list[LibrarySound]:
    """What the library offers, jingles before music."""
    asked = select(LibrarySound).where(LibrarySound.retired_at.is_(None))
    return list(session.scalars(asked.order_by(LibrarySound.kind, LibrarySound.title).limit(MOST_OFFERED)))


def offered_announcements(session: Session, actor: Actor) -> list[Announcement]:
    """The announcements that may air, the newest first."""
    approved = session.scalars(visible(actor, status=Status.APPROVED).limit(MOST_OFFERED))
    return [announcement for announcement in approved if announcement.on_air]


def wanted_item(session: Session, actor: Actor, form: ImmutableMultiDict[str, str], now: datetime) -> Item:
    """The item that the form asks for. Raises Invalid or NotFound when there is none."""
    if sound_id := form.get("sound_id"):
        sound = session.get(LibrarySound, sound_id)
        if sound is None:
            raise Invalid("The library has no such sound.", "Load the page again and choose another.")
        return library_item(session, sound, now)
    if announcement_id := form.get("announcement_id"):
        return spot_item(session, find_announcement(session, actor, announcement_id), now)
    minutes = form.get("minutes", type=float) or 0.0
    text = form.get("transcript", "").strip()[:20_000] or None
    length_ms = round(minutes * 60_000) if 0 < minutes <= 10_000 else 0
    return live_item(session, form.get("title", ""), length_ms, text, now)
