"""Where ffmpeg is on this machine."""

from __future__ import annotations

import functools
import shutil

from playlists.agent.errors import AgentError


@functools.cache
def ffmpeg() -> str:
    """The path of the system's ffmpeg, else of the one that the package imageio-ffmpeg brings.

    AgentError where there is neither.
    """
    if path := shutil.which("ffmpeg"):
        return path
    try:
        import imageio_ffmpeg

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError) as fault:
        raise AgentError("No ffmpeg on this machine: install the package ffmpeg (apt install ffmpeg).") from fault
