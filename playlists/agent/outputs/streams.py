"""Streams of sound: to an Icecast server, as HLS in a folder."""

from __future__ import annotations

import base64
import socket
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playlists.agent.errors import AgentError
from playlists.agent.outputs.encoder import Program, encoder

CONNECT_S = 10.0
MP3 = ["-c:a", "libmp3lame", "-b:a", "192k", "-flush_packets", "1", "-f", "mp3", "pipe:1"]
AAC = ["-c:a", "aac", "-b:a", "160k"]
HLS = ["-f", "hls", "-hls_time", "4", "-hls_list_size", "15", "-hls_flags", "delete_segments+program_date_time"]


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
