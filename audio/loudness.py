"""How loud a file is, by EBU R128."""

from __future__ import annotations

from pathlib import Path

from audio.decoding import decoding
from audio.meter import Loudness, Meter

__all__ = ["Loudness", "measure"]

_RATE = 44_100


def measure(path: Path, name: str = "") -> Loudness:
    """Measure any sound that ffmpeg reads. ForeignAudio when it is none, or is damaged."""
    with decoding(path, name=name) as stream:
        if stream.rate % 10 == 0 and stream.rate >= 8000 and stream.channels <= 8:
            meter = Meter(stream.rate, stream.channels)
            for block in stream.blocks:
                meter.feed(block)
            return meter.result()
    return _resampled(path, name)


def _resampled(path: Path, name: str) -> Loudness:
    """Rates that 100 ms does not divide, and sounds of many channels, are measured in stereo at 44.1 kHz."""
    with decoding(path, rate=_RATE, channels=2, name=name) as stream:
        meter = Meter(stream.rate, stream.channels)
        for block in stream.blocks:
            meter.feed(block)
    return meter.result()
