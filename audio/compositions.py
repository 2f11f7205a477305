"""Pieces that a random number writes: melodies that wander through a pelog or slendro scale, never twice the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audio import instruments
from audio.instruments import Instrument, Random
from audio.pcm import RATE, Floats

PELOG = (0.0, 1.2, 2.6, 6.8, 8.0)
SLENDRO = (0.0, 2.4, 4.8, 7.2, 9.6)


@dataclass(frozen=True)
class Piece:
    """What to write: length, keynote in Hz, scale in semitones, notes a minute, and who plays the melody."""

    seconds: float
    keynote: float
    scale: tuple[float, ...]
    pace: float
    melody: Instrument
    accompaniment: Instrument
    seed: int


def compose(piece: Piece) -> Floats:
    """The piece in stereo, shaped (frames, 2): it begins with a full chord and fades at its end."""
    random = np.random.default_rng(piece.seed)
    sound = np.zeros((int(piece.seconds * RATE), 2), np.float32)
    sound += 0.12 * instruments.pad(piece.keynote / 2, piece.seconds, random)[:, None]
    _opening(sound, piece, random)
    _voice(sound, piece, piece.melody, random, octave=1, share=0.8, every=1.0, pan=0.15)
    _voice(sound, piece, piece.accompaniment, random, octave=0, share=0.5, every=2.0, pan=-0.3)
    _gongs(sound, piece, random)
    fade = min(len(sound) // 4, 2 * RATE)
    sound[-fade:] *= np.linspace(1, 0.02, fade, dtype=np.float32)[:, None] ** 1.5
    return sound


def _opening(sound: Floats, piece: Piece, random: Random) -> None:
    for degree in (0, 2, 4, 5):
        note = piece.melody(_pitch(piece, degree, 0), random)
        _add(sound, note, int(random.uniform(0, 0.03) * RATE) * (degree > 0), 0.5, 0.1 * degree - 0.2)


def _voice(
    sound: Floats,
    piece: Piece,
    player: Instrument,
    random: Random,
    *,
    octave: int,
    share: float,
    every: float,
    pan: float,
) -> None:
    notes = {degree: player(_pitch(piece, degree, octave), random) for degree in range(-2, 8)}
    beat, at, degree = 60 / piece.pace * every, 0.05, int(random.integers(0, 5))
    while at < piece.seconds - 0.3:
        degree = int(np.clip(degree + random.choice((-2, -1, -1, 0, 1, 1, 2)), -2, 7))
        _add(sound, notes[degree], int(at * RATE), share * random.uniform(0.6, 1.0), pan)
        at += beat * random.choice((0.5, 1, 1, 1, 1.5)) * random.uniform(0.94, 1.06)


def _gongs(sound: Floats, piece: Piece, random: Random) -> None:
    note, at = instruments.gong(piece.keynote / 4 if piece.keynote > 200 else piece.keynote / 2, random), 0.0
    while at < piece.seconds - 3:
        _add(sound, note, int(at * RATE), 0.6, 0.0)
        at += 60 / piece.pace * random.integers(12, 20)


def _add(sound: Floats, note: Floats, at: int, share: float, pan: float) -> None:
    heard = note[: len(sound) - at]
    sound[at : at + len(heard), 0] += np.float32(share * (1 - pan)) * heard
    sound[at : at + len(heard), 1] += np.float32(share * (1 + pan)) * heard


def _pitch(piece: Piece, degree: int, octave: int) -> float:
    turns, step = divmod(degree, len(piece.scale))
    return float(piece.keynote * 2 ** (octave + turns + piece.scale[step] / 12))
