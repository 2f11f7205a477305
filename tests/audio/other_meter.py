"""ffmpeg's own EBU R128 meter, to judge ours and our files by."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from audio.ffmpeg import ffmpeg_path


@dataclass(frozen=True)
class Reading:
    """LUFS, dBTP and LU, as ffmpeg prints them, with one decimal."""

    lufs: float
    dbtp: float
    lra: float


def ebur128(path: Path) -> Reading:
    """What ffmpeg says of a file."""
    arguments = ["-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=peak=true:framelog=verbose"]
    said = subprocess.run([ffmpeg_path(), *arguments, "-f", "null", "-"], capture_output=True, text=True).stderr
    summary = said[said.rindex("Summary:") :]
    found = [re.search(pattern, summary) for pattern in (r"I:\s+(\S+) LUFS", r"Peak:\s+(\S+) dBFS", r"LRA:\s+(\S+) LU")]
    return Reading(*(float(match[1]) for match in found if match))


def frames(path: Path) -> int:
    """How many frames at 44,100 a second a player gets out of a file."""
    arguments = ["-v", "error", "-i", str(path), "-ar", "44100", "-ac", "1", "-f", "s16le", "pipe:1"]
    return len(subprocess.run([ffmpeg_path(), *arguments], capture_output=True).stdout) // 2
