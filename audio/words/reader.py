"""The reader: walks once through a line, tries the rules that may begin at each place, and keeps what each said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from audio.words.punctuation import leftover
from audio.words.rule import DIGIT, LETTERS, WORD, Rule, Scene
from audio.words.spoken import Span

_WORD = re.compile(rf"{LETTERS}+(?:['’ʼ‘`]{LETTERS}+)*")
_DIGITS = re.compile(r"\d{1,18}")

RuleTable = Mapping[str, tuple[Rule, ...]]


def table_of(rules: Iterable[Rule]) -> RuleTable:
    """The rules by the word or sign at which they begin, each in its order of precedence."""
    table: dict[str, list[Rule]] = {}
    for rule in rules:
        for key in rule.keys:
            table.setdefault(key, []).append(rule)
    return {key: tuple(found) for key, found in table.items()}


def read_line(scene: Scene, start: int, end: int, table: RuleTable) -> tuple[str, list[Span]]:
    """The words of text[start:end], not yet tidied, and the spans where they differ from what is written."""
    pieces: list[str] = []
    spans: list[Span] = []
    place = start
    while place < end:
        after, said, name = _step(scene, place, end, table)
        if name:
            spans.append(Span(place, after, said, name))
            said = _apart(pieces, said)
        elif spans and spans[-1].end == place and pieces and pieces[-1]:
            said = _apart(pieces, said)
        if said:
            pieces.append(said)
        place = after
    return "".join(pieces), spans


def _step(scene: Scene, place: int, end: int, table: RuleTable) -> tuple[int, str, str]:
    """(where it ends, what is said, the rule's name or "" for what is said as written)."""
    text = scene.text
    word = _WORD.match(text, place, end)
    sign = text[place]
    for rule in _candidates(table, sign, word):
        match = rule.pattern.match(text, place, end)
        if match and match.end() > place:
            said = rule.say(match, scene)
            if said is not None:
                written = match.group()
                return match.end(), said, rule.name if said != written else ""
    if word:
        return word.end(), word.group(), ""
    digits = _DIGITS.match(text, place, end)
    if digits:
        return digits.end(), scene.tongue.spell(digits.group()), "digits"
    return place + 1, leftover(sign), ""


def _candidates(table: RuleTable, sign: str, word: re.Match[str] | None) -> tuple[Rule, ...]:
    if word:
        return table.get(word.group().casefold(), ()) + table.get(WORD, ())
    if "0" <= sign <= "9":
        return table.get(DIGIT, ())
    return table.get(sign, ())


def _apart(pieces: list[str], said: str) -> str:
    """Words that stood together only by a sign that is gone need a blank between them."""
    if said and pieces and pieces[-1][-1:].isalnum() and said[0].isalnum():
        return " " + said
    return said
