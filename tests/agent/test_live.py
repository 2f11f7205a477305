"""Live: the machine's own input, with real senders, and what happens when nobody is heard."""

from __future__ import annotations

import base64
import socket
import subprocess
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from playlists.agent.agent import Agent
from playlists.agent.errors import AgentError
from playlists.agent.ffmpeg import ffmpeg
from playlists.agent.inputs.incoming import CUSHION, Incoming
from playlists.agent.inputs.kinds import input_named
from playlists.agent.notices import Notices
from playlists.agent.outputs.kinds import output_named
from playlists.agent.pcm import loudest
from tests.agent.conftest import DATE, START
from tests.agent.sounds import RATE, noise
from tests.agent.waiting import free_port, process_list, until

PASSPHRASE = "kata-sandi-rahasia"
# Louder than the last-resort bed ever is.
TONE_DBFS = -12
TONE = ["-re", "-f", "lavfi", "-i", "sine=frequency=500", "-af", "volume=3", "-ac", "2"]


@contextmanager
def sending(*arguments: str):
    """A real sender, for as long as the block lasts."""
    command = [ffmpeg(), "-v", "error", "-nostdin", *TONE, *arguments]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def waiting_at(name: str, notices: Notices | None = None):
    """A live input that was begun."""
    studio = input_named(name)
    studio.begin(notices or Notices())
    try:
        yield studio
    finally:
        studio.close()


def head(port: int, request: str) -> str:
    """The first line of the answer to a request of our own."""
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        connection.sendall(request.replace("\n", "\r\n").encode())
        return connection.recv(1000).decode().partition("\r\n")[0]


def basic(user: str, password: str) -> str:
    return f"Authorization: Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}\n"


def opened(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize(
    "name", ["", "tape", "icecast://127.0.0.1:8005/live", "icecast://u@127.0.0.1:8005/live", "srt://0.0.0.0:9000",
             "srt://0.0.0.0:9000?passphrase=short"],
)  # fmt: skip
def test_an_input_without_a_password_is_refused(name):
    with pytest.raises(AgentError, match="SIAR_INPUT"):
        input_named(name)


@pytest.mark.parametrize("method", ["PUT", "SOURCE"])
def test_a_sender_that_speaks_to_icecast_is_heard(method):
    port = free_port()
    legacy = ["-legacy_icecast", "1"] if method == "SOURCE" else []
    with waiting_at(f"icecast://source:rahasia@127.0.0.1:{port}/live") as studio:
        until(lambda: opened(port))
        assert studio.ready is None
        url = f"icecast://source:rahasia@127.0.0.1:{port}/live"
        with sending("-c:a", "libmp3lame", "-content_type", "audio/mpeg", "-f", "mp3", *legacy, url):
            until(lambda: studio.ready)
            sound = studio.open()
            until(lambda: loudest(sound.read(RATE // 10, 0.0)) > 1000)
        until(lambda: studio.ready is None)


def test_a_sender_over_srt_is_heard_with_the_right_passphrase_alone():
    port = free_port()
    with waiting_at(f"srt://127.0.0.1:{port}?passphrase={PASSPHRASE}") as studio:
        until(lambda: f":{port:04X} " in Path("/proc/net/udp").read_text())
        wrong = f"srt://127.0.0.1:{port}?passphrase=salah-sama-sekali"
        with sending("-c:a", "libmp3lame", "-f", "mpegts", wrong) as refused:
            assert refused.wait(90) != 0
        assert studio.ready is None
        with sending("-c:a", "libmp3lame", "-f", "mpegts", wrong.replace("salah-sama-sekali", PASSPHRASE)):
            until(lambda: studio.ready)
            sound = studio.open()
            until(lambda: loudest(sound.read(RATE // 10, 0.0)) > 1000)


@pytest.mark.parametrize(
    ("request_text", "answer"),
    [
        ("PUT /live HTTP/1.1\nHost: x\n" + basic("source", "salah") + "\n", "401"),
        ("PUT /live HTTP/1.1\nHost: x\n\n", "401"),
        ("SOURCE /live HTTP/1.0\n" + basic("other", "rahasia") + "\n", "401"),
        ("PUT /other HTTP/1.1\nHost: x\n" + basic("source", "rahasia") + "\n", "401"),
        ("PUT /live HTTP/1.1\nHost: x\nExpect: 100-continue\n" + basic("source", "salah") + "\n", "401"),
        ("PUT /live HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n" + basic("source", "rahasia") + "\n", "411"),
        ("GET /live HTTP/1.1\nHost: x\n\n", "501"),
        ("SOURCE /live ICE/1.0\n" + basic("source", "rahasia") + "\n", "200"),
        ("PUT /live HTTP/1.1\nHost: x\nExpect: 100-continue\n" + basic("source", "rahasia") + "\n", "100"),
    ],
)
def test_only_the_right_name_password_and_mount_open_the_door(door, request_text, answer):
    port, notices = door
    assert head(port, request_text).split(" ")[1] == answer
    assert ("wrong name, password or mount" in notices.current.get("live input", "")) is (answer == "401")


@pytest.fixture(scope="module")
def open_door():
    port = free_port()
    notices = Notices()
    with waiting_at(f"icecast://source:rahasia@127.0.0.1:{port}/live", notices):
        until(lambda: opened(port))
        yield port, notices


@pytest.fixture
def door(open_door):
    open_door[1].tell("live input", None)
    return open_door


def test_a_sender_that_comes_back_takes_the_place_of_its_own_dead_line():
    port = free_port()
    url = f"icecast://source:rahasia@127.0.0.1:{port}/live"
    with waiting_at(url) as studio:
        until(lambda: opened(port))
        with socket.create_connection(("127.0.0.1", port), 60) as dead:
            dead.sendall(b"SOURCE /live HTTP/1.0\r\n" + basic("source", "rahasia").encode() + b"\r\n\r\n")
            assert b"200" in dead.recv(100)
            with sending("-c:a", "libmp3lame", "-content_type", "audio/mpeg", "-f", "mp3", url):
                until(lambda: studio.ready)


def test_a_port_that_is_taken_is_told_and_the_door_opens_when_it_is_free(monkeypatch):
    monkeypatch.setattr("playlists.agent.inputs.icecast.AGAIN_S", 0.05)
    notices = Notices()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        studio = input_named(f"icecast://source:rahasia@127.0.0.1:{port}/live")
        studio.begin(notices)
        until(lambda: "No sender can come" in notices.current.get("live input", ""))
    until(lambda: opened(port) and head(port, "GET / HTTP/1.1\nHost: x\n\n").split(" ")[1] == "501")
    studio.close()


def test_no_process_list_shows_the_passphrase_of_the_input():
    port = free_port()
    with waiting_at(f"srt://127.0.0.1:{port}?passphrase=tidak-terlihat"):
        until(lambda: f":{port:04X} " in Path("/proc/net/udp").read_text())
        assert b"tidak-terlihat" not in process_list()


class Sender:
    """A decoder whose sound the test makes."""

    def __init__(self) -> None:
        self.ours, theirs = socket.socketpair()
        self.stdout = theirs.makefile("rb")
        theirs.close()

    def kill(self) -> None:
        self.ours.close()

    def wait(self) -> None:
        pass


def test_of_what_comes_in_while_nobody_listens_only_the_newest_is_kept():
    incoming = Incoming()
    sender = Sender()
    thread = threading.Thread(target=incoming.follow, args=(sender,))
    thread.start()
    sender.ours.sendall(bytes(10 * RATE * 4) + b"\x01\x01\x01\x01" * CUSHION)
    until(lambda: incoming.flows)
    sender.kill()
    thread.join()
    incoming.freshen()
    assert incoming.read(CUSHION) == b"\x01\x01\x01\x01" * CUSHION
    assert incoming.read(100) == b""


class Studio:
    """A live input on simulated time: what `heard` gives."""

    def __init__(self, ready: bool | None = True) -> None:
        self.ready = ready
        self.heard = b"\x00\x10" * 2

    def open(self):
        return self

    def read(self, count: int, patience_s: float) -> bytes:
        return self.heard * count

    def close(self) -> None:
        pass


LIVE = {"media": None, "input": "studio"}


def test_live_is_on_air_at_its_time(station, day, agent):
    station.publish(DATE, day(("a", 60, "spot"), ("talk", 600, "live", LIVE), ("b", 60, "spot")))
    agent(studio=Studio()).run(START + timedelta(minutes=13))
    assert station.outcomes() == {"a": "aired", "talk": "aired", "b": "aired"}


def test_live_that_is_silent_for_ten_seconds_gives_way_to_filler_and_is_taken_up_again(station, day, agent, tmp_path):
    long = {"media": station.keep(noise(30, 3))}
    station.publish(DATE, day(("talk", 60, "live", LIVE), ("b", 5, "spot"), ("f", 30, "filler", long)))
    studio = Studio()
    machine = agent(f"file:{tmp_path}/air.wav", studio=studio)
    wait = machine.clock.wait

    def and_fall_silent(seconds):
        wait(seconds)
        into = (machine.clock.now() - START).total_seconds()
        studio.heard = bytes(4) if 5 <= into < 25 else b"\x00\x10" * 2

    machine.clock.wait = and_fall_silent
    machine.run(START + timedelta(seconds=66))
    filled = station.reported(None)
    assert [line["kind"] for line in filled] == ["filler"]
    assert filled[0]["started_at"][14:19] in ("00:14", "00:15")
    assert filled[0]["ended_at"][14:19] in ("00:29", "00:30")
    assert [line["outcome"] for line in station.reported("talk")] == ["partial"]
    assert "its sound failed" in station.reported("talk")[0]["detail"]
    assert station.outcomes()["b"] == "aired"


def test_live_to_which_nobody_came_is_filled_and_told(station, day, agent):
    station.publish(DATE, day(("talk", 60, "live", LIVE), ("b", 60, "spot"), ("f", 300, "filler")))
    agent(studio=Studio(ready=None)).run(START + timedelta(minutes=2))
    assert station.reported("talk")[0]["detail"] == "nobody was on its live input"
    assert station.reported(None)[0]["kind"] == "filler"
    assert station.outcomes()["b"] == "aired"


def test_live_is_joined_when_somebody_comes(station, day, agent):
    station.publish(DATE, day(("talk", 120, "live", LIVE), ("b", 60, "spot")))
    studio = Studio(ready=None)
    machine = agent(studio=studio)
    wait = machine.clock.wait

    def and_come(seconds):
        wait(seconds)
        if machine.clock.now() >= START + timedelta(seconds=30):
            studio.ready = True

    machine.clock.wait = and_come
    machine.run(START + timedelta(minutes=3))
    assert station.reported("talk")[0]["ended_at"] == "2026-11-23T23:02:00.000+00:00"
    assert station.reported("talk")[0]["detail"].startswith("joined ")


def test_what_a_reporter_sends_goes_out_through_the_program(station, tmp_path):
    """All of it in real time: a sender at the door, the item on air, the recording."""
    port = free_port()
    url = f"icecast://source:rahasia@127.0.0.1:{port}/live"
    now = datetime.now(UTC)
    item = {"id": "talk", "starts_at": now.isoformat(), "duration_ms": 600_000, "timing": "hard", "kind": "live",
            "media": None, "input": "studio"}  # fmt: skip
    station.publish(now.date().isoformat(), [item])
    machine = Agent(
        station.url, "secret", tmp_path / "c", [output_named(f"file:{tmp_path}/air.wav")], studio=input_named(url)
    )
    air = threading.Thread(target=machine.run, daemon=True)
    air.start()
    until(lambda: opened(port))
    with sending("-c:a", "libmp3lame", "-content_type", "audio/mpeg", "-f", "mp3", url):
        until(lambda: sounding(machine, "talk") and TONE_DBFS in loudest_seconds(machine))
    machine.stop()
    air.join()


def sounding(machine: Agent, item_id: str) -> bool:
    player = machine.air.player
    return player is not None and player.stage.on_air.item.id == item_id


def loudest_seconds(machine: Agent) -> list[int]:
    """The peaks of the last seconds, in whole decibels."""
    levels = machine.state()["levels"]
    return [round(peak) for peak in levels["peak_dbfs"]] if levels else []
