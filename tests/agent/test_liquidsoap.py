"""Liquidsoap, started and fed by the agent: the real one, listened to frame by frame."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from playlists.agent.agent import Agent
from playlists.agent.errors import AgentError
from playlists.agent.notices import Notices
from playlists.agent.outputs.kinds import Output
from playlists.agent.outputs.liquidsoap import open_liquidsoap, script
from playlists.agent.outputs.output import Feed
from playlists.agent.outputs.punctual import Punctual
from tests.agent.sounds import RATE, noise, pcm, wav
from tests.agent.waiting import until

ROOT = Path(__file__).parents[2]
EACH_S = 0.8
FRAME_S = 0.04
SOUND = pcm(noise(3, 5))
pytestmark = pytest.mark.skipif(shutil.which("liquidsoap") is None, reason="no Liquidsoap here: install liquidsoap")


@dataclass
class Listener:
    """Takes what Liquidsoap plays from a pipe, and notes when each piece came."""

    pipe: Path
    heard: bytearray = field(default_factory=bytearray)
    arrivals: list[tuple[datetime, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        os.mkfifo(self.pipe)
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def speaker(self) -> str:
        """The output that Liquidsoap is to have."""
        return f'output.file(flush=true, %wav(header=false), "{self.pipe}", {{}})'

    @property
    def began_at(self) -> datetime:
        """When the first sample was played: no piece can come before its time, the promptest one tells it."""
        return min(at - timedelta(seconds=size / 4 / RATE) for at, size in self.arrivals)

    def _listen(self) -> None:
        with self.pipe.open("rb", buffering=0) as stream:
            while piece := stream.read(65_536):
                self.heard += piece
                self.arrivals.append((datetime.now(UTC), len(self.heard)))


def test_hard_starts_come_out_of_liquidsoap_within_two_of_its_frames(station, tmp_path):
    """All by the machine's own clock: the plan's times against the moments at which Liquidsoap played them."""
    listener = Listener(tmp_path / "played")
    sounds = [random.Random(number).randbytes(round(EACH_S * RATE) * 4) for number in range(60)]
    first = datetime.now(UTC)
    items = [
        {
            "id": f"h{number}", "starts_at": (first + timedelta(seconds=EACH_S * number)).isoformat(),
            "duration_ms": round(1000 * EACH_S), "timing": "hard", "kind": "spot", "media": station.keep(wav(sound)),
        }
        for number, sound in enumerate(sounds)
    ]  # fmt: skip
    station.publish(first.date().isoformat(), items)
    output = Output("liquidsoap", lambda _: open_liquidsoap("", listener.speaker))
    machine = Agent(station.url, "secret", tmp_path / "cache", [output])
    air = threading.Thread(target=machine.run)
    air.start()
    until(lambda: sum(sound[:400] in listener.heard for sound in sounds) >= 8)
    machine.stop()
    air.join()
    late = []
    for number, sound in enumerate(sounds):
        at = listener.heard.find(sound[:400])
        if at >= 0:
            played = listener.began_at + timedelta(seconds=at / 4 / RATE)
            late.append((played - first).total_seconds() - EACH_S * number)
    assert len(late) >= 6
    assert max(map(abs, late)) < 2 * FRAME_S, late


def test_what_the_agent_mixes_comes_out_sample_by_sample(tmp_path):
    sink = open_liquidsoap(f"{tmp_path}/control", f'output.file(%wav, "{tmp_path}/out.wav", {{}})')
    sink.write(SOUND)
    wanted = SOUND[RATE : 2 * RATE]
    out = tmp_path / "out.wav"
    until(lambda: out.exists() and wanted in out.read_bytes())
    sink.close()


def test_its_command_socket_is_where_the_operator_wants_it(tmp_path):
    sink = open_liquidsoap(f"{tmp_path}/control", "output.dummy({})")
    until((tmp_path / "control").exists)
    with socket.socket(socket.AF_UNIX) as operator:
        operator.connect(f"{tmp_path}/control")
        operator.sendall(b"version\nquit\n")
        assert operator.recv(100).startswith(b"Liquidsoap")
    sink.close()


def test_when_it_is_killed_it_is_started_again_and_the_sound_comes_on(tmp_path):
    listeners = [Listener(tmp_path / f"played{number}") for number in range(2)]
    waiting = iter(listeners)
    running: list[Punctual] = []

    def opener(_: int) -> Punctual:
        running.append(open_liquidsoap(f"{tmp_path}/control", next(waiting).speaker))
        return running[-1]

    notices = Notices()
    feed = Feed("liquidsoap", opener, notices, threaded=True, keeps_time=False)
    until(lambda: playing(feed, listeners[0]))
    os.kill(running[0].sink.pid, signal.SIGKILL)
    until(lambda: feed.put(SOUND[:RATE]) or "liquidsoap" in notices.current)
    until(lambda: playing(feed, listeners[1]))
    feed.close()


def playing(feed: Feed, listener: Listener) -> bool:
    """Feed some more; whether any of it was heard."""
    feed.put(SOUND[:RATE])
    return any(listener.heard)


def test_it_ends_with_the_agent_even_when_that_is_killed(tmp_path):
    program = (
        "import sys, time; from playlists.agent.outputs.liquidsoap import open_liquidsoap\n"
        "sink = open_liquidsoap('', 'output.dummy({})')\nprint(sink.sink.pid, flush=True)\ntime.sleep(900)"
    )
    agent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=ROOT)
    assert agent.stdout is not None
    pid = int(agent.stdout.readline())
    agent.kill()
    agent.wait()
    agent.stdout.close()
    until(lambda: not Path(f"/proc/{pid}/exe").exists())


def test_a_script_that_does_not_run_is_told_in_its_own_words(tmp_path):
    with pytest.raises(AgentError, match="Liquidsoap does not start"):
        open_liquidsoap("", "no_such_output({})")


def test_it_never_falls_silent_to_an_error():
    assert "mksafe" in script(Path("/pipe"), "", "output.dummy({})").splitlines()[-1]
