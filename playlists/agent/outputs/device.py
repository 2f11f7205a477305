"""A sound card, through the player that the machine has."""

from __future__ import annotations

import shutil

from playlists.agent.errors import AgentError
from playlists.agent.outputs.encoder import Program
from playlists.agent.outputs.punctual import Punctual
from playlists.agent.timeline import RATE

# The card begins when its buffer is full. The agent is this much ahead of time, so the first sample sounds at its own.
BUFFER_MS = 250


def open_device(name: str) -> Punctual:
    """Play on the ALSA or PulseAudio device of that name, empty for the machine's default.

    AgentError where the machine has no player for devices; a device that is missing is told by the player.
    """
    return Punctual(Program("device", _player(name)), BUFFER_MS / 1000)


def _player(name: str) -> list[str]:
    if aplay := shutil.which("aplay"):
        chosen = ["-D", name] if name else []
        timing = [f"--buffer-time={BUFFER_MS * 1000}"]
        return [aplay, "-q", "-t", "raw", "-f", "S16_LE", "-c", "2", "-r", str(RATE), *timing, *chosen]
    if pacat := shutil.which("pacat"):
        chosen = [f"--device={name}"] if name else []
        form = ["--raw", "--format=s16le", "--channels=2", f"--rate={RATE}"]
        return [pacat, *form, f"--latency-msec={BUFFER_MS}", *chosen]
    raise AgentError("No player for sound cards on this machine: install alsa-utils (apt install alsa-utils)")
