"""The one way to run ffmpeg: found where it is, with limits, and never led to a network or another file."""

from __future__ import annotations

import functools
import os
import resource
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audio.errors import AudioError, ForeignAudio

# Demuxers of plain sound. Playlists (hls, concat, dash) are not among them: they would open what they name.
FORMATS = (
    "wav,w64,aiff,caf,au,mp3,flac,ogg,opus,mov,mp4,m4a,matroska,webm,"
    "aac,ac3,eac3,amr,asf,wv,ape,tta,tak,mpeg,mpegts,avi,flv"
)
MEMORY_BYTES = 1_500_000_000
WALL_SECONDS = 600
SAFE_INPUT = ("-protocol_whitelist", "file,pipe", "-format_whitelist", FORMATS, "-max_alloc", "268435456")


_SEND = "Send a recording as WAV, FLAC, MP3, Ogg, Opus or M4A."


@functools.cache
def ffmpeg_path() -> str:
    """Where ffmpeg is: the one that came with imageio-ffmpeg, else the system's. AudioError when there is none."""
    found = _bundled() or shutil.which("ffmpeg")
    if not found:
        raise AudioError(
            "There is no ffmpeg on this machine.", "Install imageio-ffmpeg (pip) or ffmpeg (apt install ffmpeg)."
        )
    return found


def _bundled() -> str | None:
    try:
        import imageio_ffmpeg
    except ImportError:
        return None
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError:
        return None


@contextmanager
def running(
    arguments: list[str], *, seconds: float = WALL_SECONDS, stdin: int | None = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    """ffmpeg while the block runs; killed after `seconds`, and with the block when that fails."""
    command = [ffmpeg_path(), "-hide_banner", "-nostdin", "-v", "error", "-y", *arguments]
    process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _limit_memory(process.pid)
    _as_batch_work(process.pid)
    watchdog = threading.Timer(seconds, process.kill)
    watchdog.daemon = True
    watchdog.start()
    try:
        yield process
    finally:
        watchdog.cancel()
        process.kill()
        _close(process)
        process.wait()


def _limit_memory(pid: int) -> None:
    if hasattr(resource, "prlimit"):
        try:
            resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        except ProcessLookupError:
            return  # it has ended already


def _as_batch_work(pid: int) -> None:
    """ffmpeg's threads wait their turn instead of pushing each other off a core at every packet."""
    if hasattr(os, "SCHED_BATCH"):
        try:
            os.sched_setscheduler(pid, os.SCHED_BATCH, os.sched_param(0))
        except OSError:
            return  # it has ended already, or this machine does not let us: it is only slower then


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            try:
                pipe.close()
            except BrokenPipeError:
                continue


def finish(process: subprocess.Popen[bytes], what: str) -> None:
    """Wait for the end; AudioError with ffmpeg's last line when it failed on `what`."""
    said = process.stderr.read() if process.stderr else b""
    if process.wait() != 0:
        raise failure(said, what)


def failure(said: bytes, what: str) -> AudioError:
    """The error for a person out of what ffmpeg wrote."""
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    reason = lines[-1].split("] ")[-1][:200] if lines else ""
    if "No space left" in reason:
        return AudioError("The disk is full.", "Free some space, then try again.")
    if not reason:
        return ForeignAudio("Reading %(file)s takes too long or too much memory.", _SEND, file=what, reason=reason)
    # What ffmpeg says is for its makers; a person is told what it comes to.
    return ForeignAudio(
        "%(file)s can't be read as sound: it is something else, or damaged.",
        _SEND,
        file=what,
        reason=reason.rstrip("."),
    )


def safe_input(path: Path) -> list[str]:
    """Arguments that open a file as sound and as nothing else, whatever its name."""
    return [*SAFE_INPUT, "-i", "file:" + os.fspath(path)]
