"""The gain and the limiter of a finished mix."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_sounds import RATE, sine

from audio.mastering import LIMIT_DB, Master, master
from audio.meter import Loudness, Meter
from audio.pcm import Pcm, floats, integers
from audio.peaks import MOST, Waveform


def metered(samples: Pcm) -> Meter:
    meter = Meter(RATE, samples.shape[1])
    meter.feed(floats(samples))
    return meter


def mastered(samples: Pcm, target: float, ceiling: float) -> tuple[Master, Loudness]:
    before = metered(samples)
    setting = master(before.energies(), before.peaks.peaks(), RATE, target, ceiling)
    return setting, metered(setting.applied(samples, 0)).result()


def bursts(seed: int, crest: float, seconds: int = 3) -> Pcm:
    """Noise with louder bursts, on two channels."""
    random = np.random.default_rng(seed)
    sound = random.uniform(-0.05, 0.05, (seconds * RATE, 2))
    for start in random.integers(0, len(sound) - 2000, 20):
        sound[start : start + 2000] *= crest
    return integers(sound.astype(np.float32))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000), crest=st.floats(1, 12), target=st.floats(-26, -14))
@example(seed=218, crest=6.0, target=-16.0)  # the limiter takes more each time that the gain rises
def test_the_target_is_met_or_told_to_be_out_of_reach_and_the_ceiling_always_holds(
    seed: int, crest: float, target: float
) -> None:
    setting, after = mastered(bursts(seed, crest), target, -1.5)
    assert after.true_peak_dbtp <= -1.4
    assert setting.held or after.integrated_lufs == pytest.approx(target, abs=0.15)
    assert after.integrated_lufs <= target + 0.15
    assert (setting.lufs, setting.dbtp) == pytest.approx((after.integrated_lufs, after.true_peak_dbtp), abs=0.15)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000), crest=st.floats(1, 12))
def test_the_limiter_never_takes_more_than_three_decibels(seed: int, crest: float) -> None:
    setting, _ = mastered(bursts(seed, crest), -14, -1.5)
    assert setting.curve is None or setting.curve.min() >= 10 ** (-LIMIT_DB / 20) - 0.001


def test_where_there_is_room_nothing_but_one_gain_is_applied() -> None:
    samples = integers(np.repeat(sine(1000, 2, -30)[:, None], 2, axis=1).astype(np.float32))
    setting, after = mastered(samples, -20, -1.5)
    assert setting.curve is None
    assert after.integrated_lufs == pytest.approx(-20, abs=0.05)


def test_a_sound_mastered_in_pieces_is_the_same_as_in_one() -> None:
    samples = bursts(3, 8)
    setting, _ = mastered(samples, -16, -1.5)
    whole = setting.applied(samples, 0)
    pieces = [setting.applied(samples[start : start + 10_000], start) for start in range(0, len(samples), 10_000)]
    assert np.abs(whole.astype(int) - np.concatenate(pieces).astype(int)).max() <= 1


@given(lengths=st.lists(st.integers(0, 3000), max_size=8))
@settings(max_examples=30, deadline=None)
def test_the_waveform_is_small_and_keeps_the_loudest_place(lengths: list[int]) -> None:
    waveform = Waveform()
    for length in lengths:
        waveform.feed(np.full((length, 2), -16_384, np.int16))
    peaks = waveform.peaks()
    assert len(peaks) == -(-sum(lengths) // 441)
    assert set(peaks) <= {63}


def test_a_long_sound_has_no_more_than_a_thousand_peaks() -> None:
    waveform = Waveform()
    waveform.feed(np.zeros((60 * RATE, 1), np.int16))
    waveform.feed(np.full((1, 1), 32_767, np.int16))
    assert len(waveform.peaks()) == MOST
    assert waveform.peaks()[-1] == 126
