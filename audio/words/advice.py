"""What a writer is told beside the script: each piece of advice with its place and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice on text[start:end]: English source texts with `%(name)s` places, filled from `values`."""

    start: int
    end: int
    kind: str
    message: str
    mend: str
    values: Mapping[str, object] = field(default_factory=dict)


def advise(text: str, language: str | None = None, today: date | None = None) -> list[Advice]:
    """Advice on a script, in the order of its places. Without `today` nothing is said to be past."""
    from audio.words import sentences, style, telling
    from audio.words.language import guess_language

    code = language if language in ("id", "su", "en") else guess_language(text)
    found = [
        *sentences.advice(text, code),
        *style.shouting(text),
        *telling.dates(text, today),
        *telling.telephones(text),
    ]
    if code == "id":
        found += [*style.jargon(text), *telling.missing(text)]
    return sorted(found, key=lambda advice: (advice.start, advice.end, advice.kind))
