"""Which voices there are, and which one reads a script."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from audio.errors import VoiceFailed

ESPEAK = {"id": "id", "su": "id", "jv": "id", "en": "en-gb"}
GTTS = {"id": "id", "su": "su", "jv": "jw", "en": "en"}
DEFAULT_LANGUAGE = "id"


@dataclass(frozen=True)
class VoiceInfo:
    """A voice by name (`espeak:id`), whether it can speak now, and what it needs if not."""

    name: str
    engine: str
    language: str
    ready: bool
    needs: str = ""


def available(folder: Path | None) -> list[VoiceInfo]:
    """Every voice that this program knows of, with the Piper voices in `folder`."""
    return [
        *(_voice("espeak", language, "espeakng_loader", "pip install espeakng-loader") for language in ("id", "en")),
        *(_piper_voice(file) for file in piper_files(folder)),
        *(_voice("gtts", language, "gtts", "pip install gtts") for language in GTTS),
    ]


def piper_files(folder: Path | None) -> list[Path]:
    """The Piper voice files in a folder, `NAME.onnx` each."""
    return sorted(folder.glob("*.onnx")) if folder and folder.is_dir() else []


def piper_file(voice: VoiceInfo, folder: Path | None) -> Path:
    """The file of a Piper voice. VoiceFailed when it has gone."""
    for file in piper_files(folder):
        if f"piper:{file.stem}" == voice.name:
            return file
    raise VoiceFailed("There is no voice %(name)s.", "siar voices lists what there is.", name=voice.name)


def choose(name: str | None, language: str | None, folder: Path | None = None) -> VoiceInfo:
    """The voice of this name (also just `espeak`, `gtts`), or the offline one of the language. VoiceFailed if none."""
    if not name:
        name = "espeak"
    if ":" not in name and name in ("espeak", "gtts"):
        codes = ESPEAK if name == "espeak" else GTTS
        name = f"{name}:{_spoken_language(name, language, codes)}"
    for voice in available(folder):
        if voice.name == name:
            return voice
    if name.startswith("piper:"):
        # A station's own voice whose file has gone must not stop it: the offline voice steps in, and says why.
        return VoiceInfo(name, "piper", language or DEFAULT_LANGUAGE, False, f"{name[6:]}.onnx in the voices folder")
    raise VoiceFailed("There is no voice %(name)s.", "siar voices lists what there is.", name=name)


def offline(language: str | None) -> VoiceInfo:
    """The voice that reads when another one failed."""
    return choose("espeak", language)


def _spoken_language(engine: str, language: str | None, codes: dict[str, str]) -> str:
    language = language if language in codes else DEFAULT_LANGUAGE
    return "en" if language == "en" else (DEFAULT_LANGUAGE if engine == "espeak" else str(language))


def _voice(engine: str, language: str, module: str, needs: str) -> VoiceInfo:
    ready = importlib.util.find_spec(module) is not None
    return VoiceInfo(f"{engine}:{language}", engine, language, ready, "" if ready else needs)


def _piper_voice(file: Path) -> VoiceInfo:
    needs = ""
    if importlib.util.find_spec("piper") is None:
        needs = "pip install 'siar[piper]'"
    elif not file.with_name(file.name + ".json").is_file():
        needs = f"{file.name}.json beside {file.name}"
    return VoiceInfo(f"piper:{file.stem}", "piper", file.stem[:2], not needs, needs)
