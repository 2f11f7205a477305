"""A script said by a voice, phrase by phrase, at one level; the offline voice steps in for one that failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audio.errors import AudioError, SiarError, VoiceFailed
from audio.pcm import RATE, Pcm
from audio.remarks import Remark, remark, remarks_of, told
from audio.voices import cache, espeak, strip
from audio.voices.catalogue import ESPEAK, GTTS, VoiceInfo, choose, offline, piper_file
from audio.voices.phrases import Phrase, phrases
from audio.voices.reel import Reel

Progress = Callable[[float], None]
_SILENT = 160  # of 32768: -46 dB, what an engine leaves before and after a phrase


@dataclass(frozen=True)
class Speech:
    """What was said, phrase by phrase: who said it, and what went otherwise. Closes with its block.

    `pauses_ms` has one pause in milliseconds for each phrase, the silence after it.
    """

    reel: Reel
    mean_level: float
    pauses_ms: tuple[int, ...]
    voice: str
    remarks: tuple[Remark, ...]

    @property
    def detail(self) -> str:
        """The remarks as one English line."""
        return told(self.remarks)

    def __enter__(self) -> Speech:
        return self

    def __exit__(self, *_: object) -> None:
        self.reel.close()

    def phrase(self, number: int) -> Pcm:
        """The mono samples of a phrase, at 44,100 a second and the voice's level."""
        return strip.hold(self.reel[number], self.mean_level)

    def duration_ms(self, number: int) -> int:
        """How long a phrase is."""
        return self.reel.frames(number) * 1000 // RATE


def speak(
    words: str,
    language: str | None,
    voice: str | None,
    *,
    folder: Path | None = None,
    cache_folder: Path | None = None,
    progress: Progress = lambda _: None,
) -> Speech:
    """Say the words. AudioError when there are none; VoiceFailed when not even the offline voice can speak."""
    pieces = phrases(words)
    if not pieces:
        raise AudioError("There is nothing to say in this script.", "Write at least one word.")
    wanted = choose(voice, language, folder)
    try:
        said, remarks = _said(pieces, wanted, folder, cache_folder, progress), _note(wanted, language)
    except VoiceFailed as error:
        if wanted.engine == "espeak":
            raise
        stand_in = offline(language)
        said, remarks = _said(pieces, stand_in, folder, cache_folder, progress), _why(stand_in, wanted, error)
        wanted = stand_in
    if not any(said.frames(number) for number in range(len(said))):
        said.close()
        raise AudioError(
            "The voice %(voice)s found nothing to say in this script.", "Write it in words.", voice=wanted.name
        )
    return Speech(said, strip.level(said), tuple(piece.pause_ms for piece in pieces), wanted.name, remarks)


def _said(
    pieces: list[Phrase],
    voice: VoiceInfo,
    folder: Path | None,
    kept: Path | None,
    progress: Progress,
) -> Reel:
    settings, engine = _engine(voice, folder)
    name = cache.key("\n".join(piece.text for piece in pieces), voice.name, settings)
    if (recalled := cache.recall(kept, name)) is not None and len(recalled) == len(pieces):
        return recalled
    said = Reel()
    try:
        for number, (phrase, rate) in enumerate(engine([piece.text for piece in pieces])):
            said.add(_trimmed(strip.tone(phrase, rate)))
            progress((number + 1) / len(pieces))
    except SiarError:
        said.close()
        raise
    cache.keep(kept, name, said)
    return said


Engine = Callable[[list[str]], Iterator[tuple[Pcm, int]]]


def _engine(voice: VoiceInfo, folder: Path | None) -> tuple[str, Engine]:
    """The settings that shape the sound, and the function that says each text in turn."""
    if not voice.ready:
        raise VoiceFailed(
            "The voice %(voice)s is not ready.", "It needs: %(needs)s.", voice=voice.name, needs=voice.needs
        )
    if voice.engine == "gtts":
        from audio.voices import google

        language = GTTS[voice.language]
        return google.SETTINGS, lambda texts: ((google.speak(text, language), RATE) for text in texts)
    if voice.engine == "piper":
        from audio.voices import piper

        file = piper_file(voice, folder)
        return f"{piper.SETTINGS}{file.stat().st_mtime_ns}", lambda texts: (piper.speak(text, file) for text in texts)
    code = ESPEAK[voice.language]
    return espeak.SETTINGS + code, lambda texts: ((espeak.speak(text, code), espeak.RATE) for text in texts)


def _trimmed(phrase: Pcm) -> Pcm:
    heard = np.flatnonzero(np.abs(phrase) > _SILENT)
    return phrase[max(0, heard[0] - 441) : heard[-1] + 1323] if len(heard) else phrase[:0]


def _note(voice: VoiceInfo, language: str | None) -> tuple[Remark, ...]:
    if voice.engine == "espeak" and language not in (None, "id", "en"):
        return (remark("The Indonesian voice read it: espeak-ng has none for this language."),)
    return ()


def _why(stand_in: VoiceInfo, wanted: VoiceInfo, error: VoiceFailed) -> tuple[Remark, ...]:
    instead = remark("%(voice)s read it, because %(wanted)s could not.", voice=stand_in.name, wanted=wanted.name)
    return (instead, *remarks_of(error))
