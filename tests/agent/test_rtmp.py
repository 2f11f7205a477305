"""RTMP, against a platform that answers as the test wants it to."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from playlists.agent.errors import AgentError
from playlists.agent.outputs.amf import read_values, write_values
from playlists.agent.outputs.rtmp import Rtmp


def message(kind: int, body: bytes, stream: int = 0) -> bytes:
    """One message as a platform sends it, in chunks of 128 bytes."""
    head = b"\x03" + bytes(3) + struct.pack(">I", len(body))[1:] + bytes([kind]) + struct.pack("<I", stream)
    parts = [body[at : at + 128] for at in range(0, len(body), 128)]
    return head + b"\xc3".join(parts)


@contextmanager
def answered(*messages: bytes) -> Iterator[Rtmp]:
    """A connection to a platform that says these after the handshake, whatever it hears."""
    ours, theirs = socket.socketpair()

    def platform() -> None:
        theirs.recv(1)
        theirs.sendall(b"\x03" + bytes(2 * 1536) + b"".join(messages))
        while theirs.recv(65_536):
            pass

    thread = threading.Thread(target=platform, daemon=True)
    thread.start()
    with ours, theirs:
        rtmp = Rtmp(ours)
        yield rtmp
        rtmp.close()
        rtmp._incoming.close()
        thread.join()


CONNECTED = message(20, write_values("_result", 1.0, {"fmsVer": "x" * 200}, {"code": "NetConnection.Connect.Success"}))
CREATED = message(20, write_values("_result", 4.0, None, 7.0))


def test_a_platform_that_takes_the_stream_is_spoken_to_on_the_stream_it_made():
    began = message(20, write_values("onStatus", 0.0, None, {"level": "status", "code": "NetStream.Publish.Start"}))
    ping = message(4, bytes([0, 6, 0, 0, 0, 9]))
    with answered(ping, CONNECTED, CREATED, began) as rtmp:
        rtmp.publish("live", "key", "rtmp://x/live")
        assert rtmp._stream == 7


@pytest.mark.parametrize(
    "refusal",
    [
        [message(20, write_values("_error", 1.0, None, {"level": "error", "description": "no app for kunci"}))],
        [CONNECTED, CREATED, message(20, write_values("onStatus", 0.0, None, {"level": "error", "code": "kunci"}))],
    ],
)
def test_a_platform_that_refuses_is_told_without_its_own_words(refusal):
    with answered(*refusal) as rtmp, pytest.raises(AgentError, match="stream key right") as told:
        rtmp.publish("live", "kunci", "rtmp://x/live")
    assert "kunci" not in str(told.value)


def test_what_is_written_in_amf_is_read_again():
    values = ["connect", 1.0, None, {"app": "live", "more": {"n": 2.5}}]
    assert read_values(write_values(*values)) == values


@pytest.mark.parametrize("torn", [b"\x00\x01", b"\x02\x00\x05ab", b"\x03\x00\x01a", b"\x11rest", b"\x08\x00"])
def test_torn_amf_ends_the_values(torn):
    assert read_values(write_values("a") + torn)[:1] == ["a"]
