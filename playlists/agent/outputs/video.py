"""A live video platform: a still picture with the title on air and the time, and the sound."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from playlists.agent.errors import AgentError
from playlists.agent.ffmpeg import ffmpeg
from playlists.agent.outputs.encoder import encoder
from playlists.agent.outputs.rtmp import Rtmp

CONNECT_S = 10.0
FINISH_S = 10.0
AAC = ["-c:a", "aac", "-b:a", "160k"]
H264 = ["-c:v", "libx264", "-preset", "veryfast", "-tune", "stillimage", "-pix_fmt", "yuv420p", "-g", "20"]
FLV = ["-b:v", "400k", "-shortest", "-flush_packets", "1", "-f", "flv", "pipe:1"]
PICTURE = "color=c=0x17324d:s=1280x720:r=10"
FLV_HEADER, TAG_HEADER, TAG_END = 13, 11, 4


class Still:
    """The picture: a plain ground with the title on air and the time, where the machine has a font."""

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

    def open(self, url: str) -> Video:
        """Send picture and sound to the platform. AgentError or OSError where it does not take them."""
        return Video(url, ["-vf", self._drawing()] if _has_font() else [])

    def _drawing(self) -> str:
        common = "fontcolor=white:expansion"
        title = f"drawtext=textfile={self._title}:reload=1:{common}=none:fontsize=48:x=(w-tw)/2:y=h*0.4"
        clock = rf"drawtext=text='%{{localtime\:%H.%M}}':{common}=normal:fontsize=72:x=(w-tw)/2:y=h*0.6"
        return f"{title},{clock}"


class Video:
    """An ffmpeg that makes FLV, and a thread that publishes it: no program is told the stream key."""

    def __init__(self, url: str, drawn: list[str]) -> None:
        connection = _connected(url)
        self._rtmp = Rtmp(connection)
        try:
            self._rtmp.publish(*_parted(url))
        except BaseException:
            self._rtmp.close()
            raise
        connection.settimeout(None)
        reading, writing = os.pipe()
        picture = ("-re", "-f", "lavfi", "-i", PICTURE)
        made = ["-map", "0:v", "-map", "1:a", *drawn, *H264, *AAC, *FLV]
        self._program = encoder("rtmp", made, before=picture, stdout=writing)
        os.close(writing)
        self._fault: OSError | None = None
        self._sending = threading.Thread(target=self._publish, args=(reading,), name="rtmp", daemon=True)
        self._sending.start()
        threading.Thread(target=self._listen, name="rtmp answers", daemon=True).start()

    def write(self, pcm: bytes) -> None:
        if self._fault is not None:
            raise AgentError(f"rtmp: the connection broke ({self._fault})")
        self._program.write(pcm)

    def close(self) -> None:
        self._program.close()
        self._sending.join(FINISH_S)
        self._rtmp.close()

    def _publish(self, reading: int) -> None:
        with os.fdopen(reading, "rb") as flv:
            try:
                flv.read(FLV_HEADER)
                while self._pass_on(flv):
                    pass
                self._rtmp.end()
            except OSError as fault:
                self._fault = fault

    def _pass_on(self, flv: BinaryIO) -> bool:
        """Publish one tag; False at the end."""
        header = flv.read(TAG_HEADER)
        size = int.from_bytes(header[1:4], "big")
        body = flv.read(size + TAG_END)
        if len(header) < TAG_HEADER or len(body) < size:
            return False
        self._rtmp.send(header[0] & 0x1F, int.from_bytes(header[7:8] + header[4:7], "big"), body[:size])
        return True

    def _listen(self) -> None:
        try:
            self._rtmp.listen()
            self._fault = self._fault or ConnectionError("the platform has hung up")
        except (OSError, ValueError) as fault:
            self._fault = self._fault or OSError(str(fault))


def _connected(url: str) -> socket.socket:
    parts = urlsplit(url)
    secure = parts.scheme == "rtmps"
    host, port = parts.hostname or "", parts.port or (443 if secure else 1935)
    connection = socket.create_connection((host, port), CONNECT_S)
    return ssl.create_default_context().wrap_socket(connection, server_hostname=host) if secure else connection


def _parted(url: str) -> tuple[str, str, str]:
    """Application, stream key and the address without the key. Of three names or more, two are the application."""
    parts = urlsplit(url)
    names = parts.path.strip("/").split("/")
    count = 2 if len(names) > 2 else 1
    application, key = "/".join(names[:count]), "/".join(names[count:])
    address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/{application}"
    return application, f"{key}?{parts.query}" if parts.query else key, address


@cache
def _has_font() -> bool:
    command = [ffmpeg(), "-v", "error", "-f", "lavfi", "-i", "color=s=64x64", "-vf", "drawtext=text=x"]
    command += ["-frames:v", "1", "-f", "null", "-"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
