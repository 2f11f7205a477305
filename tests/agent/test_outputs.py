"""Outputs: each by its name, each on its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from playlists.agent.errors import AgentError
from playlists.agent.ffmpeg import ffmpeg
from playlists.agent.notices import Notices
from playlists.agent.outputs.kinds import output_named
from playlists.agent.outputs.output import Feed
from playlists.agent.outputs.punctual import Punctual
from tests.agent.conftest import DATE, START
from tests.agent.sounds import RATE, noise, pcm
from tests.agent.waiting import free_port, process_list, until

SOUND = pcm(noise(3, 5))
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def decoded(source: str | Path) -> bytes:
    command = [ffmpeg(), "-v", "error", "-i", str(source), "-vn", "-f", "s16le", "-ac", "2", "-ar", str(RATE), "pipe:1"]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.mark.parametrize("name", ["", "file:", "tape:1", "icecast://", "rtmp:", "hls:", "nul"])
def test_what_is_no_output_is_told_with_those_there_are(name):
    with pytest.raises(AgentError, match=r"device\[:NAME\], null, file:PATH"):
        output_named(name)


def test_a_flac_recording_holds_the_very_samples(tmp_path):
    sink = output_named(f"file:{tmp_path}/air.flac").open(NOW)
    sink.write(SOUND)
    sink.close()
    assert decoded(tmp_path / "air.flac") == SOUND


def test_an_earlier_recording_is_moved_aside(tmp_path):
    for sound in (SOUND, SOUND[: len(SOUND) // 2]):
        sink = output_named(f"file:{tmp_path}/air.wav").open(NOW)
        sink.write(sound)
        sink.close()
    kept = sorted(path.stat().st_size for path in tmp_path.glob("*.wav"))
    assert kept == [len(SOUND) // 2 + 44, len(SOUND) + 44]


def test_a_recording_plays_at_every_moment_even_before_it_is_closed(tmp_path):
    sink = output_named(f"file:{tmp_path}/air.wav").open(NOW)
    sink.write(SOUND)
    assert len(decoded(tmp_path / "air.wav")) >= 2 * RATE * 4
    sink.close()


def test_hls_is_a_playlist_with_segments_that_play(tmp_path):
    sink = output_named(f"hls:{tmp_path}/hls").open(NOW)
    sink.write(SOUND * 3)
    sink.close()
    assert len(decoded(tmp_path / "hls" / "live.m3u8")) > 8 * RATE * 4


def test_a_machine_without_a_player_says_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(AgentError, match="alsa-utils"):
        output_named("device").open(NOW)


class Stubborn:
    """An output that never takes what it is given, until it is let go."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.released = threading.Event()
        self.taken: list[bytes] = []

    def write(self, sound: bytes) -> None:
        self.asked.set()
        self.released.wait(90)
        self.taken.append(sound)

    def close(self) -> None:
        pass


def test_an_output_that_blocks_never_holds_up_the_air_and_keeps_its_times():
    sink = Stubborn()
    notices = Notices()
    feed = Feed("stubborn", lambda _: sink, notices, threaded=True)
    second = bytes(RATE * 4)
    feed.put(second)
    assert sink.asked.wait(90)
    for _ in range(29):
        feed.put(second)
    assert "stubborn" in notices.current
    sink.released.set()
    feed.close()
    feed_again = sum(len(sound) for sound in sink.taken)
    assert feed_again <= 30 * len(second)


class Dying:
    """An output that dies at its first sound."""

    def write(self, sound: bytes) -> None:
        raise BrokenPipeError("gone")

    def close(self) -> None:
        raise OSError("gone already")


def test_an_output_that_dies_is_opened_again_at_the_right_sample():
    opened: list[int] = []
    kept = Stubborn()
    kept.released.set()

    def opener(sample):
        opened.append(sample)
        return Dying() if len(opened) == 1 else kept

    feed = Feed("dying", opener, Notices(), threaded=False)
    feed._patience.failed = lambda: 0.0
    feed.put(bytes(400))
    feed.put(SOUND)
    assert opened == [0, 100]
    assert kept.taken == [SOUND]


class Keeping:
    """An output that takes everything at once."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    def write(self, sound: bytes) -> None:
        self.taken.append(sound)

    def close(self) -> None:
        pass


def test_what_waited_while_a_live_output_was_being_opened_is_not_played_late():
    opening, opened, sink = threading.Event(), threading.Event(), Keeping()

    def opener(_: int) -> Keeping:
        opening.set()
        opened.wait(90)
        return sink

    feed = Feed("slow to open", opener, Notices(), threaded=True, keeps_time=False)
    feed.put(SOUND[:400])
    opening.wait(90)
    feed.put(SOUND[400:800])
    opened.set()
    until(lambda: feed.put(SOUND[800:1200]) or sink.taken)
    feed.close()
    assert set(sink.taken) == {SOUND[800:1200]}


def test_after_a_standstill_a_live_output_is_on_time_again():
    now = [100.0]
    sink = Keeping()
    punctual = Punctual(sink, 0.25, lambda: now[0])
    punctual.write(SOUND[: RATE * 4])
    now[0] += 2.0
    punctual.write(SOUND[RATE * 4 : 3 * RATE * 4])
    late = round(0.75 * RATE) * 4
    assert sink.taken == [SOUND[: RATE * 4], SOUND[RATE * 4 + late : 3 * RATE * 4]]


def test_a_card_that_is_slower_than_the_clock_does_not_fall_behind_for_ever():
    now = [0.0]
    behind = []

    class SlowCard(Keeping):
        def write(self, sound: bytes) -> None:
            now[0] += 1.05 * len(sound) / 4 / RATE

    punctual = Punctual(SlowCard(), 0.25, lambda: now[0])
    for number in range(1000):
        now[0] = max(now[0], number * 0.01)
        punctual.write(bytes(441 * 4))
        behind.append(now[0] - number * 0.01)
    assert 0.2 < max(behind) < 0.27


def test_one_output_that_fails_does_not_disturb_the_others(station, day, agent, tmp_path):
    station.publish(DATE, day(("a", 5, "spot"), ("b", 5, "spot")))
    (tmp_path / "folder.wav").mkdir()
    (tmp_path / "folder.wav" / "x").touch()
    machine = agent(f"file:{tmp_path}/air.wav", others=["file:/proc/nowhere/lost.wav"])
    machine.run(START + timedelta(seconds=10))
    assert len(pcm((tmp_path / "air.wav").read_bytes())) == 10 * RATE * 4
    assert station.outcomes() == {"a": "aired", "b": "aired"}
    told = machine.state()
    assert (told["outputs_down"], told["as_run_clock"]) == (["file lost.wav"], "station")


ICECAST = """<icecast><limits><clients>9</clients><sources>2</sources></limits>
<authentication><source-password>sandi-icecast</source-password><admin-user>a</admin-user><admin-password>b</admin-password>
</authentication><hostname>localhost</hostname>
<listen-socket><port>{port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
<paths><logdir>{folder}</logdir><webroot>/usr/share/icecast2/web</webroot><adminroot>/usr/share/icecast2/admin</adminroot>
</paths><logging><errorlog>error.log</errorlog></logging>
<security><chroot>0</chroot><changeowner><user>nobody</user><group>nogroup</group></changeowner></security></icecast>"""


def listening(port: int) -> bool:
    """Whether someone waits there, without a connection that would be taken for a listener's."""
    return f"0100007F:{port:04X} 00000000:0000 0A" in Path("/proc/net/tcp").read_text()


@pytest.fixture
def icecast():
    program = shutil.which("icecast2")
    if program is None:
        pytest.skip("no Icecast here: install icecast2")
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="siar-icecast-"))
    folder.chmod(0o777)
    (folder / "icecast.xml").write_text(ICECAST.format(port=port, folder=folder))
    server = subprocess.Popen(
        [program, "-c", str(folder / "icecast.xml")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until(lambda: listening(port))
    yield port
    server.kill()
    server.wait()
    shutil.rmtree(folder)


def test_a_listener_of_icecast_hears_it_and_no_process_list_shows_the_password(icecast):
    sink = output_named(f"icecast://source:sandi-icecast@127.0.0.1:{icecast}/siar").open(NOW)
    sink.write(SOUND * 4)
    heard = bytearray()

    def listen() -> bool:
        sink.write(SOUND)
        with socket.create_connection(("127.0.0.1", icecast), 60) as listener:
            listener.sendall(b"GET /siar HTTP/1.0\r\n\r\n")
            heard[:] = listener.recv(65536)
            return heard.startswith(b"HTTP/1.0 200") and bool(listener.recv(65536))

    until(listen)
    listed = process_list()
    sink.close()
    assert b"audio/mpeg" in heard
    assert b"sandi-icecast" not in listed


def test_a_wrong_password_is_told(icecast):
    with pytest.raises(AgentError, match="are mount and password right"):
        output_named(f"icecast://source:salah@127.0.0.1:{icecast}/siar").open(NOW)


@pytest.mark.parametrize(("application", "key"), [("live", "kunci-rahasia?token=a&b=c"), ("rtmp/two", "kunci-rahasia")])
def test_a_live_video_platform_gets_a_picture_with_the_sound_and_nobody_else_the_key(tmp_path, application, key):
    port = free_port()
    received = tmp_path / "received.flv"
    address = f"rtmp://127.0.0.1:{port}/{application}/other"
    command = [ffmpeg(), "-v", "warning", "-listen", "1", "-f", "flv", "-i", address, "-c", "copy", str(received)]
    with (tmp_path / "log").open("wb") as log:
        platform = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=log)
    until(lambda: listening(port))
    output = output_named(f"rtmp://127.0.0.1:{port}/{application}/{key}")
    output.show("Warta pagi")
    sink = output.open(NOW)
    sink.write(SOUND[: RATE * 4])
    listed = process_list()
    sink.close()
    assert platform.wait(90) == 0
    told = subprocess.run([ffmpeg(), "-i", str(received)], capture_output=True, check=False).stderr.decode()
    assert "Video: h264" in told
    assert "Audio: aac" in told
    assert len(decoded(received)) > RATE * 3
    assert b"color=c=" in listed
    assert b"kunci-rahasia" not in listed
    asked_for = (tmp_path / "log").read_text()
    assert f"Unexpected stream {key}, expecting other" in asked_for
    assert "App field" not in asked_for


def test_a_platform_that_does_not_answer_is_told_without_the_stream_key():
    with pytest.raises(OSError, match="refused") as told:
        output_named(f"rtmp://127.0.0.1:{free_port()}/live/rahasia").open(NOW)
    assert "rahasia" not in str(told.value)


def test_a_platform_that_hangs_up_is_told():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        threading.Thread(target=lambda: server.accept()[0].close(), daemon=True).start()
        with pytest.raises(OSError, match=r"hung up|reset") as told:
            output_named(f"rtmp://127.0.0.1:{port}/live/rahasia").open(NOW)
    assert "rahasia" not in str(told.value)
