"""The formats, read and played by programs that are not ours."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from playlists.formats import FORMATS
from playlists.formats.plain_text import one_line
from playlists.items import Day, UrlOf
from tests.formats.conftest import NASTY, TONE_MS, day_of
from tests.formats.mpd import running_mpd

Publish = Callable[[Day, str], str]
STEREO_SECOND = 44_100 * 4

PLAY = """
settings.init.allow_root.set(true)
log.stdout.set(false)
log.file.set(false)
def play(uri) =
  s = once(cue_cut(single(uri)))
  s.on_track(fun (m) -> if m["item_id"] != "" then print("HEARD " ^ m["item_id"] ^ "\\t" ^ m["title"]) end)
  (s:source)
end
s = sequence(list.map(play, list.map(snd, playlist.parse("DAY"))))
clock.assign_new(sync="none", [s])
output.file(fallible=true, on_stop=shutdown, %wav, "OUT", s)
"""


def needs(program: str, package: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"no {program} here: install {package}")


def run(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=60, check=False)


@needs("mpv", "mpv")
@pytest.mark.parametrize("ext", ["m3u8", "pls"])
def test_mpv_plays_every_entry(sounding: Day, ext: str, publish: Publish) -> None:
    played = run("mpv", "--no-config", "--ao=null", "--vo=null", "--untimed", "--end=0.1", publish(sounding, ext))
    assert played.returncode == 0, played.stdout
    assert played.stdout.count(".wav?") == len(sounding.items), played.stdout
    assert played.stdout.count("(+) Audio") == len(sounding.items), played.stdout


@needs("cvlc", "vlc-bin and vlc-plugin-base")
@pytest.mark.parametrize("ext", ["m3u8", "pls", "xspf"])
def test_vlc_plays_every_entry(sounding: Day, ext: str, publish: Publish) -> None:
    as_somebody = ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []  # it will not run as root
    quiet = ["-I", "dummy", "--no-video", "--aout=adummy", "--run-time=0.1", "--play-and-exit", "-vv"]
    played = run(*as_somebody, "cvlc", *quiet, publish(sounding, ext))
    opened = re.findall(r"creating access: \S+/([0-9a-f]{64})\.wav", played.stdout + played.stderr)
    assert opened == [item.media.sha256 for item in sounding.items if item.media], played.stderr[-2000:]


@needs("ffprobe", "ffmpeg")
def test_ffprobe_reads_the_sound_of_an_entry(day: Day, url_of: UrlOf) -> None:
    lines = FORMATS["m3u8"].write(day, url_of).decode().splitlines()
    entry = next(line for line in lines if not line.startswith("#"))
    probed = run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", entry)
    assert float(probed.stdout) == pytest.approx(TONE_MS / 1000, abs=0.01)


@needs("mpd", "mpd")
@pytest.mark.parametrize("ext", ["m3u8", "pls", "xspf"])
def test_mpd_reads_the_names_and_plays_the_sound(day: Day, ext: str, publish: Publish) -> None:
    with TemporaryDirectory() as folder, running_mpd(Path(folder)) as mpd:
        mpd.ask(f'load "{publish(day, ext)}"')
        queued = "\n".join(mpd.ask("playlistinfo"))
        assert queued.count("file: http") == 9
        assert one_line(NASTY).replace("#EXT", "# EXT" if ext == "m3u8" else "#EXT") in queued
        mpd.ask("single 1")
        mpd.ask("play 1")
        while mpd.values("status", "state") == ["play"]:
            mpd.ask("idle player")
        assert mpd.values("status", "error") == []


@needs("liquidsoap", "liquidsoap")
def test_liquidsoap_plays_from_cue_to_cue_what_is_no_comment(day: Day, url_of: UrlOf, tmp_path: Path) -> None:
    spots = day.items[:3]
    silent = [item for item in day.items if item.media is None and item.stream_url is None]
    (tmp_path / "day.liq").write_bytes(FORMATS["liq"].write(day_of(silent[0], *spots, silent[1]), url_of))
    out = tmp_path / "out.wav"
    (tmp_path / "play.liq").write_text(PLAY.replace("DAY", f"{tmp_path}/day.liq").replace("OUT", str(out)))
    played = run("liquidsoap", tmp_path / "play.liq")
    heard = [line[6:].split("\t") for line in played.stdout.splitlines() if line.startswith("HEARD ")]
    assert [name for name, _ in heard] == [item.id for item in spots], played.stdout
    assert heard[1][1] == one_line(NASTY).replace("#{", "# {")
    assert out.stat().st_size / STEREO_SECOND == pytest.approx(3 * 1.24, abs=3 * 0.05)
