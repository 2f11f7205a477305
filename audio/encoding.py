"""The finished mix as a file: MP3, FLAC, Opus or WAV, with its tags; measured as it comes out of the encoder."""

from __future__ import annotations

import struct
import subprocess
import threading
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audio.errors import AudioError
from audio.ffmpeg import failure, running
from audio.meter import Loudness, Meter
from audio.pcm import RATE, Pcm, floats

# ffmpeg's threads wake each other for each piece of sound; with its usual ones that costs as much as decoding them.
_HANDED_ON_BYTES = 65_536


@dataclass(frozen=True)
class Format:
    """How ffmpeg writes a suffix.

    `margin_db` is how far a lossy encoder may raise a peak, `turned_db` by how much it turns all of it, `delay` the
    frames that its bare stream begins too early.
    """

    mime: str
    codec: tuple[str, ...]
    muxer: str
    lossy: bool
    margin_db: float
    turned_db: float = 0.0
    delay: int = 0


FORMATS = {
    # LAME scales what it encodes at 192 kbit/s by 0.97. At this rate its search for where noise is masked costs a third
    # of the time and leaves more noise in every band than spending the bits evenly does: level 7 leaves it out.
    ".mp3": Format(
        "audio/mpeg", ("libmp3lame", "-b:a", "192k", "-compression_level", "7"), "mp3", True, 0.6, -0.265, 1105
    ),
    ".flac": Format("audio/flac", ("flac", "-sample_fmt", "s16"), "flac", False, 0.05),
    ".opus": Format("audio/ogg", ("libopus", "-b:a", "160k"), "opus", True, 0.9),
    ".wav": Format("audio/wav", ("pcm_s16le",), "wav", False, 0.05),
}


def format_of(path: Path) -> Format:
    """The format of a file by its suffix. AudioError when it is none of ours."""
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        raise AudioError("%(file)s can't be written.", "End its name in .mp3, .flac, .opus or .wav.", file=path.name)
    return found


def encode(blocks: Iterable[Pcm], channels: int, out: Path, tags: Mapping[str, str]) -> Loudness:
    """Write blocks shaped (frames, channels) at 44,100 a second as a stereo file, and measure what was written.

    A lossy stream is decoded while it is encoded, on whatever core is free. AudioError when the disk is full.
    """
    kind = format_of(out)
    meter = Meter(48_000 if kind.muxer == "opus" else RATE, channels, (2.0,) if channels == 1 else None)
    with ExitStack() as stack:
        target = _heard(kind, out) if kind.lossy else _plain(kind, out)
        arguments = [*_source(kind, channels, tags), *target]
        encoder = stack.enter_context(running(arguments, stdin=subprocess.PIPE))
        listener = _listener(stack, encoder, kind, channels, meter) if kind.lossy else None
        _write(encoder, blocks, channels, None if kind.lossy else meter)
        if listener:
            listener.join()
        _finish(encoder, out)
    return meter.result()


def encode_unheard(blocks: Iterable[Pcm], channels: int, out: Path, tags: Mapping[str, str]) -> None:
    """As encode, without listening to what comes out."""
    kind = format_of(out)
    with running([*_source(kind, channels, tags), *_plain(kind, out)], stdin=subprocess.PIPE) as encoder:
        _write(encoder, blocks, channels, None)
        _finish(encoder, out)


def _source(kind: Format, channels: int, tags: Mapping[str, str]) -> list[str]:
    # ffmpeg alone would turn a mono signal down by 3 dB on its way to two channels.
    both = ["-af", "pan=stereo|c0=c0|c1=c0"] if channels == 1 else []
    named = [word for key, value in _named(tags, kind).items() for word in ("-metadata", f"{key}={value}")]
    # As a wave file, since only of one can ffmpeg be told to read more than a few milliseconds at a time.
    source = ["-f", "wav", "-ignore_length", "1", "-max_size", str(_HANDED_ON_BYTES), "-i", "pipe:0", "-map", "0:a"]
    return ["-filter_threads", "1", *source, *both, *named, "-c:a", *kind.codec]


def _header(channels: int) -> bytes:
    """What stands before the samples of a wave file without an end."""
    wave = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, RATE, RATE * 2 * channels, 2 * channels, 16)
    return b"RIFF\xff\xff\xff\xffWAVE" + wave + b"data\xff\xff\xff\xff"


def _plain(kind: Format, out: Path) -> list[str]:
    return ["-f", kind.muxer, f"file:{out}"]


def _heard(kind: Format, out: Path) -> list[str]:
    """The file, and the same packets through a pipe: one encoder for both."""
    bare = "write_xing=0:" if kind.muxer == "mp3" else ""
    return ["-f", "tee", f"[f={kind.muxer}]{_escaped(out)}|[{bare}flush_packets=0:f={kind.muxer}]pipe:1"]


def _named(tags: Mapping[str, str], kind: Format) -> dict[str, str]:
    identifier = "TSRC" if kind.muxer == "mp3" else "ISRC"
    return {identifier if key == "id" else key: str(value).replace("\0", " ") for key, value in tags.items() if value}


def _escaped(path: Path) -> str:
    return "file:" + "".join("\\" + letter if letter in "\\'|[]" else letter for letter in str(path))


def _listener(
    stack: ExitStack, encoder: subprocess.Popen[bytes], kind: Format, channels: int, meter: Meter
) -> threading.Thread:
    assert encoder.stdout
    one = "pan=mono|c0=c0," if channels == 1 else ""
    muxer = "ogg" if kind.muxer == "opus" else kind.muxer
    gathered = f"{one}asetnsamples=n={_HANDED_ON_BYTES // 4}:p=0"
    arguments = ["-filter_threads", "1", "-f", muxer, "-i", "pipe:0", "-af", gathered, "-f", "f32le", "pipe:1"]
    decoder = stack.enter_context(running(arguments, stdin=encoder.stdout.fileno()))
    encoder.stdout.close()
    thread = threading.Thread(target=_listen, args=(decoder, kind, channels, meter), daemon=True)
    thread.start()
    return thread


def _listen(decoder: subprocess.Popen[bytes], kind: Format, channels: int, meter: Meter) -> None:
    """Measure from the first frame that a player plays: gates fall otherwise on another grid of 100 ms."""
    assert decoder.stdout
    decoder.stdout.read(4 * channels * kind.delay)
    while data := decoder.stdout.read(4 * channels * RATE):
        meter.feed(np.frombuffer(data, np.float32).reshape(-1, channels))


def _write(encoder: subprocess.Popen[bytes], blocks: Iterable[Pcm], channels: int, meter: Meter | None) -> None:
    assert encoder.stdin
    try:
        encoder.stdin.write(_header(channels))
        for block in blocks:
            encoder.stdin.write(block.tobytes())
            if meter:
                meter.feed(floats(block))
        encoder.stdin.close()
    except BrokenPipeError:
        return  # it has given up, and says why on its own


def _finish(encoder: subprocess.Popen[bytes], out: Path) -> None:
    said = encoder.stderr.read() if encoder.stderr else b""
    if encoder.wait() != 0:
        raise _failed(said, out)


def _failed(said: bytes, out: Path) -> AudioError:
    error = failure(said, out.name)
    if not error.values.get("reason"):
        return error
    return AudioError("%(file)s could not be written: %(reason)s.", "Check the folder and the disk.", **error.values)
