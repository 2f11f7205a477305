"""A sound's form: cues as seconds, tags in a line."""

from __future__ import annotations

import re
from typing import Any

from werkzeug.datastructures import MultiDict

from scheduler.library import LibrarySound

PLAIN = ("title", "artist", "kind", "category", "tags")
SECONDS = re.compile(r"\d{1,6}([.,]\d{1,3})?", re.ASCII)


def values_of(sound: LibrarySound) -> dict[str, Any]:
    """What stands in the form for this sound."""
    return {
        **{name: getattr(sound, name) for name in ("title", "artist", "kind", "category")},
        "language": sound.language or "",
        "tags": ", ".join(sound.tags),
        "dayparts": sound.dayparts,
        "cue_in": _seconds(sound.cue_in_ms),
        "cue_out": _seconds(sound.cue_out_ms),
        "most_an_hour": "" if sound.most_an_hour is None else sound.most_an_hour,
    }


def typed_values(form: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed, to be shown again as it was."""
    return {**form.to_dict(), "dayparts": form.getlist("dayparts")}


def data_of(form: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed, by the names that the rules read."""
    return {
        **{name: form.get(name, "") for name in PLAIN},
        "language": form.get("language") or None,
        "dayparts": form.getlist("dayparts"),
        "cue_in_ms": _milliseconds(form.get("cue_in", "")),
        "cue_out_ms": _milliseconds(form.get("cue_out", "")),
        "most_an_hour": form.get("most_an_hour") or None,
    }


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.3f}"


def _milliseconds(seconds: str) -> int | str:
    """What cannot be read goes on as it is, to be refused by the rules."""
    written = seconds.strip()
    return round(float(written.replace(",", ".")) * 1000) if SECONDS.fullmatch(written) else written or "?"
