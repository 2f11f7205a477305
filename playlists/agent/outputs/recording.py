"""One continuous WAV or FLAC of all that goes out, and beside it the time of its first sample."""

from __future__ import annotations

import json
import struct
from datetime import datetime
from pathlib import Path

from playlists.agent.outputs.encoder import Program, encoder
from playlists.agent.timeline import RATE

HEADER = 44
LARGEST = 0xFFFFFFFF
# The sizes in the header are brought up to date this often, so that a power cut leaves a file that plays.
SETTLE_BYTES = 2 * RATE * 4


class Recording:
    """A WAV that is complete at every moment."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._size = 0
        self._settled = 0
        self._file.write(_header(0))

    def write(self, pcm: bytes) -> None:
        self._file.write(pcm)
        self._size += len(pcm)
        if self._size - self._settled >= SETTLE_BYTES:
            self._settle()

    def close(self) -> None:
        self._settle()
        self._file.close()

    def _settle(self) -> None:
        self._settled = self._size
        end = self._file.tell()
        self._file.seek(0)
        self._file.write(_header(self._size))
        self._file.seek(end)
        self._file.flush()


def open_recording(path: Path, started_at: datetime) -> Recording | Program:
    """Begin the file; an earlier one is moved aside, never overwritten. FLAC by its name, else WAV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".json")
    if path.exists():
        earlier = f"{path.stem}.until-{started_at:%Y%m%dT%H%M%S%f}"
        path.rename(path.with_name(earlier + path.suffix))
        if beside.exists():
            beside.rename(path.with_name(f"{earlier}{path.suffix}.json"))
    beside.write_text(json.dumps({"started_at": started_at.isoformat(timespec="microseconds")}))
    if path.suffix.lower() == ".flac":
        return encoder(f"file {path.name}", ["-c:a", "flac", "-f", "flac", f"file:{path}"])
    return Recording(path)


def _header(size: int) -> bytes:
    riff = struct.pack("<4sI4s", b"RIFF", min(LARGEST, size + HEADER - 8), b"WAVE")
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, RATE, RATE * 4, 4, 16)
    return riff + form + struct.pack("<4sI", b"data", min(LARGEST, size))
