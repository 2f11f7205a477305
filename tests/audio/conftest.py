"""What the tests of this folder share."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_sounds import MakeSound, sine, write_wave


@pytest.fixture
def tone(tmp_path: Path) -> MakeSound:
    """Makes a WAV of a sine: tone("name.wav", hz, seconds, dbfs)."""

    def make(name: str, hz: float = 440, seconds: float = 3, dbfs: float = -20, channels: int = 1) -> Path:
        samples = sine(hz, seconds, dbfs)
        return write_wave(tmp_path / name, np.repeat(samples[:, None], channels, axis=1))

    return make
