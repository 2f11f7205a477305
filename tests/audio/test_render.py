"""A script becomes a broadcast-ready file."""

from __future__ import annotations

from pathlib import Path

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


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "🎉🎉", "\x00\x07"])
def test_a_script_with_nothing_to_say_is_an_error_and_leaves_no_file(text: str, tmp_path: Path) -> None:
    with pytest.raises(AudioError):
        render(text, tmp_path / "out.mp3")
    assert list(tmp_path.iterdir()) == []
