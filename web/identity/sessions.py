"""Recognise a signed-in person by the session cookie, also where Flask-Security is not loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.people import Person
from web.identity.credentials import Credential


def person_of_session(cookie: Mapping[str, Any], session: Session) -> Person | None:
    """Who signed in with this session cookie (its decoded mapping), or None."""
    uniquifier = cookie.get("_user_id")
    if not isinstance(uniquifier, str):
        return None
    credential = session.scalar(select(Credential).where(Credential.fs_uniquifier == uniquifier))
    return credential.person if credential and credential.active else None
