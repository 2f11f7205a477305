"""Revoked tokens, written down a second time in the media store: a process that has lost the database finds them there.

Notes are collected with other files that nothing refers to, after a week: no process goes without a database for long.
"""

from __future__ import annotations

import hashlib

from audio.media import MediaStore

EXT = "txt"


def note_revocation(media: MediaStore, token_hash: str) -> None:
    """Write down that this token (its hash) opens nothing any more; a second time changes nothing."""
    media.put_bytes(_note(token_hash), EXT)


def is_noted(media: MediaStore, token_hash: str) -> bool:
    """Whether that was written down."""
    return media.exists(hashlib.sha256(_note(token_hash)).hexdigest(), EXT)


def _note(token_hash: str) -> bytes:
    return f"revoked token {token_hash}\n".encode()
