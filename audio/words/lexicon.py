"""The lexicon as rules: entries of agency and station stand before all rules of our own."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from audio.words.entries import REACH, Entry
from audio.words.reader import RuleTable
from audio.words.rule import DIGIT, LETTERS, WORD, Rule, Scene
from audio.words.rules import built_in

# Private-use signs can't be in a script (they are cleaned away), so they hold the places of phonemes until the end.
_HOLDER = 0xE000
_MOST = 6000
_FIRST = re.compile(rf"{LETTERS}+(?:['’ʼ‘`]{LETTERS}+)*")
_ANY = (WORD, DIGIT, *"#@*+-(&%\"'“‘")


@lru_cache(maxsize=32)
def with_entries(entries: tuple[Entry, ...]) -> tuple[RuleTable, Callable[[str], str]]:
    """The table of rules with the entries first, and what puts their phonemes into the finished words."""
    if not entries:
        return built_in(), lambda words: words
    own: dict[str, list[tuple[int, Rule]]] = {}
    for index, entry in enumerate(entries[:_MOST]):
        for key in _keys(entry):
            own.setdefault(key, []).append((index, _rule(entry, index)))
    table = dict(built_in())
    for key in {*table, *own}:
        # A word has its own entries and those that fit any word, in the order in which they were given.
        anywhere = own.get(WORD, []) if key[0].isalpha() else []
        first = sorted([*own.get(key, []), *anywhere], key=lambda found: found[0])
        table[key] = (*(rule for _, rule in first), *table.get(key, ()))
    return table, _phonemes(entries)


def _keys(entry: Entry) -> tuple[str, ...]:
    if entry.kind == "pattern":
        return _ANY
    word = _FIRST.match(entry.written)
    if word:
        return (word.group().casefold(),)
    return (DIGIT,) if entry.written[0].isdigit() else (entry.written[0],)


def _rule(entry: Entry, index: int) -> Rule:
    if entry.kind == "pattern":
        return Rule("lexicon", f"(?:{entry.written})", _template(entry.spoken), _ANY)
    said = chr(_HOLDER + index) if entry.kind == "phonemes" else entry.spoken
    # An acronym stands for itself only as it is written; any other word also at a sentence's start or shouted.
    case = "" if entry.written.isupper() else "(?i)"
    written = r"\s+".join(re.escape(part) for part in entry.written.split())
    return Rule("lexicon", rf"{case}{written}(?!\w)", lambda match, scene: said, ())


def _template(spoken: str) -> Callable[[re.Match[str], Scene], str | None]:
    def say(match: re.Match[str], scene: Scene) -> str | None:
        return match.expand(spoken) if match.end() - match.start() <= REACH else None

    return say


def _phonemes(entries: tuple[Entry, ...]) -> Callable[[str], str]:
    spoken = {chr(_HOLDER + i): f"[[{e.spoken}]]" for i, e in enumerate(entries[:_MOST]) if e.kind == "phonemes"}
    holders = str.maketrans(spoken)
    return lambda words: words.translate(holders)
