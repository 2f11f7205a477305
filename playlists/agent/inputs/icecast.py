"""A door for senders that speak to Icecast: ffmpeg, BUTT, Mixxx, a telephone in the field."""

from __future__ import annotations

import base64
import hmac
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import SplitResult, unquote

from playlists.agent.inputs.incoming import Incoming, Listening, decoding
from playlists.agent.notices import Notices, log

HANDSHAKE_S = 10
AGAIN_S = 5.0


class IcecastInput:
    """Listens at the address of `icecast://USER:PASSWORD@HOST:PORT/MOUNT`.

    A sender with the right password takes the place of the one before: whose line has dropped comes back at once.
    """

    def __init__(self, address: SplitResult) -> None:
        self._where = (address.hostname or "", address.port or 8000)
        self._incoming = Incoming()
        self._closing = threading.Event()
        self._server: Doorway | None = None
        pair = f"{unquote(address.username or 'source')}:{unquote(address.password or '')}"
        self.expected = b"Basic " + base64.b64encode(pair.encode())
        self.mount = address.path if address.path.strip("/") else "/live"

    @property
    def ready(self) -> bool | None:
        """True while someone sends; None, not yet, else."""
        return True if self._incoming.flows else None

    def begin(self, notices: Notices) -> None:
        self._notices = notices
        threading.Thread(target=self._listen, name="live input", daemon=True).start()

    def open(self) -> Listening:
        return Listening(self._incoming)

    def close(self) -> None:
        self._closing.set()
        if self._server is not None:
            self._server.shutdown()
        self._incoming.cut()

    def refuse(self, sender: str) -> None:
        """Tell that somebody came with a wrong name or password."""
        self._notices.tell("live input", f"A sender at {sender} came with a wrong name, password or mount.")

    def admit(self, sender: str, connection: int) -> None:
        """Take in what a sender sends until it ends."""
        self._notices.tell("live input", None)
        log.info("Live input: %s is sending.", sender)
        self._incoming.follow(decoding(("-i", "pipe:0"), connection))
        log.info("Live input: %s has ended.", sender)

    def _listen(self) -> None:
        handler = type("Handler", (Door,), {"input": self})
        while not self._closing.is_set():
            try:
                with Doorway(self._where, handler) as self._server:
                    log.info("Live input: Icecast senders come to port %d, mount %s.", self._where[1], self.mount)
                    self._server.serve_forever()
            except OSError as fault:
                self._notices.tell("live input", f"No sender can come to port {self._where[1]}: {fault}.")
                self._closing.wait(AGAIN_S)


class Doorway(ThreadingHTTPServer):
    """A thread for each sender."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A line that breaks is no fault of the agent's."""


class Door(BaseHTTPRequestHandler):
    """Lets senders in by PUT or SOURCE."""

    protocol_version = "HTTP/1.1"
    timeout = HANDSHAKE_S
    # What follows the head is ffmpeg's: nothing of it may be read here.
    rbufsize = 0
    raw_requestline: bytes
    input: IcecastInput

    def parse_request(self) -> bool:
        """Some senders name a protocol of their own."""
        self.raw_requestline = self.raw_requestline.replace(b" ICE/1.0", b" HTTP/1.0")
        return super().parse_request()

    def handle_expect_100(self) -> bool:
        """Not before the password was seen."""
        return True

    def do_PUT(self) -> None:
        sender = self.client_address[0]
        self.close_connection = True
        shown = self.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(shown, self.input.expected) or self.path != self.input.mount:
            self.input.refuse(sender)
            self._answer("401 Unauthorized", 'WWW-Authenticate: Basic realm="Siar"\r\nConnection: close\r\n')
        elif self.headers.get("Transfer-Encoding"):
            self._answer("411 Length Required", "Connection: close\r\n")
        else:
            self._answer("100 Continue" if self.headers.get("Expect") else "200 OK", "")
            self.connection.settimeout(None)
            self.input.admit(sender, self.connection.fileno())

    do_SOURCE = do_PUT  # noqa: N815 - the name of the method is the protocol's

    def log_message(self, *_: object) -> None:
        """Who comes and goes is told by the input."""

    def _answer(self, status: str, headers: str) -> None:
        protocol = "HTTP/1.1" if status.startswith("100") else "HTTP/1.0"
        self.wfile.write(f"{protocol} {status}\r\n{headers}\r\n".encode())
