"""The command line's language: that of the user's locale, English where none is set."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from audio.errors import SiarError
from scheduler.errors import Invalid

TRANSLATIONS = Path(__file__).parent.parent / "translations"


def translated(error: SiarError) -> str:
    """Message, mend and the fields' own messages in one line."""
    catalogue = gettext.translation("messages", TRANSLATIONS, [_language()], fallback=True)
    parts = [_filled(catalogue, text, error) for text in (error.message, error.mend) if text]
    if isinstance(error, Invalid):
        parts += [f"{name}: {translated(fault)}" for name, fault in error.fields.items()]
    return " ".join(parts)


def _filled(catalogue: gettext.NullTranslations, text: str, error: SiarError) -> str:
    found = catalogue.gettext(text)
    return found % error.values if error.values else found


def _language() -> str:
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return locale.partition("_")[0].partition(".")[0] or "en"
