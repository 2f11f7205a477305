"""What an output is, and how one that blocks or dies is kept from disturbing the others."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from playlists.agent.errors import AgentError
from playlists.agent.notices import Notices
from playlists.agent.patience import Patience
from playlists.agent.pcm import FRAME, silence
from playlists.agent.timeline import RATE

# How much sound waits for an output that does not take it, before some is left out.
HELD_RECORDING_S = 10
HELD_LIVE_S = 1
# Many outputs take the first sound and die of it: one counts as well again when it has taken this much.
STEADY_S = 5
POLL_S = 0.2


class Sink(Protocol):
    """An open output."""

    def write(self, pcm: bytes) -> None:
        """Take some sound; OSError or AgentError when the output is gone."""

    def close(self) -> None:
        """Finish; what was written is then complete."""


class Feed:
    """Feeds one output from a thread of its own, and opens it again when it fails.

    `opener` gets the number of the first sample that the output will take. Of sound that it could not take, a recording
    (`keeps_time`) gets silence in its place; a live output leaves it out, so as not to fall behind.
    """

    def __init__(
        self, name: str, opener: Callable[[int], Sink], notices: Notices, *, threaded: bool, keeps_time: bool = True
    ) -> None:
        self._name = name
        self._open = opener
        self._notices = notices
        self._threaded = threaded
        self._keeps_time = keeps_time
        self._most = (HELD_RECORDING_S if keeps_time else HELD_LIVE_S) * RATE * FRAME
        self._sink: Sink | None = None
        self._waiting: queue.Queue[bytes] = queue.Queue()
        self._held = 0
        self._owed = 0
        self._delivered = 0
        self._taken = 0
        self._closing = threading.Event()
        self._patience = Patience(first=0.5, most=30.0)
        self._thread = threading.Thread(target=self._run, name=f"output {name}", daemon=True)
        if threaded:
            self._thread.start()

    def put(self, pcm: bytes) -> None:
        """Hand over sound; never waits in real time."""
        if not self._threaded:
            self._deliver(pcm)
        elif self._waiting.qsize() and self._held > self._most:
            self._owed += len(pcm) if self._keeps_time else 0
            if self._sink is not None:
                self._notices.tell(self._name, "The output does not take the sound; some of it is lost there.")
        else:
            owed, self._owed = self._owed, 0
            self._held += owed + len(pcm)
            self._waiting.put(silence(owed // FRAME) + pcm)

    def close(self, wait_s: float = 5.0) -> None:
        """Write what waits, and finish."""
        self._closing.set()
        if self._threaded:
            self._thread.join(wait_s)
        else:
            self._give_up()

    def _run(self) -> None:
        while not (self._closing.is_set() and self._waiting.empty()):
            try:
                pcm = self._waiting.get(timeout=POLL_S)
            except queue.Empty:
                continue
            self._deliver(pcm)
            self._held -= len(pcm)
        self._give_up()

    def _forget_waiting(self) -> None:
        """What waited while the output was gone, or was only being opened, is of the past."""
        with suppress(queue.Empty):
            while True:
                missed = self._waiting.get_nowait()
                self._held -= len(missed)
                self._delivered += len(missed) // FRAME

    def _give_up(self) -> None:
        """Close what is open; an output that is broken may refuse even that."""
        sink, self._sink = self._sink, None
        if sink is not None:
            with suppress(OSError, AgentError):
                sink.close()

    def _deliver(self, pcm: bytes) -> None:
        try:
            self._write(pcm)
        except (OSError, AgentError) as fault:
            self._notices.tell(self._name, f"{fault}; it is tried again.")
            self._give_up()
            if self._threaded:
                self._closing.wait(self._patience.failed())
                self._forget_waiting()
        else:
            self._taken += len(pcm) // FRAME
            if self._taken > STEADY_S * RATE:
                self._patience.succeeded()
                self._notices.tell(self._name, None, f"{self._name}: the output takes the sound again.")
        self._delivered += len(pcm) // FRAME

    def _write(self, pcm: bytes) -> None:
        if self._sink is None:
            self._sink = self._open(self._delivered)
            self._taken = 0
            if self._threaded and not self._keeps_time:
                self._forget_waiting()
                return
        self._sink.write(pcm)
