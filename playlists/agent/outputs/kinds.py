"""The outputs by the names that the operator gives them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playlists.agent.errors import AgentError
from playlists.agent.outputs.output import Sink
from playlists.agent.outputs.recording import open_recording

Opener = Callable[[datetime], Sink]


@dataclass(frozen=True, slots=True)
class Output:
    """`open` begins the output, given the time of its first sample; None where no sound is wanted."""

    name: str
    open: Opener | None


def output_named(text: str) -> Output:
    """The output that OUTPUT names. AgentError where it names none."""
    kind, _, rest = text.partition(":")
    if text == "null":
        return Output("null", None)
    if kind == "file" and rest:
        path = Path(rest)
        return Output(f"file {path.name}", lambda started_at: open_recording(path, started_at))
    raise AgentError(f"{kind!r} is not an output: use null or file:PATH.")
