"""A script beside what will be heard: which written words are said otherwise, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audio.words.spoken import Span

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True)
class Segment:
    """A stretch of the script; `rule` is None where it is said as it is written."""

    written: str
    said: str
    rule: str | None = None


def segments(text: str, spans: Iterable[Span]) -> list[Segment]:
    """The whole text in order, each expansion a segment of its own."""
    found: list[Segment] = []
    reached = 0
    for span in sorted(spans, key=lambda each: each.start):
        written = text[span.start : span.end]
        if span.start < reached or written.casefold() == span.said.casefold():
            continue
        if span.start > reached:
            found.append(_plain(text[reached : span.start]))
        found.append(Segment(written, span.said, span.rule))
        reached = span.end
    return [*found, _plain(text[reached:])] if reached < len(text) else found


def sentences(parts: Sequence[Segment]) -> list[list[Segment]]:
    """The same segments by sentence; a full stop inside an expansion (`Kab.`) ends none."""
    lines: list[list[Segment]] = [[]]
    for part in parts:
        if part.rule is not None:
            lines[-1].append(part)
            continue
        first, *others = SENTENCE_END.split(part.written)
        lines[-1].append(_plain(first))
        lines.extend([_plain(other)] for other in others)
    return [line for line in lines if any(part.written.strip() for part in line)]


def expansions(parts: Iterable[Segment]) -> list[Segment]:
    """Each different expansion once, in order."""
    return list(dict.fromkeys(part for part in parts if part.rule is not None))


def _plain(text: str) -> Segment:
    return Segment(text, text)
