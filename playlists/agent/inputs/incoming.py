"""Sound that comes in by itself, whether or not it is on air: only the newest of it is kept."""

from __future__ import annotations

import subprocess
import threading
from contextlib import suppress

from playlists.agent.ffmpeg import ffmpeg
from playlists.agent.pcm import FRAME, silence
from playlists.agent.timeline import RATE

# This much is held back against a network that stutters; beyond the most, the oldest goes.
CUSHION = RATE // 2
MOST = 2 * RATE
CHUNK = 16_384
DECODED = ("-vn", "-f", "s16le", "-ac", "2", "-ar", str(RATE), "pipe:1")


class Incoming:
    """The newest of what a sender sends. One thread takes it in, another reads it; counts are samples."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held = bytearray()
        self._filling = True
        self._senders: list[subprocess.Popen[bytes]] = []

    @property
    def flows(self) -> bool:
        """Whether a sender is there and was heard."""
        with self._lock:
            return bool(self._senders) and len(self._held) >= CUSHION * FRAME

    def follow(self, sender: subprocess.Popen[bytes]) -> bool:
        """Take in what a decoder gives until its end, in place of whoever sent before; whether there was any."""
        assert sender.stdout is not None
        self.cut()
        self._senders.append(sender)
        heard = False
        while data := sender.stdout.read(CHUNK):
            heard = True
            self._take(data)
        self._senders.remove(sender)
        sender.kill()
        sender.wait()
        sender.stdout.close()
        return heard

    def cut(self) -> None:
        """Let whoever sends go."""
        for sender in list(self._senders):
            with suppress(OSError):
                sender.kill()

    def freshen(self) -> None:
        """From here on, what is coming in now."""
        with self._lock:
            self._drop_to(CUSHION)

    def read(self, count: int) -> bytes:
        """`count` samples, silence where none have come in time; nothing when nobody sends any more."""
        with self._lock:
            if len(self._held) >= CUSHION * FRAME or not self._senders:
                self._filling = False
            if not self._held and not self._senders:
                return b""
            have = 0 if self._filling else min(count * FRAME, len(self._held) // FRAME * FRAME)
            part = bytes(self._held[:have])
            del self._held[:have]
            self._filling = self._filling or have < count * FRAME
        return part + silence(count - have // FRAME)

    def _take(self, data: bytes) -> None:
        with self._lock:
            self._held += data
            if len(self._held) > MOST * FRAME:
                self._drop_to(CUSHION)

    def _drop_to(self, count: int) -> None:
        too_many = len(self._held) // FRAME - count
        if too_many > 0:
            del self._held[: too_many * FRAME]


class Listening:
    """The Source of an item that airs what is coming in."""

    def __init__(self, incoming: Incoming) -> None:
        self._incoming = incoming
        self._begun = False

    def read(self, count: int, patience_s: float) -> bytes:
        if not self._begun:
            self._begun = True
            self._incoming.freshen()
        return self._incoming.read(count)

    def close(self) -> None:
        """Whoever sends may go on; nobody listens."""


def decoding(source: tuple[str, ...], stdin: int) -> subprocess.Popen[bytes]:
    """An ffmpeg that decodes what `source`, its arguments up to the input, names."""
    command = [ffmpeg(), "-v", "error", "-fflags", "nobuffer", *source, *DECODED]
    return subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
