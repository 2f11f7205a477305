"""The music beneath the voice: looped, ducked while somebody speaks, faded at both ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from audio.template import Template

_SILENT_DB = -60.0


@dataclass(frozen=True)
class Section:
    """A stretch of the bed in milliseconds of the mix, and its gain in dB at both ends."""

    start_ms: int
    end_ms: int
    from_db: float
    to_db: float

    def gain_at(self, ms: int) -> float:
        """The gain in dB at a millisecond of the mix."""
        return self.from_db + (self.to_db - self.from_db) * (ms - self.start_ms) / (self.end_ms - self.start_ms)


@dataclass(frozen=True)
class Bed:
    """A looped sound (a pydub segment) under its sections."""

    sound: Any
    sections: tuple[Section, ...]

    @property
    def start_ms(self) -> int:
        return self.sections[0].start_ms

    @property
    def end_ms(self) -> int:
        return self.sections[-1].end_ms

    @classmethod
    def beneath(cls, sound: Any, voice_start_ms: int, voice_end_ms: int, template: Template) -> Bed:
        """A bed that leads in, ducks under the voice from start to end, rises and fades out."""
        open_db, low_db, duck = -template.bed_lu, -template.ducked_lu, template.duck_ms
        start = max(0, voice_start_ms - template.bed_lead_ms)
        down = max(start + template.fade_in_ms, voice_start_ms - duck)
        up = max(down + duck, voice_end_ms)
        points = [
            (start, _SILENT_DB),
            (start + template.fade_in_ms, open_db),
            (down, open_db),
            (down + duck, low_db),
            (up, low_db),
            (up + duck, open_db),
            (up + duck + template.fade_out_ms, _SILENT_DB),
        ]
        pairs = pairwise(points)
        return cls(sound, tuple(Section(a, b, from_db, to_db) for (a, from_db), (b, to_db) in pairs if b > a))

    def between(self, start_ms: int, end_ms: int) -> tuple[int, Any]:
        """Where the bed begins in this stretch of the mix, and its sound there, gains applied."""
        found = None
        first = max(start_ms, self.start_ms)
        for section in self.sections:
            a, b = max(first, section.start_ms), min(end_ms, section.end_ms)
            if a < b:
                part = self._shaped(section, a, b)
                found = part if found is None else found + part
        return first, found

    def _shaped(self, section: Section, a: int, b: int) -> Any:
        part = self._looped(a - self.start_ms, b - self.start_ms)
        begins, ends = section.gain_at(a), section.gain_at(b)
        if begins == ends:
            return part.apply_gain(begins)
        return part.fade(from_gain=begins, to_gain=ends, start=0, end=len(part))

    def _looped(self, a: int, b: int) -> Any:
        length = len(self.sound)
        offset = a % length
        part = self.sound[offset : offset + b - a]
        while len(part) < b - a:
            part += self.sound[: b - a - len(part)]
        return part
