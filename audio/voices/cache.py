"""What a voice said, kept by its words, its name and its settings, so that a new jingle never makes it speak again."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import numpy as np

from audio.voices.reel import Reel

KEPT_BYTES = 500_000_000


def key(words: str, voice: str, settings: str) -> str:
    """The name under which this speech is kept."""
    parts = "\x1f".join((words, voice, settings)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(parts).hexdigest()


def recall(folder: Path | None, name: str) -> Reel | None:
    """The phrases kept under a name, or None. A damaged file counts as none."""
    path = folder / f"{name}.npz" if folder else None
    if path is None or not path.is_file():
        return None
    reel = Reel()
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            for number in range(len(kept.files)):
                reel.add(kept[f"arr_{number}"])
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        reel.close()
        return None
    os.utime(path)
    return reel


def keep(folder: Path | None, name: str, phrases: Reel) -> None:
    """Keep phrases under a name; what was not used for longest goes when there is too much."""
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file, ZipFile(file, "w") as archive:
            for number, phrase in enumerate(phrases):
                with archive.open(f"arr_{number}.npy", "w") as member:
                    np.lib.format.write_array(member, phrase)
        Path(temporary).replace(folder / f"{name}.npz")
    except OSError:
        Path(temporary).unlink(missing_ok=True)  # a cache on a full disk is no reason not to speak
    _prune(folder)


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime, reverse=True)
    total = 0
    for path in kept:
        total += path.stat().st_size
        if total > KEPT_BYTES:
            path.unlink(missing_ok=True)
