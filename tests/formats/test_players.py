"""The formats, read and played by programs that are not ours."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from playlists.formats import FORMATS
from playlists.items import Day, Media

UrlOf = Callable[[Media], str]


def needs(program: str, package: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"needs {program} (Debian package {package})")


def only_files(day: Day) -> Day:
    return replace(day, items=tuple(item for item in day.items if item.media))


def written(day: Day, ext: str, url_of: UrlOf, folder: Path) -> Path:
    path = folder / f"day.{ext}"
    path.write_bytes(FORMATS[ext].write(only_files(day), url_of))
    return path


def run(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=60, check=False)


@needs("mpv", "mpv")
@pytest.mark.parametrize("ext", ["m3u8", "pls"])
def test_mpv_plays_every_entry(day: Day, ext: str, url_of: UrlOf, tmp_path: Path) -> None:
    path = written(day, ext, url_of, tmp_path)
    played = run("mpv", "--no-config", "--ao=null", "--vo=null", "--untimed", "--end=0.1", f"--playlist={path}")
    assert played.returncode == 0, played.stdout
    assert played.stdout.count("Playing: http") == len(only_files(day).items)


@needs("ffprobe", "ffmpeg")
def test_ffprobe_reads_the_sound_of_an_entry(day: Day, url_of: UrlOf, tmp_path: Path) -> None:
    lines = written(day, "m3u8", url_of, tmp_path).read_text().splitlines()
    entry = next(line for line in lines if not line.startswith("#"))
    probed = run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", entry)
    assert float(probed.stdout) == pytest.approx(2, abs=0.01)


@needs("liquidsoap", "liquidsoap")
def test_liquidsoap_resolves_each_request_with_its_title(day: Day, url_of: UrlOf, tmp_path: Path) -> None:
    path = written(day, "liq", url_of, tmp_path)
    script = tmp_path / "read.liq"
    script.write_text(
        "settings.init.allow_root.set(true)\nlog.stdout.set(false)\nlog.file.set(false)\n"
        f'lines = string.split(separator="\\n", string.trim(file.contents("{path}")))\n'
        "list.iter(fun (uri) -> begin r = request.create(uri)\n"
        "ok = request.resolve(r)\nm = request.metadata(r)\n"
        "state = if ok then 'true' else 'false' end\n"
        'print(string.concat(separator="\\t", [state, m["item_id"], m["liq_cue_out"], m["title"]])) end, lines)\n'
        "shutdown()\n"
    )
    read = run("liquidsoap", script)
    rows = [line.split("\t") for line in read.stdout.splitlines() if line.startswith(("true", "false"))]
    assert [row[:3] for row in rows] == [["true", item.id, "1.500"] for item in only_files(day).items], read.stdout
    assert rows[0][3] == "Banjir, RT 03"
    assert '"quoted" \\ back\\slash\\ ;' in rows[1][3]
