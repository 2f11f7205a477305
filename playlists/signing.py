"""Signed addresses of media: whoever holds one can fetch that file until it runs out, and nothing else."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

VALID_BEYOND_DAY = timedelta(days=7)


def signed_path(key: str, file_name: str, expires: datetime) -> str:
    """`FILE?e=SECONDS&s=SIGNATURE`, the same for everybody who asks."""
    seconds = int(expires.timestamp())
    return f"{file_name}?e={seconds}&s={_signature(key, file_name, seconds)}"


def is_signed(key: str, file_name: str, expires: str, signature: str, now: datetime) -> bool:
    """Whether the signature was made here for this file, and still holds."""
    if not (expires.isascii() and expires.isdigit() and len(expires) < 15):
        return False
    made_here = hmac.compare_digest(
        _signature(key, file_name, int(expires)).encode(), signature.encode(errors="replace")
    )
    return made_here and now.timestamp() < int(expires)


def _signature(key: str, file_name: str, seconds: int) -> str:
    return hmac.new(
        f"media:{key}".encode(), f"{file_name}:{seconds}".encode(errors="replace"), hashlib.sha256
    ).hexdigest()[:40]
