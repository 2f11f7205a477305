"""Streams: to an Icecast server, to a live video platform, as HLS in a folder."""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playlists.agent.errors import AgentError
from playlists.agent.ffmpeg import ffmpeg
from playlists.agent.outputs.encoder import Program, encoder

CONNECT_S = 10.0
MP3 = ["-c:a", "libmp3lame", "-b:a", "192k", "-flush_packets", "1", "-f", "mp3", "pipe:1"]
AAC = ["-c:a", "aac", "-b:a", "160k"]
HLS = ["-f", "hls", "-hls_time", "4", "-hls_list_size", "15", "-hls_flags", "delete_segments+program_date_time"]
H264 = [
    "-c:v",
    "libx264",
    "-preset",
    "veryfast",
    "-tune",
    "stillimage",
    "-pix_fmt",
    "yuv420p",
    "-g",
    "20",
    "-b:v",
    "400k",
]
PICTURE = "color=c=0x17324d:s=1280x720:r=10"


def open_icecast(url: str) -> Program:
    """Sign in to Icecast here, and let ffmpeg write MP3 into the open connection: no program is told the password."""
    parts = urlsplit(url)
    mount = parts.path if parts.path.strip("/") else "/siar"
    sign_in = base64.b64encode(f"{unquote(parts.username or 'source')}:{unquote(parts.password or '')}".encode())
    request = (
        f"PUT {mount} HTTP/1.1\r\nHost: {parts.hostname}:{parts.port or 8000}\r\nUser-Agent: Siar\r\n"
        f"Authorization: Basic {sign_in.decode()}\r\nContent-Type: audio/mpeg\r\nIce-Public: 0\r\n"
        "Expect: 100-continue\r\n\r\n"
    )
    with socket.create_connection((parts.hostname or "", parts.port or 8000), CONNECT_S) as connection:
        connection.sendall(request.encode())
        answer = connection.recv(1024).decode(errors="replace").partition("\r\n")[0]
        if answer.split(" ")[1:2] not in (["100"], ["200"]):
            raise AgentError(f"Icecast at {parts.hostname} answered {answer[:80]!r}: are mount and password right?")
        connection.setblocking(True)
        return encoder(f"icecast {parts.hostname}", MP3, stdout=connection.fileno())


def open_hls(folder: Path) -> Program:
    """A playlist `live.m3u8` and its segments in a folder, for any web server."""
    folder.mkdir(parents=True, exist_ok=True)
    return encoder("hls", [*AAC, *HLS, f"file:{folder / 'live.m3u8'}"])


class Still:
    """The picture of a live video: a plain ground with the title on air and the time, where the machine has a font."""

    def __init__(self) -> None:
        handle, name = tempfile.mkstemp(prefix="siar-title-", suffix=".txt")
        os.close(handle)
        self._title = Path(name)
        self.show("Siar")

    def show(self, title: str) -> None:
        """Write another title on the picture."""
        fresh = self._title.with_suffix(".new")
        fresh.write_text(title or " ")
        fresh.rename(self._title)

    def open(self, url: str) -> Program:
        """Send picture and sound to the platform."""
        picture = ("-re", "-f", "lavfi", "-i", PICTURE)
        drawn = ["-vf", self._drawing()] if _has_font() else []
        return encoder(
            "rtmp", ["-map", "0:v", "-map", "1:a", *drawn, *H264, *AAC, "-shortest", "-f", "flv", url], before=picture
        )

    def _drawing(self) -> str:
        common = "fontcolor=white:expansion"
        title = f"drawtext=textfile={self._title}:reload=1:{common}=none:fontsize=48:x=(w-tw)/2:y=h*0.4"
        clock = rf"drawtext=text='%{{localtime\:%H.%M}}':{common}=normal:fontsize=72:x=(w-tw)/2:y=h*0.6"
        return f"{title},{clock}"


@cache
def _has_font() -> bool:
    command = [
        ffmpeg(),
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "color=s=64x64",
        "-vf",
        "drawtext=text=x",
        "-frames:v",
        "1",
    ]
    return subprocess.run([*command, "-f", "null", "-"], capture_output=True, check=False).returncode == 0
