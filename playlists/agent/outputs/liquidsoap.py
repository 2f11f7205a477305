"""Liquidsoap, started by the agent with a script that it writes: for stations that process their sound there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from playlists.agent.errors import AgentError
from playlists.agent.outputs.punctual import Punctual

# Liquidsoap begins when it holds this much. The agent is 250 ms ahead of time; a frame and the way take the rest.
BUFFER_S = 0.18
START_S = 30.0
POLL_S = 0.05
FINISH_S = 5.0
CARDS = Path("/dev/snd")


def open_liquidsoap(control: str, speaker: str | None = None) -> Punctual:
    """Start it; `control` is where its command socket is to be, `speaker` the output, `{}` standing for the source.

    AgentError where it is not installed or does not start.
    """
    program = shutil.which("liquidsoap")
    if program is None:
        raise AgentError("Liquidsoap is not on this machine: install it (apt install liquidsoap) or use device")
    speaker = speaker or ("output.alsa({})" if CARDS.exists() else "output.dummy({})")
    return Punctual(Liquidsoap(program, control, speaker), BUFFER_S)


def script(pipe: Path, control: str, speaker: str) -> str:
    """What Liquidsoap does: the agent's sound, or silence rather than nothing. It ends when the agent is gone."""
    lines = ["settings.init.allow_root.set(true)"] if os.geteuid() == 0 else []
    if control:
        lines += ["settings.server.socket.set(true)", f'settings.server.socket.path.set("{control}")']
    feed = f"cat {pipe}; kill $PPID"
    lines += [
        f'siar = input.external.rawaudio(id="siar", buffer={BUFFER_S}, max=1., restart=false, "{feed}")',
        speaker.format("mksafe(siar)"),
    ]
    return "\n".join(lines) + "\n"


class Liquidsoap:
    """A running Liquidsoap that takes PCM through a named pipe."""

    def __init__(self, program: str, control: str, speaker: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="siar-liquidsoap-"))
        pipe = self._folder / "pcm"
        os.mkfifo(pipe, 0o600)
        (self._folder / "siar.liq").write_text(script(pipe, control, speaker))
        self._log = (self._folder / "log").open("wb")
        command = [program, str(self._folder / "siar.liq")]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log)
        self.pid = self._process.pid
        self._pipe = self._connect(pipe)

    def write(self, pcm: bytes) -> None:
        """Hand it sound. AgentError when it has ended."""
        rest = memoryview(pcm)
        try:
            while rest:
                rest = rest[os.write(self._pipe, rest) :]
        except OSError as fault:
            raise AgentError(f"Liquidsoap has ended: {self._last_words()}") from fault

    def close(self) -> None:
        """End it."""
        with suppress(OSError):
            os.close(self._pipe)
        self._process.terminate()
        try:
            self._process.wait(FINISH_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._clear_away()

    def _connect(self, pipe: Path) -> int:
        """Open the pipe as soon as Liquidsoap reads it."""
        given_up = time.monotonic() + START_S
        while time.monotonic() < given_up and self._process.poll() is None:
            with suppress(OSError):
                writing = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
                os.set_blocking(writing, True)
                return writing
            time.sleep(POLL_S)
        self._process.kill()
        told = f"Liquidsoap does not start: {self._last_words()}"
        self._clear_away()
        raise AgentError(told)

    def _clear_away(self) -> None:
        self._process.wait()
        self._log.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _last_words(self) -> str:
        log = self._folder / "log"
        lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
        return lines[-1][:200] if lines else "it says nothing"
