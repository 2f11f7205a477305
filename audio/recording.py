"""What every way of making a recording hands back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from audio.production import Produced
from audio.remarks import Remark, told


@dataclass(frozen=True)
class Rendered:
    """A finished recording: loudness in LUFS, dBTP and LU, `peaks` for the page, `remarks` for people."""

    path: Path
    duration_ms: int
    loudness_lufs: float
    true_peak_dbtp: float
    range_lu: float
    sha256: str
    bytes: int
    mime: str
    voice: str
    words: str
    remarks: tuple[Remark, ...] = ()
    peaks: list[int] = field(default_factory=list)

    @property
    def detail(self) -> str:
        """The remarks as one English line; empty when there are none."""
        return told(self.remarks)


def recording(
    produced: Produced, path: Path, voice: str = "", words: str = "", remarks: tuple[Remark, ...] = ()
) -> Rendered:
    """A finished file with who spoke in it, and what to tell about it."""
    measured = produced.loudness
    return Rendered(
        path,
        measured.duration_ms,
        round(measured.integrated_lufs, 2),
        round(measured.true_peak_dbtp, 2),
        round(measured.range_lu, 2),
        produced.sha256,
        produced.bytes,
        produced.mime,
        voice,
        words,
        remarks,
        produced.peaks,
    )
