"""Files as samples: the same from whatever place they are begun, also when ffmpeg dies in the middle."""

from __future__ import annotations

import subprocess

import pytest

from playlists.agent import decoder as decoder_module
from playlists.agent.decoder import Decoder
from playlists.agent.ffmpeg import ffmpeg
from playlists.agent.timeline import RATE, samples
from tests.agent.sounds import noise, pcm

FORMATS = {"wav": [], "flac": [], "mp3": ["-b:a", "192k"], "ogg": ["-c:a", "libvorbis"], "opus": ["-c:a", "libopus"]}
LONG_S = 15


@pytest.fixture(autouse=True)
def _seeking_from_six_seconds_on(monkeypatch):
    monkeypatch.setattr(decoder_module, "SEEK_FROM_MS", 6_000)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")
    (folder / "it.wav").write_bytes(noise(LONG_S, 3))
    for kind, options in FORMATS.items():
        if kind != "wav":
            command = [ffmpeg(), "-v", "error", "-i", str(folder / "it.wav"), *options, str(folder / f"it.{kind}")]
            subprocess.run(command, check=True)
    return folder


def whole(decoder: Decoder) -> bytes:
    parts = []
    while part := decoder.read(RATE, 60.0):
        parts.append(part)
    decoder.close()
    return b"".join(parts)


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3"])
@pytest.mark.parametrize("from_ms", [1234, 10_123])
def test_a_file_joined_anywhere_gives_the_samples_of_that_place(files, kind, from_ms):
    path = str(files / f"it.{kind}")
    assert whole(Decoder(path, from_ms)) == whole(Decoder(path, 0))[samples(from_ms) * 4 :]


def test_an_mp3_begins_at_its_first_sample_and_not_with_the_encoders_delay(files):
    assert abs(len(whole(Decoder(str(files / "it.mp3"), 0))) // 4 - LONG_S * RATE) < 2


@pytest.mark.parametrize("kind", ["ogg", "opus"])
def test_other_formats_have_their_length_from_every_place(files, kind):
    path = str(files / f"it.{kind}")
    assert abs(len(whole(Decoder(path, 10_000))) // 4 - 5 * RATE) < RATE // 50


def test_a_decoder_whose_ffmpeg_is_killed_goes_on_without_a_sample_missing(files):
    decoder = Decoder(str(files / "it.flac"), 0)
    first = decoder.read(RATE, 60.0)
    decoder._process.kill()
    assert first + whole(decoder) == pcm(noise(LONG_S, 3))


def test_a_file_that_is_no_sound_ends_without_any(tmp_path):
    (tmp_path / "x").write_bytes(b"no sound" * 100)
    assert whole(Decoder(str(tmp_path / "x"), 0)) == b""
