"""Files that are no sound, or worse: a clear error, nothing opened that was not sent, and no file left behind."""

from __future__ import annotations

import errno
import http.server
import os
import tempfile
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import hostile_files
import pytest
from made_sounds import MakeSound, ffmpeg

from audio import decoding
from audio import ffmpeg as ffmpeg_module
from audio.errors import AudioError, ForeignAudio
from audio.inspection import inspect
from audio.loudness import measure
from audio.render import render
from audio.take import accept
from audio.template import Template

PNG = b"\x89PNG\r\n\x1a\n" + zlib.compress(b"\x00" * 1000)
SHORT = "Warga diimbau tetap tenang."


@pytest.fixture
def mp3(tone: MakeSound, tmp_path: Path) -> bytes:
    ffmpeg("-i", tone("tone.wav", seconds=2), tmp_path / "tone.mp3")
    return (tmp_path / "tone.mp3").read_bytes()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "out.mp3"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("picture.mp3", PNG),
        ("letter.wav", b"Kepada Yth. Kepala Dinas\n" * 50),
        ("empty.mp3", b""),
        ("zeros.wav", bytes(100_000)),
        ("page.mp3", b"<html><body>404</body></html>"),
        ("head.wav", b"RIFF\xff\xff\xff\x7fWAVEfmt "),
        ("archive.zip", b"PK\x03\x04" + bytes(200)),
    ],
)
def test_what_is_no_sound_is_refused_by_name(name: str, data: bytes, tmp_path: Path, out: Path) -> None:
    (tmp_path / name).write_bytes(data)
    for look in (measure, inspect, lambda path: accept(path, out)):
        with pytest.raises(ForeignAudio, match=name):
            look(tmp_path / name)
    assert list(out.parent.iterdir()) == []


def test_a_picture_is_no_sound_even_when_it_is_a_true_one(tmp_path: Path, out: Path) -> None:
    ffmpeg("-f", "lavfi", "-i", "color=red:size=64x64", "-frames:v", "1", tmp_path / "red.jpg")
    with pytest.raises(ForeignAudio):
        accept(tmp_path / "red.jpg", out)


def test_a_truncated_mp3_gives_what_there_is_or_an_error_and_never_a_crash(
    mp3: bytes, tmp_path: Path, out: Path
) -> None:
    (tmp_path / "cut.mp3").write_bytes(mp3[: len(mp3) * 2 // 3 + 7])
    assert accept(tmp_path / "cut.mp3", out).recording.duration_ms < 1600


def test_an_error_speaks_of_the_file_by_the_name_that_the_person_gave(tmp_path: Path, out: Path) -> None:
    (tmp_path / "upload-1").write_bytes(PNG)
    with pytest.raises(ForeignAudio, match=r"foto kegiatan\.jpg"):
        accept(tmp_path / "upload-1", out, name="foto kegiatan.jpg")


@pytest.mark.parametrize(
    "name", ["$(touch pwned).mp3", "-i.mp3", "a b;ls.mp3", "'\"|[x].mp3", "concat:x.mp3", "100%s.mp3"]
)
def test_a_name_is_only_a_name(name: str, mp3: bytes, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(mp3)
    target = tmp_path / f"out {name}"
    assert accept(source, target).recording.path == target
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, f"out {name}", "tone.mp3", "tone.wav"])


class Visited(http.server.BaseHTTPRequestHandler):
    """Counts who comes by."""

    seen: list[str] = []

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_error(404)


@pytest.fixture
def trap() -> Iterator[str]:
    Visited.seen.clear()
    with http.server.HTTPServer(("127.0.0.1", 0), Visited) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/secret.ts"
        server.shutdown()


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{target}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{target}'\n",
        "[playlist]\nFile1={target}\nNumberOfEntries=1\n",
        "#EXTM3U\n{target}\n",
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>{target}</BaseURL></MPD>',
        "v=0\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n",
    ],
    ids=["hls", "concat", "pls", "m3u", "dash", "sdp"],
)
@pytest.mark.parametrize("suffix", ["mp3", "m3u8"])
def test_a_playlist_makes_nothing_open_what_it_names(
    playlist: str, suffix: str, trap: str, mp3: bytes, tmp_path: Path
) -> None:
    for number, target in enumerate((trap, str(tmp_path / "tone.mp3"), f"file://{tmp_path}/tone.mp3")):
        source = tmp_path / f"list{number}.{suffix}"
        source.write_text(playlist.format(target=target))
        with pytest.raises(ForeignAudio):
            measure(source)
    assert Visited.seen == []


def test_hours_in_a_small_file_are_stopped_at_the_limit(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = tmp_path / "bomb.flac"
    ffmpeg("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "3600", bomb)
    assert bomb.stat().st_size < 500_000
    monkeypatch.setattr("audio.take.LONGEST_MS", 60_000)
    with pytest.raises(ForeignAudio, match="longer than an hour"):
        accept(bomb, out)
    assert list(out.parent.iterdir()) == []


def test_a_decode_that_takes_too_long_is_ended(mp3: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fifo = tmp_path / "endless.wav"
    os.mkfifo(fifo)
    holder = os.open(fifo, os.O_RDWR)
    monkeypatch.setattr(decoding, "check_size", lambda *_: None)
    monkeypatch.setattr(decoding, "WALL_SECONDS", 0.2)
    try:
        with pytest.raises(ForeignAudio, match="too long"):
            measure(fifo)
    finally:
        os.close(holder)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="no file"):
        measure(tmp_path / "nowhere.mp3")


def test_a_missing_ffmpeg_is_told_with_what_to_install(tone: MakeSound, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tone("in.wav")
    monkeypatch.setattr(ffmpeg_module, "_bundled", lambda: None)
    monkeypatch.setenv("PATH", "")
    ffmpeg_module.ffmpeg_path.cache_clear()
    try:
        with pytest.raises(AudioError, match="imageio-ffmpeg"):
            measure(source)
    finally:
        ffmpeg_module.ffmpeg_path.cache_clear()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="nowhere"):
        render(SHORT, tmp_path / "nowhere" / "out.mp3")


def test_a_name_that_ends_in_nothing_known_is_told_before_anything_is_spoken(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match=r"\.mp3, \.flac"):
        render(SHORT, tmp_path / "out.docx")


def test_a_jingle_that_is_no_sound_is_told_and_leaves_no_file(tmp_path: Path, out: Path) -> None:
    (tmp_path / "jingle.mp3").write_bytes(PNG)
    with pytest.raises(ForeignAudio, match=r"jingle\.mp3"):
        render(SHORT, out, template=Template(intro=tmp_path / "jingle.mp3"))
    assert list(out.parent.iterdir()) == []


def test_a_disk_that_fills_half_way_is_told_and_leaves_no_file(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("audio.spool.tempfile.TemporaryFile", full)
    with pytest.raises(AudioError, match="disk is full"):
        render(SHORT, out)
    assert list(out.parent.iterdir()) == []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return hostile_files.seeds(tmp_path_factory.mktemp("seeds"))


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_what_nobody_should_send_gives_a_sound_or_an_error_and_nothing_else(
    first: int, made: dict[str, bytes], trap: str, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch, source = tmp_path / "scratch", tmp_path / "sent"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    for number in range(first, first + 10):
        name, data = hostile_files.upload(number, made, trap if number % 2 else f"file://{tmp_path}/tone.wav")
        source.write_bytes(data)
        try:
            accept(source, out, name=name)
        except AudioError as error:
            assert str(error)
        else:
            out.unlink()
        assert [*out.parent.iterdir(), *scratch.iterdir()] == [], f"upload {number} left a file"
    assert Visited.seen == []
