"""A sound card, through the player that the machine has."""

from __future__ import annotations

import shutil

from playlists.agent.errors import AgentError
from playlists.agent.outputs.encoder import Program
from playlists.agent.timeline import RATE


def open_device(name: str) -> Program:
    """Play on the ALSA or PulseAudio device of that name, empty for the machine's default.

    AgentError where the machine has no player for devices; a device that is missing is told by the player.
    """
    if aplay := shutil.which("aplay"):
        chosen = ["-D", name] if name else []
        return Program("device", [aplay, "-q", "-t", "raw", "-f", "S16_LE", "-c", "2", "-r", str(RATE), *chosen])
    if pacat := shutil.which("pacat"):
        chosen = [f"--device={name}"] if name else []
        return Program("device", [pacat, "--raw", "--format=s16le", "--channels=2", f"--rate={RATE}", *chosen])
    raise AgentError("No player for sound cards on this machine: install alsa-utils (apt install alsa-utils)")
