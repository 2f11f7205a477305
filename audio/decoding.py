"""Any sound file as blocks of samples, through ffmpeg, at its own rate or another."""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from audio.errors import AudioError, ForeignAudio
from audio.ffmpeg import failure, finish, running, safe_input
from audio.pcm import RATE, Floats

BLOCK_FRAMES = 441_000
LONGEST_MS = 6 * 3_600_000
LARGEST_BYTES = 2_000_000_000
WALL_SECONDS = 600.0


@dataclass(frozen=True)
class Stream:
    """A sound being decoded: frames a second, channels, and blocks shaped (frames, channels), full scale 1.0."""

    rate: int
    channels: int
    blocks: Iterator[Floats]


@contextmanager
def decoding(path: Path, *, rate: int | None = None, channels: int | None = None, name: str = "") -> Iterator[Stream]:
    """The sound of a file while the block runs. ForeignAudio when it is none, or is damaged, or too long."""
    name = name or path.name
    check_size(path, name)
    conversion = [*(["-ar", str(rate)] if rate else []), *(["-ac", str(channels)] if channels else [])]
    head = ["-threads", "1", *safe_input(path), "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1"]
    limit = ["-t", str(LONGEST_MS // 1000 + 1)]
    with running(
        [*head, *conversion, *limit, "-c:a", "pcm_f32le", "-f", "wav", "pipe:1"], seconds=WALL_SECONDS
    ) as process:
        assert process.stdout and process.stderr
        header = _wave_header(process.stdout)
        if header is None:
            raise failure(process.stderr.read(), name)
        yield Stream(*header, _blocks(process, *header, name))


@contextmanager
def decoding_stereo(path: Path, *, name: str = "") -> Iterator[Stream]:
    """As decoding, at 44,100 frames a second on two channels: one is heard on both as it is, more are mixed."""
    with decoding(path, rate=RATE, name=name) as stream:
        if stream.channels == 2:
            yield stream
            return
        if stream.channels == 1:
            yield Stream(RATE, 2, (np.repeat(block, 2, axis=1) for block in stream.blocks))
            return
    with decoding(path, rate=RATE, channels=2, name=name) as mixed:
        yield mixed


def check_size(path: Path, name: str) -> None:
    """ForeignAudio when there is no such file, nothing in it, or more than a decode may take."""
    if not path.is_file():
        raise AudioError("There is no file %(file)s.", "Check its name.", file=name)
    size = path.stat().st_size
    if size == 0:
        raise ForeignAudio("%(file)s is empty.", "Send it again: nothing of it arrived.", file=name)
    if size > LARGEST_BYTES:
        raise ForeignAudio("%(file)s is larger than 2 GB.", "Send it as FLAC or MP3, or in parts.", file=name)


def _wave_header(pipe: IO[bytes]) -> tuple[int, int] | None:
    if pipe.read(12)[:4] != b"RIFF":
        return None
    rate = channels = 0
    while len(head := pipe.read(8)) == 8:
        kind, size = head[:4], struct.unpack("<I", head[4:])[0]
        if kind == b"data":
            return rate, channels
        body = pipe.read(size)
        if kind == b"fmt ":
            channels, rate = struct.unpack("<HI", body[2:8])
    return None


def _blocks(process: subprocess.Popen[bytes], rate: int, channels: int, name: str) -> Iterator[Floats]:
    assert process.stdout
    frames, frame_bytes = 0, 4 * channels
    while block := process.stdout.read(BLOCK_FRAMES * frame_bytes):
        samples = np.frombuffer(block[: len(block) // frame_bytes * frame_bytes], np.float32)
        frames += len(samples) // channels
        if frames > LONGEST_MS * rate // 1000:
            raise ForeignAudio("%(file)s is longer than six hours.", "Cut it into parts.", file=name)
        yield np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0).reshape(-1, channels)
    finish(process, name)
    if not frames:
        raise ForeignAudio("%(file)s holds no sound.", "Send a recording.", file=name)
