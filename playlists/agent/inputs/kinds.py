"""The live inputs by the names that the operator gives them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from playlists.agent.decoder import Decoder
from playlists.agent.errors import AgentError
from playlists.agent.inputs.icecast import IcecastInput
from playlists.agent.inputs.srt import SrtInput
from playlists.agent.notices import Notices
from playlists.agent.voice import Source

CARDS = Path("/dev/snd")
# SRT itself takes from ten to 79 characters; these mean the same in an address and outside it.
PASSPHRASE = re.compile(r"[A-Za-z0-9._~-]{10,79}")


class Input(Protocol):
    """Where the sound of an item with `input` comes from."""

    @property
    def ready(self) -> bool | None:
        """True when it can be opened, None when nobody is there yet, False where there is no such thing."""

    def begin(self, notices: Notices) -> None:
        """Wait for who comes from outside, from the agent's start on. What goes wrong is told, and tried again."""

    def open(self) -> Source:
        """Its sound from now on."""

    def close(self) -> None:
        """The agent ends."""


class CardInput:
    """The sound card's own input, of the ALSA device `name`."""

    def __init__(self, name: str) -> None:
        self._name = name or "default"

    @property
    def ready(self) -> bool | None:
        return CARDS.exists()

    def begin(self, notices: Notices) -> None:
        """It is opened when it is on air, and not before."""

    def open(self) -> Source:
        return Decoder(self._name, 0, options=("-f", "alsa"), seekable=False)

    def close(self) -> None:
        """Nothing is held."""


def input_named(text: str) -> Input:
    """The input that SIAR_INPUT names. AgentError where it names none, or one without a password."""
    kind, _, rest = text.partition(":")
    address = urlsplit(text)
    if kind == "device":
        return CardInput(rest)
    if kind == "icecast" and address.hostname and address.password:
        return IcecastInput(address)
    passphrase = "".join(parse_qs(address.query).get("passphrase", []))
    if kind == "srt" and address.hostname and PASSPHRASE.fullmatch(passphrase):
        return SrtInput(address, passphrase)
    raise AgentError(
        f"SIAR_INPUT ({kind!r}) is not a live input: use device[:NAME], icecast://USER:PASSWORD@HOST:PORT/MOUNT or "
        "srt://HOST:PORT?passphrase=… (10 to 79 letters and digits)."
    )
