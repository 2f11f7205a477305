"""Our meter against the signals of EBU Tech 3341 and 3342, and against ffmpeg's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_sounds import RATE, ffmpeg, sine, write_wave
from other_meter import ebur128

from audio.loudness import measure
from audio.meter import SILENCE_LUFS, Loudness, Meter


def metered(samples: np.ndarray, rate: int = RATE, pieces: int = 1) -> Loudness:
    meter = Meter(rate, samples.shape[1])
    for block in np.array_split(samples.astype(np.float32), pieces):
        meter.feed(block)
    return meter.result()


def stereo(*parts: tuple[float, float], hz: float = 1000, rate: int = 48_000) -> np.ndarray:
    """Parts of (seconds, dBFS) of a sine, one after another, on two channels."""
    mono = np.concatenate([sine(hz, seconds, dbfs, rate) for seconds, dbfs in parts])
    return np.repeat(mono[:, None], 2, axis=1)


@pytest.mark.parametrize(
    ("parts", "lufs"),
    [
        ([(20, -23)], -23),
        ([(20, -33)], -33),
        ([(10, -36), (60, -23), (10, -36)], -23),
        ([(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)], -23),
        ([(20, -26), (20.1, -20), (20, -26)], -23),
    ],
    ids=["case 1", "case 2", "case 3", "case 4", "case 5"],
)
def test_the_signals_of_tech_3341_read_as_they_must(parts: list[tuple[float, float]], lufs: float) -> None:
    assert metered(stereo(*parts), 48_000).integrated_lufs == pytest.approx(lufs, abs=0.1)


def test_five_channels_are_weighted_as_tech_3341_case_6_wants() -> None:
    levels = (-28, -28, -24, -30, -30)
    samples = np.stack([sine(1000, 20, dbfs, 48_000) for dbfs in levels], axis=1)
    assert metered(samples, 48_000).integrated_lufs == pytest.approx(-23, abs=0.1)


@pytest.mark.parametrize(
    ("parts", "lu"),
    [([(20, -20), (20, -30)], 10), ([(20, -20), (20, -15)], 5), ([(20, -40), (20, -20)], 20)],
)
def test_the_loudness_range_of_tech_3342_reads_as_it_must(parts: list[tuple[float, float]], lu: float) -> None:
    assert metered(stereo(*parts), 48_000).range_lu == pytest.approx(lu, abs=1)


@pytest.mark.parametrize("degrees", [0, 45, 60, 67.5])
def test_a_peak_between_two_samples_is_found(degrees: float) -> None:
    time = np.arange(48_000)
    samples = 0.5 * np.sin(2 * np.pi * time / 4 + np.radians(degrees))
    assert metered(samples[:, None], 48_000).true_peak_dbtp == pytest.approx(-6.0, abs=0.3)


def test_silence_is_the_lowest_reading_and_no_error() -> None:
    assert metered(np.zeros((RATE, 2))).integrated_lufs == SILENCE_LUFS


def test_nothing_at_all_is_silence_too() -> None:
    assert Meter(RATE, 2).result() == Loudness(SILENCE_LUFS, -200.0, 0.0, 0)


def test_the_standing_offset_of_a_cheap_sound_card_is_not_heard() -> None:
    plain = noise(4, 3, 2)
    assert metered(plain + 0.3).integrated_lufs == pytest.approx(metered(plain).integrated_lufs, abs=0.05)


@pytest.mark.parametrize("hz", [30, 50, 100, 1000, 10_000])
def test_every_pitch_is_weighed_as_ffmpeg_weighs_it(hz: int, tmp_path: Path) -> None:
    path = write_wave(tmp_path / "tone.wav", np.repeat(sine(hz, 5, -12, RATE)[:, None], 2, axis=1))
    assert measure(path).integrated_lufs == pytest.approx(ebur128(path).lufs, abs=0.1)


@settings(max_examples=15, deadline=None)
@given(pieces=st.integers(1, 60), seed=st.integers(0, 99))
def test_it_does_not_matter_in_what_pieces_the_sound_comes(pieces: int, seed: int) -> None:
    samples = np.random.default_rng(seed).uniform(-0.5, 0.5, (RATE * 2 + seed, 2))
    whole, cut = metered(samples), metered(samples, pieces=pieces)
    assert cut.integrated_lufs == pytest.approx(whole.integrated_lufs, abs=0.01)
    assert cut.true_peak_dbtp == pytest.approx(whole.true_peak_dbtp, abs=0.01)
    assert cut.duration_ms == whole.duration_ms


def noise(seconds: float, seed: int, channels: int) -> np.ndarray:
    """Noise with the fall of music towards high tones, louder and softer by turns."""
    white = np.random.default_rng(seed).standard_normal((int(seconds * RATE), channels))
    spectrum = np.fft.rfft(white, axis=0)
    spectrum /= np.sqrt(np.arange(len(spectrum)) + 20)[:, None]
    sound = np.fft.irfft(spectrum, axis=0) * (1.2 + np.sin(np.arange(2 * (len(spectrum) - 1)) / RATE))[:, None]
    return 0.3 * sound / np.abs(sound).max()


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("suffix", ["wav", "mp3", "flac", "ogg"])
def test_our_meter_agrees_with_ffmpegs(suffix: str, channels: int, tmp_path: Path) -> None:
    source = write_wave(tmp_path / "in.wav", noise(12, 5, channels))
    path = tmp_path / f"out.{suffix}"
    ffmpeg("-i", source, *(("-c:a", "libvorbis") if suffix == "ogg" else ()), path)
    ours, theirs = measure(path), ebur128(path)
    assert ours.integrated_lufs == pytest.approx(theirs.lufs, abs=0.1)
    # ffmpeg counts the first windows, too, that are not full yet; of a short sound that shows.
    assert ours.range_lu == pytest.approx(theirs.lra, abs=0.7)
    assert ours.true_peak_dbtp == pytest.approx(theirs.dbtp, abs=0.2)


@pytest.mark.parametrize("rate", [8000, 11_025, 22_050, 96_000])
def test_every_rate_is_measured(rate: int, tmp_path: Path) -> None:
    path = tmp_path / "tone.wav"
    samples = 0.1 * np.sin(2 * np.pi * 1000 * np.arange(rate * 3) / rate)
    write_wave(path, np.repeat(samples[:, None], 2, axis=1), rate)
    assert measure(path).integrated_lufs == pytest.approx(-20, abs=0.2)
