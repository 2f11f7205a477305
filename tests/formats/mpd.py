"""A Music Player Daemon of the test's own, spoken to through its socket."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONFIGURATION = """
bind_to_address "{0}/socket"
pid_file "{0}/pid"
log_file "{0}/log"
playlist_directory "{0}"
audio_output {{
  type "null"
  name "nowhere"
  sync "no"
}}
"""
PATIENCE_S = 30


class Mpd:
    """One connection; each answer is its lines."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE_S)
        self._socket.connect(address)
        self._lines = self._socket.makefile("r", encoding="utf-8", newline="\n")
        self._lines.readline()

    def ask(self, command: str) -> list[str]:
        self._socket.sendall(f"{command}\n".encode())
        answer = []
        while (line := self._lines.readline().rstrip("\n")) != "OK":
            assert line and not line.startswith("ACK"), line
            answer.append(line)
        return answer

    def values(self, command: str, name: str) -> list[str]:
        """Of the answer, what stands after that name."""
        return [line.partition(": ")[2] for line in self.ask(command) if line.startswith(f"{name}: ")]

    def close(self) -> None:
        self._lines.close()
        self._socket.close()


@contextmanager
def running_mpd(folder: Path) -> Iterator[Mpd]:
    """It goes into the background only when it listens, so that there is nothing to wait for."""
    configuration = folder / "mpd.conf"
    configuration.write_text(CONFIGURATION.format(folder))
    subprocess.run(["mpd", configuration], check=True, timeout=PATIENCE_S, capture_output=True)
    mpd = Mpd(f"{folder}/socket")
    try:
        yield mpd
    finally:
        mpd.close()
        subprocess.run(["mpd", "--kill", configuration], check=True, timeout=PATIENCE_S, capture_output=True)
