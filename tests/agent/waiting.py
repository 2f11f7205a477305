"""Waiting for a state of real programs, however slow the machine is."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path


def until(reached: Callable[[], object], most_s: float = 90.0) -> None:
    """Return as soon as `reached()` is true; AssertionError when it never is."""
    given_up = time.monotonic() + most_s
    while not reached():
        assert time.monotonic() < given_up, "it never came to that"
        time.sleep(0.02)


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def process_list() -> bytes:
    """What every user of this machine can see of its programs."""
    listed = b""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            listed += path.read_bytes()
        except OSError:  # it has ended meanwhile
            continue
    return listed
