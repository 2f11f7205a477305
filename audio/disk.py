"""A disk that is full, or a folder that is closed, told to a person."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from audio.errors import AudioError


@contextmanager
def writing(what: str) -> Iterator[None]:
    """Turns what the disk says while the block writes `what` into an AudioError with a mend."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise AudioError("The disk is full.", "Free some space, then try again.") from error
        raise AudioError(
            "%(what)s can't be written: %(reason)s.",
            "Check that the folder exists and may be written to.",
            what=what,
            reason=error.strerror or error,
        ) from error
