"""A door for senders over SRT, encrypted by a passphrase that both ends know."""

from __future__ import annotations

import os
import subprocess
import threading
from urllib.parse import SplitResult

from playlists.agent.inputs.incoming import Incoming, Listening, decoding
from playlists.agent.notices import Notices, log

AGAIN_S = 2.0
# The address goes through a pipe, as a list of one, so that no process list shows the passphrase.
LISTED = ("-f", "concat", "-safe", "0", "-protocol_whitelist", "file,pipe,fd,srt,udp,crypto", "-i", "pipe:0")


class SrtInput:
    """Listens at HOST:PORT of `srt://HOST:PORT?passphrase=…`; whoever has another passphrase is refused by SRT."""

    def __init__(self, address: SplitResult, passphrase: str) -> None:
        self._port = address.port or 9000
        self._list = (
            "ffconcat version 1.0\n"
            f"file 'srt://{address.hostname}:{self._port}?mode=listener&passphrase={passphrase}'\n"
        ).encode()
        self._incoming = Incoming()
        self._closing = threading.Event()

    @property
    def ready(self) -> bool | None:
        """True while someone sends; None, not yet, else."""
        return True if self._incoming.flows else None

    def begin(self, notices: Notices) -> None:
        """Wait for senders, one after the other."""
        self._notices = notices
        log.info("Live input: SRT senders come to port %d.", self._port)
        threading.Thread(target=self._listen, name="live input", daemon=True).start()

    def open(self) -> Listening:
        return Listening(self._incoming)

    def close(self) -> None:
        """Wait for nobody any more."""
        self._closing.set()
        self._incoming.cut()

    def _listen(self) -> None:
        while not self._closing.is_set():
            heard = self._incoming.follow(self._waiting())
            trouble = f"ffmpeg could not wait for SRT senders on port {self._port}: has it SRT, and is the port free?"
            self._notices.tell("live input", None if heard else trouble)
            self._closing.wait(AGAIN_S)

    def _waiting(self) -> subprocess.Popen[bytes]:
        reading, writing = os.pipe()
        os.write(writing, self._list)
        os.close(writing)
        try:
            return decoding(LISTED, reading)
        finally:
            os.close(reading)
