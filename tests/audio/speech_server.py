"""A server on 127.0.0.1 that answers as Google's does, or behaves badly."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class SpeechServer(ThreadingHTTPServer):
    """`behaviour` is one of answer, refuse, hang, break_off, nonsense, silent_answer."""

    daemon_threads = True
    behaviour = "answer"
    asked = 0

    def __init__(self, sound: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.sound = sound
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/speak"


class Answer(BaseHTTPRequestHandler):
    server: SpeechServer

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        getattr(self, self.server.behaviour)()

    def answer(self) -> None:
        self._send(self._body(self.server.sound))

    def silent_answer(self) -> None:
        self._send(b')]}\'\n[["wrb.fr","jQ1olc",null,null]]\n')

    def nonsense(self) -> None:
        self._send(self._body(b"not a sound at all"))

    def refuse(self) -> None:
        self.send_error(429)

    def hang(self) -> None:
        self.server.released.wait(20)

    def break_off(self) -> None:
        body = self._body(self.server.sound)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])

    def _body(self, sound: bytes) -> bytes:
        return b')]}\'\n[["wrb.fr","jQ1olc","[\\"' + base64.b64encode(sound) + b'\\"]",null,"generic"]]\n'

    def _send(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests' output quiet."""


@contextmanager
def serving(sound: Path) -> Iterator[SpeechServer]:
    """The server while the block runs, with a file of MP3 as its voice."""
    with SpeechServer(sound.read_bytes()) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
