"""RTMP, as far as one needs it to send to a live platform. The stream key is told to the platform alone.

A message is cut into chunks; each begins with a header of one of four lengths, the shorter of which repeat what the
last one on the same channel said. Commands are written in AMF0.
"""

from __future__ import annotations

import os
import socket
import struct
from contextlib import suppress
from typing import Any

from playlists.agent.errors import AgentError
from playlists.agent.outputs.amf import read_values, write_values

CHUNK = 60_000
HANDSHAKE = 1536
SET_CHUNK_SIZE, CONTROL, COMMAND, DATA = 1, 4, 20, 18
PING, PONG = 6, 7
HEADERS = (11, 7, 3, 0)
EXTENDED = 0xFFFFFF


class Rtmp:
    """A connection on which sound and picture are published. OSError when it breaks."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._incoming = connection.makefile("rb")
        self._chunk = 128
        self._last: dict[int, tuple[int, int]] = {}
        self._parts: dict[int, bytes] = {}
        self._stream = 0

    def publish(self, application: str, key: str, address: str) -> None:
        """Sign in and begin. AgentError, without the key, where the platform refuses."""
        self._shake_hands()
        self._send(2, SET_CHUNK_SIZE, struct.pack(">I", CHUNK))
        about = {"app": application, "type": "nonprivate", "flashVer": "FMLE/3.0 (compatible; Siar)", "tcUrl": address}
        self._call("connect", 1, about)
        self._answer_to(1)
        self._call("releaseStream", 2, None, key)
        self._call("FCPublish", 3, None, key)
        self._call("createStream", 4, None)
        self._stream = int(self._answer_to(4)[-1])
        self._call("publish", 5, None, key, "live")
        self._answer_to(None)

    def send(self, kind: int, milliseconds: int, body: bytes) -> None:
        """One piece of sound (kind 8), picture (9) or data about both (18), as FLV has it."""
        self._send(4, kind, write_values("@setDataFrame") + body if kind == DATA else body, milliseconds)

    def listen(self) -> None:
        """Answer what the platform asks, until it hangs up."""
        with self._incoming:
            while self._receive():
                pass

    def end(self) -> None:
        """Say that no more comes."""
        self._call("deleteStream", 6, None, float(self._stream))

    def close(self) -> None:
        """Hang up; whoever listens then hears the end."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _shake_hands(self) -> None:
        self._socket.sendall(b"\x03" + bytes(8) + os.urandom(HANDSHAKE - 8))
        theirs = self._read(1 + 2 * HANDSHAKE)
        self._socket.sendall(theirs[1 : 1 + HANDSHAKE])

    def _call(self, name: str, number: int, *values: Any) -> None:
        self._send(3, COMMAND, write_values(name, float(number), *values))

    def _answer_to(self, number: int | None) -> list[Any]:
        """The values of the answer to a call; None waits for the status of the publication."""
        while True:
            kind, body = self._receive() or (0, b"")
            if kind == 0:
                raise ConnectionError("The platform has hung up")
            values = read_values(body) if kind == COMMAND else []
            name = values[0] if values else ""
            status = values[-1] if name == "onStatus" and isinstance(values[-1], dict) else {}
            if name == "_error" or status.get("level") == "error":
                raise AgentError("rtmp: the platform refuses the stream: are address and stream key right?")
            if (name == "_result" and values[1] == number) or (number is None and status):
                return values

    def _send(self, channel: int, kind: int, body: bytes, milliseconds: int = 0) -> None:
        short, more = min(milliseconds, EXTENDED), struct.pack(">I", milliseconds) if milliseconds >= EXTENDED else b""
        head = struct.pack(">I", short)[1:] + struct.pack(">I", len(body))[1:] + bytes([kind])
        parts = [bytes([channel]) + head + struct.pack("<I", self._stream) + more + body[:CHUNK]]
        parts += [bytes([0xC0 | channel]) + more + body[at : at + CHUNK] for at in range(CHUNK, len(body), CHUNK)]
        self._socket.sendall(b"".join(parts))

    def _receive(self) -> tuple[int, bytes] | None:
        """The next whole message, None at the end. What concerns the connection itself is dealt with here."""
        while first := self._incoming.read(1):
            channel = self._channel(first[0] & 0x3F)
            size, kind = self._header(HEADERS[first[0] >> 6], channel)
            held = self._parts.pop(channel, b"")
            held += self._read(min(self._chunk, size - len(held)))
            if len(held) < size:
                self._parts[channel] = held
                continue
            self._heed(kind, held)
            return kind, held
        return None

    def _channel(self, number: int) -> int:
        if number == 0:
            return 64 + self._read(1)[0]
        if number == 1:
            low, high = self._read(2)
            return 64 + low + 256 * high
        return number

    def _header(self, length: int, channel: int) -> tuple[int, int]:
        """Size and kind of the message that a chunk belongs to."""
        header = self._read(length)
        if length >= 7:
            self._last[channel] = int.from_bytes(header[3:6], "big"), header[6]
        if length >= 3 and header[:3] == b"\xff\xff\xff":
            self._read(4)
        return self._last[channel]

    def _heed(self, kind: int, body: bytes) -> None:
        if kind == SET_CHUNK_SIZE:
            self._chunk = int.from_bytes(body[:4], "big") or 128
        elif kind == CONTROL and body[:2] == bytes([0, PING]):
            self._send(2, CONTROL, bytes([0, PONG]) + body[2:6])

    def _read(self, count: int) -> bytes:
        data = self._incoming.read(count)
        if len(data) < count:
            raise ConnectionError("The platform has hung up")
        return data
