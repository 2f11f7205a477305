"""The sample station's own sounds, made here by synthesis: identification, jingle, chime, bed and filler music."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audio import instruments
from audio.compositions import PELOG, SLENDRO, Piece, compose
from audio.instruments import Instrument
from audio.pcm import RATE, Floats, integers
from audio.production import produce_unheard
from audio.recording import Rendered, recording
from audio.render import TARGET_LUFS, render
from audio.spool import Spool
from audio.template import Template

ARTIST = "Ansambel Multatuli"
IDENTIFICATION = "Radio Multatuli, suara warga Lebak."
_PEAK = 0.7
# Title, seconds, keynote in Hz, scale, notes a minute, melody, accompaniment.
Row = tuple[str, float, float, tuple[float, ...], float, Instrument, Instrument]
FILLER: tuple[Row, ...] = (
    ("Pagi di Rangkasbitung", 64, 220, PELOG, 132, instruments.kacapi, instruments.bonang),
    ("Kabut Gunung Kencana", 50, 196, SLENDRO, 96, instruments.suling, instruments.kacapi),
    ("Pasar Cipanas", 44, 262, PELOG, 168, instruments.saron, instruments.angklung),
    ("Ciujung Mengalir", 47, 175, SLENDRO, 120, instruments.kacapi, instruments.saron),
    ("Sawah Maja", 53, 208, PELOG, 108, instruments.suling, instruments.saron),
    ("Malam di Ciboleger", 58, 165, PELOG, 84, instruments.saron, instruments.kacapi),
    ("Ombak Sawarna", 49, 185, SLENDRO, 112, instruments.suling, instruments.bonang),
    ("Panen di Warunggunung", 42, 277, PELOG, 176, instruments.angklung, instruments.saron),
    ("Kopi Cibeber", 46, 156, PELOG, 126, instruments.kacapi, instruments.kacapi),
    ("Senja Bayah", 55, 196, PELOG, 90, instruments.saron, instruments.saron),
)


@dataclass(frozen=True)
class Sample:
    """A finished sound of the sample station; `kind` is jingle, station_id, bed, adzan or music."""

    path: Path
    kind: str
    title: str
    artist: str
    recording: Rendered


def make_samples(folder: Path) -> list[Sample]:
    """Make all of them as MP3 in a folder, the same ones each time, two at once."""
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        filler = [pool.submit(_filler, folder, number, row) for number, row in enumerate(FILLER)]
        jingle = _written(folder / "jingle.mp3", "jingle", "Jingle Radio Multatuli", _motif((0, 2, 4, 3, 5), 0.22))
        chime = _written(folder / "chime.mp3", "jingle", "Nada Panggil", _motif((5, 3, 1), 0.6))
        bed = _written(folder / "bed.mp3", "bed", "Alas Pengumuman", compose(_bed()))
        call = _written(folder / "bedug.mp3", "adzan", "Bedug, tanda waktu salat", _bedug())
        return [jingle, chime, bed, call, _identification(folder, jingle), *(made.result() for made in filler)]


def _filler(folder: Path, number: int, row: Row) -> Sample:
    title, seconds, keynote, scale, pace, melody, accompaniment = row
    piece = Piece(seconds, keynote, scale, pace, melody, accompaniment, seed=1859 + number)
    return _written(folder / f"filler-{number + 1:02}.mp3", "music", title, compose(piece))


def _bed() -> Piece:
    return Piece(40, 147, PELOG, 72, instruments.kacapi, instruments.bonang, seed=1820)


def _motif(degrees: tuple[int, ...], beat: float) -> Floats:
    """A call of bronze keys over the gong."""
    random = np.random.default_rng(sum(degrees))
    sound = np.zeros((int((beat * len(degrees) + 2.6) * RATE), 2), np.float32)
    low = instruments.gong(110, random)[: len(sound)]
    sound[: len(low)] += 0.5 * low[:, None]
    for place, degree in enumerate(degrees):
        turns, step = divmod(degree, len(PELOG))
        note = instruments.saron(440 * 2 ** (turns + PELOG[step] / 12), random)
        start = int(place * beat * RATE)
        sound[start : start + len(note)] += note[: len(sound) - start, None]
    fade = RATE
    sound[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None]
    return sound


def _bedug() -> Floats:
    """The drum that is struck before the call: slow strokes that run together, then three."""
    random = np.random.default_rng(1826)
    gaps = [1.1 * 0.86**n for n in range(20)]
    strokes = [*np.cumsum(gaps), *(sum(gaps) + np.array([1.2, 2.4, 3.6]))]
    sound = np.zeros((int((strokes[-1] + 2.5) * RATE), 2), np.float32)
    for at in strokes:
        note, start = instruments.bedug(68, random), int(at * RATE)
        sound[start : start + len(note)] += note[: len(sound) - start, None]
    return sound


def _identification(folder: Path, jingle: Sample) -> Sample:
    path, title = folder / "station-id.mp3", "Radio Multatuli, suara warga Lebak"
    made = render(
        IDENTIFICATION,
        path,
        language="id",
        template=Template(intro=jingle.path, gap_ms=0),
        tags=_tags(title),
    )
    return Sample(path, "station_id", title, ARTIST, made)


def _written(path: Path, kind: str, title: str, sound: Floats) -> Sample:
    with Spool(2) as spool:
        gain = _PEAK / max(sound.max(), -sound.min())
        for start in range(0, len(sound), 10 * RATE):
            spool.add(integers(sound[start : start + 10 * RATE] * gain))
        produced = produce_unheard(spool, path, TARGET_LUFS, _tags(title))
    return Sample(path, kind, title, ARTIST, recording(produced, path))


def _tags(title: str) -> dict[str, str]:
    return {"title": title, "artist": ARTIST, "language": "ind"}
