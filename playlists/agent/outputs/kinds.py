"""The outputs by the names that the operator gives them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from playlists.agent.errors import AgentError
from playlists.agent.outputs.device import open_device
from playlists.agent.outputs.liquidsoap import open_liquidsoap
from playlists.agent.outputs.output import Sink
from playlists.agent.outputs.recording import open_recording
from playlists.agent.outputs.streams import open_hls, open_icecast
from playlists.agent.outputs.video import Still

Opener = Callable[[datetime], Sink]


@dataclass(frozen=True, slots=True)
class Output:
    """`open` begins the output, given the time of its first sample; None where no sound is wanted.

    `show` is told each new title, where the output can show one. `keeps_time` marks recordings.
    """

    name: str
    open: Opener | None
    show: Callable[[str], None] | None = None
    keeps_time: bool = False


def output_named(text: str) -> Output:
    """The output that OUTPUT names. AgentError where it names none."""
    kind, _, rest = text.partition(":")
    if text == "null":
        return Output("null", None)
    if kind == "file" and rest:
        path = Path(rest)
        return Output(f"file {path.name}", lambda started_at: open_recording(path, started_at), keeps_time=True)
    if kind == "device":
        return Output("device", lambda _: open_device(rest))
    if kind == "hls" and rest:
        return Output("hls", lambda _: open_hls(Path(rest)))
    if kind == "liquidsoap":
        return Output("liquidsoap", lambda _: open_liquidsoap(rest))
    if kind == "icecast" and urlsplit(text).hostname:
        return Output(f"icecast {urlsplit(text).hostname}", lambda _: open_icecast(text))
    if kind in ("rtmp", "rtmps") and urlsplit(text).hostname:
        still = Still()
        return Output("rtmp", lambda _: still.open(text), still.show)
    raise AgentError(
        f"{kind!r} is not an output: use device[:NAME], null, file:PATH, icecast://USER:PASSWORD@HOST:PORT/MOUNT, "
        "rtmp://…, hls:FOLDER or liquidsoap[:SOCKET]."
    )
