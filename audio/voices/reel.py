"""The phrases of a script on disk: two hours of speech take no more memory than one sentence."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import numpy as np

from audio.disk import writing
from audio.pcm import Pcm


class Reel:
    """Takes phrases one after another and gives each back by its number. Close it when done."""

    def __init__(self) -> None:
        self._places: list[tuple[int, int]] = []
        with writing(tempfile.gettempdir()):
            self._file = tempfile.TemporaryFile(prefix="siar-voice-")  # noqa: SIM115 (closed in close)

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()

    def add(self, phrase: Pcm) -> None:
        """Keep the next phrase."""
        with writing(tempfile.gettempdir()):
            self._places.append((self._file.seek(0, 2), len(phrase)))
            self._file.write(phrase.tobytes())

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Pcm]:
        return (self[number] for number in range(len(self)))

    def __getitem__(self, number: int) -> Pcm:
        start, frames = self._places[number]
        self._file.seek(start)
        return np.frombuffer(self._file.read(2 * frames), np.int16)

    def frames(self, number: int) -> int:
        """How long a phrase is, without reading it."""
        return self._places[number][1]
