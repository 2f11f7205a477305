"""The audio files on this machine's disk, by their hash. A file under its own name is whole and right."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from playlists.agent.errors import MediaError, StationError
from playlists.agent.ffmpeg import ffmpeg
from playlists.agent.items import Media
from playlists.agent.station import Station

CHUNK = 256 * 1024
LIMIT_BYTES = 40_000_000_000
LEAVE_FREE_BYTES = 300_000_000
PROBE_S = "3"


class Cache:
    """Files under `folder`, named by SHA-256; broken downloads wait beside them as `.part`.

    `verdict(media)` is what the player asks: None while the file is not here, else whether it plays.
    """

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self.folder = folder
        self._limit = limit_bytes
        self._plays: dict[str, bool] = {}

    def path(self, media: Media) -> Path:
        return self.folder / media.sha256

    def verdict(self, media: Media) -> bool | None:
        return self._plays.get(media.sha256)

    def settle(self, media: Media) -> None:
        """Find out once whether a file that is here plays. Costs one short run of ffmpeg."""
        if media.sha256 not in self._plays and self.path(media).exists():
            self._plays[media.sha256] = plays(self.path(media))

    def fetch(self, media: Media, station: Station, stopped: Callable[[], bool]) -> None:
        """Bring one file here, going on where a broken download ended.

        StationError when the station fails, MediaError when what came is not the file, OSError when the disk refuses.
        """
        if self.path(media).exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{media.sha256}.part"
        if part.exists() and part.stat().st_size > media.size:
            part.unlink()
        _download(media, part, station, stopped)
        if part.stat().st_size < media.size:
            raise StationError(f"The download of {media.sha256[:12]} broke off; it goes on later.")
        with part.open("rb") as file:
            right = hashlib.file_digest(file, "sha256").hexdigest() == media.sha256
        if not right:
            part.unlink()
            raise MediaError(f"The station sent a file that is not {media.sha256[:12]}; it is asked for again.")
        part.rename(self.path(media))
        self._plays.pop(media.sha256, None)

    def make_room(self, needed: set[str]) -> None:
        """Remove what no held plan needs, longest unused first, while the cache is over its limit or the disk full."""
        files = [file for file in self.folder.iterdir() if file.is_file()] if self.folder.exists() else []
        total = sum(file.stat().st_size for file in files)
        spare = sorted((f for f in files if f.stem not in needed), key=lambda file: file.stat().st_mtime)
        for file in spare:
            if total <= self._limit and self.free_bytes() >= LEAVE_FREE_BYTES:
                return
            total -= file.stat().st_size
            file.unlink()
            self._plays.pop(file.stem, None)

    def free_bytes(self) -> int:
        """What the disk of the cache still holds; 0 when it does not say."""
        try:
            return shutil.disk_usage(self.folder if self.folder.exists() else self.folder.parent).free
        except OSError:
            return 0


def _download(media: Media, part: Path, station: Station, stopped: Callable[[], bool]) -> None:
    have = part.stat().st_size if part.exists() else 0
    if have == media.size:
        return
    with station.open_media(media.url, have) as response, part.open("ab" if response.status == 206 else "wb") as out:
        while not stopped() and out.tell() <= media.size:
            try:
                chunk = response.read(CHUNK)
            except OSError as fault:
                raise StationError(f"The download of {media.sha256[:12]} broke off ({fault}).") from fault
            if not chunk:
                return
            out.write(chunk)


def plays(path: Path) -> bool:
    """Whether ffmpeg gets sound out of the beginning of a file."""
    command = [ffmpeg(), "-v", "error", "-nostdin", "-t", PROBE_S, "-i", f"file:{path}"]
    command += ["-vn", "-f", "s16le", "-ac", "1", "-ar", "8000", "pipe:1"]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and len(answer.stdout) > 0
