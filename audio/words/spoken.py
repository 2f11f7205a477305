"""What comes out of a script: the words to say, and where in the written text each of them stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the written text (code points, end exclusive), what is said there, and the rule that said so."""

    start: int
    end: int
    said: str
    rule: str


@dataclass(frozen=True, slots=True)
class Note:
    """An ambiguity told to the writer: English source texts, translated where they are shown."""

    start: int
    end: int
    kind: str
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of a script in order; commas, full stops and line ends are its pauses."""

    words: str
    language: str
    spans: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()
