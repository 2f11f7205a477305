"""The arrangement: intro, voice, bed and outro on one timeline, mixed piece by piece: no length fills the memory."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from audio.bed import Bed
from audio.elements import Element
from audio.pcm import RATE, Pcm
from audio.template import Template
from audio.voices.speech import Speech

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pydub looks for a system's ffmpeg when it is imported; we bring our own
    from pydub import AudioSegment

PIECE_MS = 10_000


@dataclass(frozen=True)
class Placed:
    """A sound on the timeline, fetched when its turn comes; times in milliseconds."""

    start_ms: int
    end_ms: int
    sound: Callable[[], AudioSegment]


@dataclass(frozen=True)
class Arrangement:
    """Sounds on one timeline, and a bed beneath them."""

    placed: tuple[Placed, ...]
    bed: Bed | None
    channels: int
    duration_ms: int

    def pieces(self) -> Iterator[AudioSegment]:
        """The mix in order, in pieces of ten seconds, at 44,100 frames a second, 16 bit."""
        for start in range(0, self.duration_ms, PIECE_MS):
            yield self._piece(start, min(start + PIECE_MS, self.duration_ms))

    def _piece(self, start: int, end: int) -> AudioSegment:
        mix = AudioSegment.silent(end - start, RATE).set_channels(self.channels)
        for each in self.placed:
            if each.start_ms < end and each.end_ms > start:
                heard = each.sound()[max(0, start - each.start_ms) : end - each.start_ms].set_channels(self.channels)
                mix = mix.overlay(heard, position=max(0, each.start_ms - start))
        if self.bed and self.bed.start_ms < end and self.bed.end_ms > start:
            at, beneath = self.bed.between(start, end)
            mix = mix.overlay(beneath.set_channels(self.channels), position=at - start)
        return mix


def arrange(
    speech: Speech, template: Template, intro: Element | None, outro: Element | None, bed: Element | None
) -> Arrangement:
    """Place the voice's phrases between intro and outro, over the bed."""
    start = len(intro.sound) + template.gap_ms if intro else (template.bed_lead_ms if bed else 0)
    voice = _phrases(speech, start)
    end = voice[-1].end_ms
    placed = [_whole(0, intro), *voice] if intro else voice
    if outro:
        placed.append(_whole(end + template.gap_ms, outro))
    laid = Bed.beneath(bed.sound, start, end, template) if bed else None
    last = max([each.end_ms for each in placed] + ([laid.end_ms] if laid else []))
    channels = max([element.sound.channels for element in (intro, outro, bed) if element] or [1])
    return Arrangement(tuple(placed), laid, channels, last)


def _whole(start_ms: int, element: Element) -> Placed:
    return Placed(start_ms, start_ms + len(element.sound), lambda: element.sound)


def _phrases(speech: Speech, start_ms: int) -> list[Placed]:
    @functools.lru_cache(maxsize=2)  # a phrase that goes on in the next piece is not made twice
    def sound(number: int) -> AudioSegment:
        return AudioSegment(speech.phrase(number).tobytes(), sample_width=2, frame_rate=RATE, channels=1)

    found, at = [], start_ms
    for number, pause_ms in enumerate(speech.pauses_ms):
        if length := speech.duration_ms(number):
            found.append(Placed(at, at + length, functools.partial(sound, number)))
            at += length + pause_ms
    return found


def samples_of(piece: AudioSegment) -> Pcm:
    """The samples of a piece, shaped (frames, channels)."""
    return np.frombuffer(piece.raw_data, np.int16).reshape(-1, piece.channels)
