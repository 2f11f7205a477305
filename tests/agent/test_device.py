"""The sound card, as ALSA sees it: a card of this test's own that writes what it plays into a file."""

from __future__ import annotations

import shutil

import pytest

from playlists.agent.errors import AgentError
from playlists.agent.outputs.device import open_device
from tests.agent.sounds import RATE, noise, pcm
from tests.agent.waiting import until

SYSTEM = "/usr/share/alsa/alsa.conf"
needs_alsa = pytest.mark.skipif(shutil.which("aplay") is None, reason="no ALSA here: install alsa-utils")


@pytest.fixture
def card(tmp_path, monkeypatch):
    """The machine's default card; returns the file that holds what it played."""
    played = tmp_path / "played"
    (tmp_path / "asoundrc").write_text(
        f'pcm.!default {{ type file; slave.pcm "null"; file "{played}"; format "raw" }}\n'
    )
    monkeypatch.setenv("ALSA_CONFIG_PATH", f"{SYSTEM}:{tmp_path}/asoundrc")
    return played


@needs_alsa
def test_the_card_gets_the_very_samples(card):
    sound = pcm(noise(0.8, 3))
    device = open_device("")
    for at in range(0, len(sound), RATE // 50 * 4):
        device.write(sound[at : at + RATE // 50 * 4])
    device.close()
    assert card.read_bytes().startswith(sound)


@needs_alsa
def test_a_card_that_is_not_there_is_told_in_the_players_own_words(card):
    device = open_device("nosuchcard")

    def refused() -> bool:
        try:
            device.write(bytes(4000))
        except AgentError as told:
            return "open error" in str(told)
        return False

    until(refused)
    device.close()
