"""An output that another program makes of the sound: ffmpeg for streams and compressed files, a player for devices."""

from __future__ import annotations

import re
import subprocess
import tempfile
from contextlib import suppress

from playlists.agent.errors import AgentError
from playlists.agent.ffmpeg import ffmpeg
from playlists.agent.timeline import RATE

PCM_INPUT = ("-f", "s16le", "-ac", "2", "-ar", str(RATE), "-i", "pipe:0")
FINISH_S = 10.0
# Passwords and stream keys stand behind the host.
ADDRESS = re.compile(r"(\w+://)[^\s'\"]+")


class Program:
    """A running program that takes PCM on its standard input; `stdout` is a descriptor for what it makes."""

    def __init__(self, name: str, command: list[str], stdout: int = subprocess.DEVNULL) -> None:
        self._name = name
        self._told = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the program; a pipe would fill up
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stdout, stderr=self._told)

    def write(self, pcm: bytes) -> None:
        """Hand it sound. AgentError, with its last words, when it has ended."""
        pipe = self._process.stdin
        try:
            if pipe is not None:
                pipe.write(pcm)
                pipe.flush()
        except OSError as fault:
            raise AgentError(f"{self._name}: {self._last_words()}") from fault

    def close(self) -> None:
        """End its input and let it finish what it makes."""
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(FINISH_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._told.close()

    def _last_words(self) -> str:
        self._process.kill()
        self._process.wait()
        self._told.seek(0)
        lines = self._told.read().decode(errors="replace").strip().splitlines()
        return ADDRESS.sub(r"\1…", lines[-1])[:200] if lines else f"{self._process.args!r:.40} has ended"


def encoder(
    name: str, arguments: list[str], *, before: tuple[str, ...] = (), stdout: int = subprocess.DEVNULL
) -> Program:
    """An ffmpeg that takes PCM; `arguments` say what it makes of it, `before` what else it reads first."""
    return Program(name, [ffmpeg(), "-v", "error", "-y", *before, *PCM_INPUT, *arguments], stdout)
