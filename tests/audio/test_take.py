"""A person's recording is taken in, and told what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_sounds import RATE, MakeSound, ffmpeg, sine, write_wave
from other_meter import ebur128, frames

from audio.errors import ForeignAudio
from audio.inspection import inspect
from audio.take import accept


def kinds(path: Path) -> set[str]:
    return {finding.kind for finding in inspect(path).findings}


def speechlike(seconds: float, dbfs: float = -18) -> np.ndarray:
    """Syllables of changing pitch, with a room's noise beneath."""
    random = np.random.default_rng(7)
    time = np.arange(int(seconds * RATE)) / RATE
    pitch = np.cumsum(180 + 60 * np.sin(2 * np.pi * 0.7 * time)) / RATE
    voice = sum(np.sin(2 * np.pi * pitch * number) / number for number in range(1, 9))
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * time)
    return 10 ** (dbfs / 20) * voice * syllables / 2 + 0.0003 * random.standard_normal(len(time))


@pytest.mark.parametrize("suffix", ["wav", "mp3", "m4a", "webm", "flac", "opus", "aiff"])
def test_a_recording_of_any_format_comes_out_at_broadcast_loudness(suffix: str, tmp_path: Path) -> None:
    source = tmp_path / f"in.{suffix}"
    ffmpeg("-i", write_wave(tmp_path / "voice.wav", speechlike(4, -30)), source)
    take = accept(source, tmp_path / "out.mp3", tags={"title": "Rekaman"})
    assert ebur128(take.recording.path).lufs == pytest.approx(-16, abs=0.2)
    assert take.recording.duration_ms == pytest.approx(4000, abs=60)
    assert frames(take.recording.path) / 44.1 == pytest.approx(take.recording.duration_ms, abs=3)


def test_silence_at_both_ends_becomes_cues_and_stays_in_the_file(tmp_path: Path) -> None:
    silence = 0.0001 * np.random.default_rng(1).standard_normal(RATE)
    path = write_wave(tmp_path / "in.wav", np.concatenate([silence, speechlike(3), silence, silence]))
    found = inspect(path)
    assert found.cue_in_ms == pytest.approx(1000, abs=60)
    assert found.cue_out_ms == pytest.approx(4000, abs=60)
    assert accept(path, tmp_path / "out.mp3").recording.duration_ms == 6000


def test_a_clean_recording_has_nothing_to_put_right(tmp_path: Path) -> None:
    assert kinds(write_wave(tmp_path / "in.wav", speechlike(6))) == set()


def test_clipping_is_found(tmp_path: Path) -> None:
    assert "clipping" in kinds(write_wave(tmp_path / "in.wav", np.clip(30 * speechlike(4), -0.999, 0.999)))


@pytest.mark.parametrize("hz", [50, 60, 100])
def test_a_mains_hum_is_found(hz: int, tmp_path: Path) -> None:
    assert "hum" in kinds(write_wave(tmp_path / "in.wav", speechlike(6) + sine(hz, 6, -36)))


def test_a_long_silence_inside_is_found_where_it_is(tmp_path: Path) -> None:
    voice = speechlike(3)
    path = write_wave(tmp_path / "in.wav", np.concatenate([voice, np.zeros(4 * RATE), voice]))
    found = [finding for finding in inspect(path).findings if finding.kind == "silence"]
    assert len(found) == 1
    assert found[0].at_ms == pytest.approx(3000, abs=50)
    assert dict(found[0].values)["seconds"] == pytest.approx(4, abs=0.1)


def test_a_very_quiet_recording_is_told(tmp_path: Path) -> None:
    assert "quiet" in kinds(write_wave(tmp_path / "in.wav", speechlike(4, -52)))


def test_peaks_that_forbid_the_target_are_told_and_never_over(tmp_path: Path) -> None:
    clicks = speechlike(5, -40)
    clicks[:: RATE // 3] = 0.9
    take = accept(write_wave(tmp_path / "in.wav", clicks), tmp_path / "out.mp3")
    assert take.recording.loudness_lufs < -16.2
    assert "peaks" in take.recording.detail
    assert ebur128(take.recording.path).dbtp <= -1.0


def test_silence_alone_is_an_error_and_leaves_no_file(tone: MakeSound, tmp_path: Path) -> None:
    source = tone("in.wav", dbfs=-200)
    with pytest.raises(ForeignAudio, match="only silence"):
        accept(source, tmp_path / "out.mp3")
    assert [path.name for path in tmp_path.iterdir()] == ["in.wav"]


def test_a_blink_of_sound_is_too_short(tone: MakeSound, tmp_path: Path) -> None:
    with pytest.raises(ForeignAudio, match="too short"):
        accept(tone("in.wav", seconds=0.2), tmp_path / "out.mp3")
