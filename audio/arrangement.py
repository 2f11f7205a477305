"""The arrangement: intro, voice, bed and outro on one timeline, mixed piece by piece: no length fills the memory."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from audio.bed import Bed
from audio.elements import Element
from audio.pcm import RATE, Pcm
from audio.template import Template

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pydub looks for a system's ffmpeg when it is imported; we bring our own
    from pydub import AudioSegment

PIECE_MS = 10_000


@dataclass(frozen=True)
class Arrangement:
    """Sounds with the millisecond at which each starts, and a bed beneath them."""

    placed: tuple[tuple[int, AudioSegment], ...]
    bed: Bed | None
    channels: int
    duration_ms: int

    def pieces(self) -> Iterator[AudioSegment]:
        """The mix in order, in pieces of ten seconds, at 44,100 frames a second, 16 bit."""
        for start in range(0, self.duration_ms, PIECE_MS):
            yield self._piece(start, min(start + PIECE_MS, self.duration_ms))

    def _piece(self, start: int, end: int) -> AudioSegment:
        mix = AudioSegment.silent(end - start, RATE).set_channels(self.channels)
        for at, sound in self.placed:
            if at < end and at + len(sound) > start:
                heard = sound[max(0, start - at) : end - at].set_channels(self.channels)
                mix = mix.overlay(heard, position=max(0, at - start))
        if self.bed and self.bed.start_ms < end and self.bed.end_ms > start:
            at, beneath = self.bed.between(start, end)
            mix = mix.overlay(beneath.set_channels(self.channels), position=at - start)
        return mix


def arrange(
    voice: Sequence[tuple[Pcm, int]],
    template: Template,
    intro: Element | None,
    outro: Element | None,
    bed: Element | None,
) -> Arrangement:
    """Place the voice's phrases (samples, pause after in milliseconds) between intro and outro, over the bed."""
    start = len(intro.sound) + template.gap_ms if intro else (template.bed_lead_ms if bed else 0)
    placed = [(0, intro.sound)] if intro else []
    end = at = start
    for samples, pause_ms in voice:
        sound = AudioSegment(samples.tobytes(), sample_width=2, frame_rate=RATE, channels=1)
        placed.append((at, sound))
        end = at + len(sound)
        at = end + pause_ms
    if outro:
        placed.append((end + template.gap_ms, outro.sound))
    laid = Bed.beneath(bed.sound, start, end, template) if bed else None
    last = max([at + len(sound) for at, sound in placed] + ([laid.end_ms] if laid else []))
    channels = max([element.sound.channels for element in (intro, outro, bed) if element] or [1])
    return Arrangement(tuple(placed), laid, channels, last)


def samples_of(piece: AudioSegment) -> Pcm:
    """The samples of a piece, shaped (frames, channels)."""
    return np.frombuffer(piece.raw_data, np.int16).reshape(-1, piece.channels)
