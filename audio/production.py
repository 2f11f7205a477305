"""From a spooled mix to a finished file at the target loudness: gain, limiter, encoder, again if it is off."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from audio.disk import writing
from audio.encoding import encode, encode_unheard, format_of
from audio.errors import AudioError
from audio.mastering import Master, master
from audio.meter import SILENCE_LUFS, Loudness, Meter, integrated
from audio.pcm import RATE, Pcm
from audio.peaks import Waveform
from audio.remarks import Remark, remark
from audio.spool import Spool

CEILING_DBTP = -1.0
NEAR_LU = 0.1
_TRIES = 3


@dataclass(frozen=True)
class Produced:
    """A finished file: its measured loudness (LUFS, dBTP, LU, ms), hash, size, type, waveform, and what to tell."""

    loudness: Loudness
    sha256: str
    bytes: int
    mime: str
    peaks: list[int]
    remarks: tuple[Remark, ...]


def produce(
    spool: Spool, out: Path, target_lufs: float, tags: Mapping[str, str], progress: Callable[[float], None]
) -> Produced:
    """Write the spooled mix to `out`, whole or not at all. AudioError when it is silent or can't be written."""
    kind, meter = format_of(out), _audible(spool)
    ceiling, target = CEILING_DBTP - kind.margin_db - kind.turned_db, target_lufs - kind.turned_db
    with _temporary(out) as temporary:
        for _ in range(_TRIES):
            setting = master(meter.energies(), meter.peaks.peaks(), RATE, target, ceiling)
            waveform = Waveform()
            measured = encode(_mastered(spool, setting, waveform, progress), spool.channels, temporary, tags)
            over = max(0.0, measured.true_peak_dbtp - CEILING_DBTP)
            off = target_lufs - measured.integrated_lufs
            if over == 0 and (abs(off) <= NEAR_LU or (off > 0 and setting.held)):
                break
            target, ceiling = target + (0.0 if setting.held else off), ceiling - (over + 0.05 if over else 0.0)
        loudness = replace(measured, duration_ms=_ms(spool))
        return _landed(temporary, out, loudness, waveform, target_lufs)


def produce_unheard(spool: Spool, out: Path, target_lufs: float, tags: Mapping[str, str]) -> Produced:
    """As produce, for many files at once: the loudness is reckoned before the encoder and not measured after it."""
    kind, meter = format_of(out), _audible(spool)
    ceiling, target = CEILING_DBTP - kind.margin_db - kind.turned_db, target_lufs - kind.turned_db
    setting = master(meter.energies(), meter.peaks.peaks(), RATE, target, ceiling)
    waveform = Waveform()
    with _temporary(out) as temporary:
        blocks = _mastered(spool, setting, waveform, lambda _: None)
        encode_unheard(blocks, spool.channels, temporary, tags)
        lufs, dbtp = setting.lufs + kind.turned_db, setting.dbtp + kind.turned_db
        loudness = Loudness(lufs, dbtp, meter.result().range_lu, _ms(spool))
        return _landed(temporary, out, loudness, waveform, target_lufs)


def _audible(spool: Spool) -> Meter:
    meter = spool.finished()
    if integrated(meter.energies()) <= SILENCE_LUFS:
        raise AudioError("There is nothing to hear in it.", "Record it again.")
    return meter


def _landed(temporary: Path, out: Path, loudness: Loudness, waveform: Waveform, target_lufs: float) -> Produced:
    digest, size = _hashed(temporary)
    with writing(str(out)):
        temporary.replace(out)
    return Produced(loudness, digest, size, format_of(out).mime, waveform.peaks(), _told(loudness, target_lufs))


def _mastered(spool: Spool, setting: Master, waveform: Waveform, progress: Callable[[float], None]) -> Iterator[Pcm]:
    frame = 0
    for block in spool.blocks():
        finished = setting.applied(block, frame)
        waveform.feed(finished)
        yield finished
        frame += len(block)
        progress(frame / spool.frames)


@contextmanager
def _temporary(out: Path) -> Iterator[Path]:
    """A name beside `out` that nobody takes for a recording; gone with the block unless it was moved away."""
    with writing(str(out)):
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=".siar-", suffix=out.suffix.lower())
    os.fchmod(handle, 0o644)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _hashed(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return digest, path.stat().st_size


def _ms(spool: Spool) -> int:
    return round(spool.frames * 1000 / RATE)


def _told(loudness: Loudness, target_lufs: float) -> tuple[Remark, ...]:
    short = target_lufs - loudness.integrated_lufs
    if short <= 0.2:
        return ()
    kept = "Its peaks keep it %(short)s LU below the target of %(target)s LUFS."
    return (remark(kept, short=f"{short:.1f}", target=f"{target_lufs:g}"),)
