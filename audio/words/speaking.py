"""From script to words: line by line, each in its language, with the place of every change kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from audio.words.clean import clean
from audio.words.entries import Entry
from audio.words.language import guess_language
from audio.words.reader import RuleTable, read_line
from audio.words.rule import Scene
from audio.words.spoken import Note, Span, Spoken
from audio.words.tidy import tidy
from audio.words.tongue import Tongue

_READINGS = 3
_MARK = re.compile(r"\s*\[(id|su|en)\]\s?", re.I)


def speak(text: str, language: str | None = None, lexicon: Sequence[Entry] = ()) -> Spoken:
    """The words that a voice says for `text`, for any text at all.

    `language` is "id", "su" or "en" (guessed when None); a line that begins with [id], [su] or [en] is in that one.
    `lexicon` is in order of precedence: the agency's entries before the station's.
    """
    # All the rules, which whoever only needs the names of this package should not wait for.
    from audio.words.lexicon import with_entries

    plain, places = clean(text)
    code = language if language in ("id", "su", "en") else guess_language(plain)
    table, phonemes = with_entries(tuple(lexicon))
    lines: list[str] = []
    spans: list[Span] = []
    notes: list[Note] = []
    # A script of many short lines says the same ones again and again.
    known: dict[str, Spoken] = {}
    start = 0
    for line in plain.split("\n"):
        spoken = known.get(line) or known.setdefault(line, _line(line, code, table))
        lines.append(spoken.words)
        spans.extend(Span(start + s.start, start + s.end, s.said, s.rule) for s in spoken.spans)
        notes.extend(Note(start + n.start, start + n.end, n.kind, n.message, n.mend) for n in spoken.notes)
        start += len(line) + 1
    return Spoken(phonemes("\n".join(lines)), code, tuple(_placed(spans, places)), tuple(_noted(notes, places)))


def _line(line: str, code: str, table: RuleTable) -> Spoken:
    """One line by itself, in its own language when a mark before it says so; places count from its start."""
    mark = _MARK.match(line)
    scene = Scene(line, tongue(mark[1].lower() if mark else code))
    words, spans = read_line(scene, mark.end() if mark else 0, len(line), table)
    tidied = tidy(words)
    settled = tidied if tidied == line else _settled(tidied, scene.tongue, table)
    return Spoken(settled, scene.tongue.code, tuple(spans), tuple(scene.notes))


def _settled(words: str, spoken_in: Tongue, table: RuleTable) -> str:
    """Words that are said the same when they are read again: what a sign held together may be an abbreviation apart."""
    for _ in range(_READINGS):
        again = tidy(read_line(Scene(words, spoken_in, []), 0, len(words), table)[0])
        if again == words:
            break
        words = again
    return words


@lru_cache(maxsize=3)
def tongue(code: str) -> Tongue:
    """The tongue of a language code; loaded when first asked for."""
    if code == "su":
        from audio.words.sundanese import SUNDANESE

        return SUNDANESE
    if code == "en":
        from audio.words.english import ENGLISH

        return ENGLISH
    from audio.words.indonesian import INDONESIAN

    return INDONESIAN


def _placed(spans: list[Span], places: list[int] | None) -> list[Span]:
    """Spans by their place in the written text; those within one sign ("⑴" is a number in brackets) are one."""
    if places is None:
        return spans
    whole: list[Span] = []
    for span in spans:
        start, end = places[span.start], _end(places, span.end)
        if whole and start < whole[-1].end:
            before = whole.pop()
            whole.append(Span(before.start, end, before.said + span.said, before.rule))
        else:
            whole.append(Span(start, end, span.said, span.rule))
    return whole


def _noted(notes: list[Note], places: list[int] | None) -> list[Note]:
    if places is None:
        return notes
    return [Note(places[n.start], _end(places, n.end), n.kind, n.message, n.mend) for n in notes]


def _end(places: list[int], end: int) -> int:
    return places[end - 1] + 1
