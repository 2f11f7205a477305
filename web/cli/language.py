"""The command line's language: that of the user's locale, English where none is set."""

from __future__ import annotations

import os

from audio.errors import SiarError
from scheduler.errors import Invalid
from web.sentences import fault_sentence


def translated(error: SiarError) -> str:
    """Message, mend and the fields' own messages in one line."""
    parts = [fault_sentence(error, _language())]
    if isinstance(error, Invalid):
        parts += [f"{name}: {translated(fault)}" for name, fault in error.fields.items()]
    return " ".join(parts)


def _language() -> str:
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return locale.partition("_")[0].partition(".")[0] or "en"
