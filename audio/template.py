"""How a category of announcements is produced."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Template:
    """What stands around the voice. Files are any sound that ffmpeg reads; times in milliseconds, levels in LU.

    `bed_lu` and `ducked_lu` are how far the bed lies below the voice where nobody speaks, and beneath the voice.
    `closing` is said last ("Informasi ini disampaikan oleh Dinas Kesehatan"); empty for none.
    """

    intro: Path | None = None
    outro: Path | None = None
    bed: Path | None = None
    gap_ms: int = 400
    bed_lu: float = 8.0
    ducked_lu: float = 20.0
    duck_ms: int = 400
    bed_lead_ms: int = 1500
    fade_in_ms: int = 300
    fade_out_ms: int = 1200
    announce_title: bool = False
    closing: str = ""


def script(template: Template, title: str, body: str) -> str:
    """The whole text to be said: title and closing with it, when the template has them."""
    parts = [title.strip() if template.announce_title else "", body.strip(), template.closing.strip()]
    return "\n\n".join(part if part.endswith((".", "!", "?")) else part + "." for part in parts if part)
