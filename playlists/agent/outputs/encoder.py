"""An output that ffmpeg makes of the sound: a stream, a device, a compressed file."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import suppress

from playlists.agent.errors import AgentError
from playlists.agent.ffmpeg import ffmpeg
from playlists.agent.timeline import RATE

PCM_INPUT = ["-f", "s16le", "-ac", "2", "-ar", str(RATE), "-i", "pipe:0"]
FINISH_S = 10.0


class Encoder:
    """A running ffmpeg that takes PCM on its standard input; `arguments` say what it makes of it."""

    def __init__(self, name: str, arguments: list[str], before: tuple[str, ...] = ()) -> None:
        self._name = name
        command = [ffmpeg(), "-v", "error", "-y", *before, *PCM_INPUT, *arguments]
        self._told = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as ffmpeg, which a pipe nobody reads would block
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=self._told)

    def write(self, pcm: bytes) -> None:
        """Hand sound to ffmpeg. AgentError, with its last words, when it has ended."""
        pipe = self._process.stdin
        try:
            if pipe is not None:
                pipe.write(pcm)
                pipe.flush()
        except OSError as fault:
            raise AgentError(f"{self._name}: {self._last_words()}") from fault

    def close(self) -> None:
        """End the input and let ffmpeg finish what it makes."""
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(FINISH_S)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _last_words(self) -> str:
        self._process.kill()
        self._told.seek(0)
        lines = self._told.read().decode(errors="replace").strip().splitlines()
        return lines[-1][:200] if lines else "ffmpeg has ended"
