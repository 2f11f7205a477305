"""The sample station's own sounds."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from other_meter import ebur128

from audio.ffmpeg import ffmpeg_path
from audio.samples import Sample, make_samples

RATE = 44_100


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    return make_samples(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def sounds(samples: list[Sample]) -> dict[str, np.ndarray]:
    return {sample.path.name: decoded(sample.path) for sample in samples if sample.kind == "music"}


def decoded(path: Path) -> np.ndarray:
    arguments = ["-v", "error", "-i", str(path), "-ac", "1", "-f", "f32le", "pipe:1"]
    return np.frombuffer(subprocess.run([ffmpeg_path(), *arguments], capture_output=True).stdout, np.float32)


def test_there_is_one_of_each_kind_and_filler_for_a_day(samples: list[Sample]) -> None:
    assert {sample.kind for sample in samples} == {"station_id", "jingle", "bed", "music", "adzan"}
    filler = [sample for sample in samples if sample.kind == "music"]
    assert len(filler) == len({sample.title for sample in filler}) >= 10
    assert all(25_000 <= sample.recording.duration_ms <= 75_000 for sample in filler)


def test_each_is_at_broadcast_loudness_though_nobody_listened(samples: list[Sample]) -> None:
    for sample in samples[::3]:
        reading = ebur128(sample.path)
        assert reading.lufs == pytest.approx(-16, abs=0.25), sample.path.name
        assert reading.dbtp <= -1.0
        assert sample.recording.loudness_lufs == pytest.approx(reading.lufs, abs=0.15)


def test_filler_is_loud_from_its_start_and_never_silent_inside(sounds: dict[str, np.ndarray]) -> None:
    for name, sound in sounds.items():
        levels = np.abs(sound[: len(sound) // 4410 * 4410].reshape(-1, 4410)).max(axis=1)
        assert levels[0] > 0.1, name
        assert levels[:-5].min() > 10 ** (-45 / 20), name


def test_no_two_fillers_begin_alike(sounds: dict[str, np.ndarray]) -> None:
    starts = np.stack([np.fft.rfft(sound[: 4 * RATE], 8 * RATE) for sound in sounds.values()])
    for number, spectrum in enumerate(starts):
        alike = np.abs(np.fft.irfft(starts * np.conj(spectrum), axis=1)).max(axis=1)
        own = alike[number]
        energies = np.array([np.sum(sound[: 4 * RATE] ** 2) for sound in sounds.values()])
        shares = alike / np.sqrt(energies * energies[number])
        assert own == pytest.approx(energies[number], rel=0.01)
        assert np.delete(shares, number).max() < 0.6


def test_making_them_again_makes_the_same(samples: list[Sample], tmp_path: Path) -> None:
    from audio.samples import FILLER, _filler

    again = _filler(tmp_path, 4, FILLER[4])
    assert again.path.read_bytes() == next(s.path for s in samples if s.path.name == again.path.name).read_bytes()
