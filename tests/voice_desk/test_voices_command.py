"""`siar voices`: what there is, what is missing, and how one sounds."""

from __future__ import annotations

from tests.cli.conftest import siar

__all__ = ["siar"]


def test_every_voice_is_listed_with_what_it_needs(siar, tmp_path):
    folder = tmp_path / "home" / "voices"
    folder.mkdir(parents=True)
    (folder / "id_ID-siti.onnx").write_bytes(b"no voice")
    ran = siar("voices")
    assert ran.code == 0
    listed = dict(line.split("\t") for line in ran.out.splitlines())
    assert listed["espeak:id"] == "ready"
    assert listed["piper:id_ID-siti"].startswith("needs ")
    assert str(folder) in ran.err


def test_a_sample_is_written(siar, tmp_path):
    ran = siar("voices", "sample", "espeak:id", "-o", str(tmp_path / "voice.mp3"))
    assert ran.code == 0
    assert "espeak:id" in ran.out
    assert (tmp_path / "voice.mp3").stat().st_size > 10_000


def test_a_voice_that_is_not_there_is_told_in_one_line(siar, tmp_path):
    ran = siar("voices", "sample", "piper", "-o", str(tmp_path / "voice.mp3"))
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "siar voices lists" in ran.err
    assert not (tmp_path / "voice.mp3").exists()


def test_a_piper_voice_whose_file_has_gone_is_stood_in_for_and_that_is_told(siar, tmp_path):
    ran = siar("voices", "sample", "piper:gone", "-o", str(tmp_path / "voice.mp3"))
    assert ran.code == 0
    assert "because piper:gone could not" in ran.err
