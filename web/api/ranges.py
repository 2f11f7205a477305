"""Which bytes a Range header asks for, where it is one that counts (RFC 9110)."""

from __future__ import annotations

import re

ONE_RANGE = re.compile(r"\s*bytes\s*=\s*([0-9]{0,18})\s*-\s*([0-9]{0,18})\s*")


def effective_range(header: str | None, size: int) -> str | None:
    """The header to go by for a file of `size` bytes; None where the whole file is the answer.

    A unit that nobody knows and a range that is none must be ignored; several ranges may be, and no player needs them.
    The last n bytes of a shorter file are the whole file.
    """
    match = ONE_RANGE.fullmatch(header or "")
    if match is None:
        return None
    first, last = match.groups()
    if not first:
        return f"bytes=-{min(int(last), size)}" if last else None
    if last and int(last) < int(first):
        return None
    return f"bytes={first}-{last}"
