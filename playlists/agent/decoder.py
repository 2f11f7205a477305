"""Audio files as PCM: an ffmpeg for each, read ahead by a thread, begun again where it was when it dies."""

from __future__ import annotations

import subprocess
import threading
from collections import deque
from contextlib import suppress

from playlists.agent.ffmpeg import ffmpeg
from playlists.agent.timeline import RATE, samples

FRAME = 4  # bytes: two channels of 16 bits
AHEAD = 4 * RATE * FRAME
CHUNK = 16_384
RESTARTS = 3
# Up to here a file is decoded from its beginning, exact for every format; beyond, ffmpeg seeks to a little before.
SEEK_FROM_MS = 60_000
SEEK_BEFORE_MS = 5_000


class Decoder:
    """44.1 kHz stereo signed 16-bit PCM of a source, from `from_ms` on.

    `source` is a path or an address; `seekable` False for what is live and cannot be begun again at a place.
    """

    def __init__(self, source: str, from_ms: int, *, options: tuple[str, ...] = (), seekable: bool = True) -> None:
        self._source = source
        self._options = options
        self._seekable = seekable
        self._position = samples(from_ms)
        self._chunks: deque[bytes] = deque()
        self._held = 0
        self._state = threading.Condition()
        self._closed = False
        self._over = False
        self._process: subprocess.Popen[bytes] | None = None
        threading.Thread(target=self._read_ahead, name="decoder", daemon=True).start()

    def read(self, count: int, patience_s: float) -> bytes:
        """Up to `count` samples; fewer at the end, or when none came for `patience_s` seconds."""
        wanted = count * FRAME
        parts: list[bytes] = []
        with self._state:
            while wanted > 0:
                if not self._chunks:
                    if self._over or not self._state.wait_for(lambda: self._chunks or self._over, patience_s):
                        break
                    continue
                part = self._chunks.popleft()
                if len(part) > wanted:
                    self._chunks.appendleft(part[wanted:])
                    part = part[:wanted]
                parts.append(part)
                wanted -= len(part)
                self._held -= len(part)
            self._state.notify_all()
        return b"".join(parts)

    @property
    def over(self) -> bool:
        """Whether everything has been read."""
        with self._state:
            return self._over and not self._chunks

    def close(self) -> None:
        """End the decoder, whatever it is doing."""
        with self._state:
            self._closed = True
            self._chunks.clear()
            self._state.notify_all()
            if self._process is not None:
                with suppress(OSError):
                    self._process.kill()

    def _read_ahead(self) -> None:
        for _ in range(RESTARTS + 1):
            if self._run() or not self._seekable:
                break
        with self._state:
            self._over = True
            self._state.notify_all()

    def _run(self) -> bool:
        """Decode from the position on; False when ffmpeg died in the middle."""
        whole_ms = self._position * 1000 // RATE
        seek_ms = whole_ms - SEEK_BEFORE_MS if self._seekable and whole_ms >= SEEK_FROM_MS else 0
        drop = (self._position - samples(seek_ms)) * FRAME
        process = self._open(seek_ms)
        if process is None or process.stdout is None:
            return True
        while data := process.stdout.read(CHUNK):
            if drop >= len(data):
                drop -= len(data)
                continue
            data, drop = data[drop:], 0
            if not self._keep(data):
                break
        process.stdout.close()
        return process.wait() == 0 or self._closed

    def _open(self, seek_ms: int) -> subprocess.Popen[bytes] | None:
        seek = ["-ss", f"{seek_ms / 1000:.3f}"] if seek_ms else []
        command = [ffmpeg(), "-v", "error", "-nostdin", *self._options, *seek, "-i", self._source, "-vn"]
        command += ["-f", "s16le", "-ac", "2", "-ar", str(RATE), "pipe:1"]
        with self._state:
            if self._closed:
                return None
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            return self._process

    def _keep(self, data: bytes) -> bool:
        with self._state:
            self._state.wait_for(lambda: self._held < AHEAD or self._closed)
            if self._closed:
                return False
            whole = len(data) - len(data) % FRAME
            self._chunks.append(data)
            self._held += len(data)
            self._position += whole // FRAME
            self._state.notify_all()
        return True
