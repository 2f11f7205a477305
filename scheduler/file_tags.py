"""What a sound file says of itself: title, artist and more, as ffmpeg reads them."""

from __future__ import annotations

import re
from pathlib import Path

from audio.errors import AudioError
from audio.ffmpeg import finish, running, safe_input
from scheduler.announcements.fields import clean_text

LONGEST_BYTES = 200_000
SECONDS = 20.0


def file_tags(path: Path) -> dict[str, str]:
    """The tags by lower-case name (`title`, `artist`, `genre`, `language`, …); empty where the file has none.

    Never raises: a file whose tags can't be read is named by its file name.
    """
    try:
        with running([*safe_input(path), "-f", "ffmetadata", "-"], seconds=SECONDS) as process:
            assert process.stdout
            written = process.stdout.read(LONGEST_BYTES)
            finish(process, path.name)
    except (AudioError, OSError):
        return {}
    return _parsed(written.decode("utf-8", "replace"))


def _parsed(text: str) -> dict[str, str]:
    """FFMETADATA: `name=value` lines up to the first section; `=`, `;`, `#`, `\\` and line ends are escaped."""
    head = re.split(r"^\[", text, maxsplit=1, flags=re.MULTILINE)[0]
    found: dict[str, str] = {}
    for line in re.split(r"(?<!\\)\n", head):
        name, equals, value = line.partition("=")
        if equals and not line.startswith(";"):
            plain = clean_text(re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL))
            found[name.strip().lower()] = " ".join(plain.split())
    return {name: value for name, value in found.items() if value}
