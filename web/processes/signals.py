"""Ending together: a process that ends with its parent, and a flag that signals raise."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from threading import Event as Flag

SUPERVISOR = "SIAR_SUPERVISOR"
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Under a supervisor, end when it is killed: it could not tell us any more."""
    parent = os.environ.get(SUPERVISOR)
    if not parent or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):
        raise SystemExit("the supervisor is gone")


def stop_flag() -> Flag:
    """A flag that SIGTERM and SIGINT raise."""
    flag = Flag()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: flag.set())
    return flag
