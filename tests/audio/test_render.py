"""A script becomes a broadcast-ready file."""

from __future__ import annotations

import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from made_sounds import MakeSound
from other_meter import ebur128, frames

from audio.errors import AudioError
from audio.render import render
from audio.template import Template

SHORT = "Warga diimbau tetap tenang."


@pytest.mark.parametrize("text", [SHORT, "Pengumuman. " * 12], ids=["one sentence", "many words alike"])
def test_a_script_comes_out_at_broadcast_loudness_by_another_meter(text: str, tmp_path: Path) -> None:
    rendered = render(text, tmp_path / "out.mp3")
    reading = ebur128(rendered.path)
    assert reading.lufs == pytest.approx(-16, abs=0.2)
    assert reading.dbtp <= -1.0
    assert rendered.loudness_lufs == pytest.approx(reading.lufs, abs=0.1)


@pytest.mark.parametrize("suffix", ["mp3", "flac", "opus", "wav"])
def test_every_format_holds_the_loudness_and_the_length(suffix: str, tmp_path: Path, tone: MakeSound) -> None:
    template = Template(intro=tone("i.wav"), outro=tone("o.wav", 330), bed=tone("b.wav", 220, channels=2))
    rendered = render(SHORT, tmp_path / f"out.{suffix}", template=template)
    reading = ebur128(rendered.path)
    assert reading.lufs == pytest.approx(-16, abs=0.2)
    assert reading.dbtp <= -1.0
    assert frames(rendered.path) / 44.1 == pytest.approx(rendered.duration_ms, abs=3)


def test_another_target_is_met_too(tmp_path: Path) -> None:
    rendered = render(SHORT, tmp_path / "out.mp3", target_lufs=-23)
    assert ebur128(rendered.path).lufs == pytest.approx(-23, abs=0.2)


def test_the_progress_goes_through_voice_mix_and_encoding_to_a_hundred(tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []
    render(SHORT, tmp_path / "out.mp3", progress=lambda percent, stage: told.append((percent, stage)))
    assert [percent for percent, _ in told] == sorted(percent for percent, _ in told)
    assert list(dict.fromkeys(stage for _, stage in told)) == ["voice", "mix", "encode"]
    assert told[-1] == (100, "encode")


def test_the_tags_are_in_the_file(tmp_path: Path) -> None:
    tags = {"title": "Imunisasi", "artist": "Dinas Kesehatan", "language": "ind", "id": "01JABC"}
    data = render(SHORT, tmp_path / "out.mp3", tags=tags).path.read_bytes()[:2000]
    for frame, text in (b"TIT2", "Imunisasi"), (b"TPE1", "Dinas Kesehatan"), (b"TLAN", "ind"), (b"TSRC", "01JABC"):
        assert frame in data
        assert text.encode() in data or text.encode("utf-16-le") in data


def test_the_voice_stands_after_the_intro_and_over_a_ducked_bed(tmp_path: Path, tone: MakeSound) -> None:
    intro, bed = tone("intro.wav", 660, 2), tone("bed.wav", 13_000, 2)
    alone = render(SHORT, tmp_path / "alone.wav")
    template = Template(intro=intro, bed=bed, gap_ms=500)
    mixed = render(SHORT, tmp_path / "mixed.wav", template=template)
    after_voice = template.duck_ms + template.fade_out_ms
    assert mixed.duration_ms == pytest.approx(2000 + 500 + alone.duration_ms + after_voice, abs=30)
    assert level(mixed.path, 13_000, 1.6, 1.9) - level(mixed.path, 13_000, 2.7, 3.0) > 6


def level(path: Path, hz: float, start: float, end: float) -> float:
    """How loud a tone stands in a stretch of a WAV, in dB."""
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16).reshape(-1, 2)[:, 0] / 32768
    part = samples[int(start * 44_100) : int(end * 44_100)] * np.hanning(int(end * 44_100) - int(start * 44_100))
    time = np.arange(len(part)) / 44_100
    return 20 * float(np.log10(abs(np.sum(part * np.exp(-2j * np.pi * hz * time)))))


def test_two_renders_at_once_in_one_process_do_not_mix_their_voices(tmp_path: Path) -> None:
    texts = [SHORT, "Selamat pagi, Bapak dan Ibu sekalian di Kabupaten Lebak."] * 2
    alone = [render(text, tmp_path / "alone.wav").duration_ms for text in texts]
    with ThreadPoolExecutor(4) as pool:
        outs = [tmp_path / f"{number}.wav" for number in range(len(texts))]
        together = [made.duration_ms for made in pool.map(render, texts, outs)]
    assert together == pytest.approx(alone, abs=30)


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "🎉🎉", "\x00\x07"])
def test_a_script_with_nothing_to_say_is_an_error_and_leaves_no_file(text: str, tmp_path: Path) -> None:
    with pytest.raises(AudioError):
        render(text, tmp_path / "out.mp3")
    assert list(tmp_path.iterdir()) == []
