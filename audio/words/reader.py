"""The reader: walks once through a line, tries the rules that may begin at each place, and keeps what each said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from audio.words.rule import DIGIT, LETTERS, WORD, Rule, Scene
from audio.words.spoken import Span
from audio.words.tidy import leftover

_WORD = re.compile(rf"{LETTERS}+(?:['’ʼ‘`]{LETTERS}+)*")
_APOSTROPHE = re.compile("['’ʼ‘`]")
# No word, address or code is that long without a blank; to look for one at each of its signs would take too long.
_CROWDED = re.compile(r"\S{400,}")
_DIGITS = re.compile(r"\d{1,18}")

RuleTable = Mapping[str, tuple[Rule, ...]]


def table_of(rules: Iterable[Rule]) -> RuleTable:
    """The rules by the word or sign at which they begin, each in its order of precedence."""
    table: dict[str, list[Rule]] = {}
    for rule in rules:
        for key in rule.keys:
            table.setdefault(key, []).append(rule)
    return {key: tuple(found) for key, found in table.items()}


_Tried = tuple[Callable[[str, int, int], re.Match[str] | None], Rule]


class _Fitting(dict[str, tuple[_Tried, ...]]):
    """What can fit at all in a line with these signs, by the word or sign that is met; made as it is asked for."""

    def __init__(self, table: RuleTable, signs: frozenset[str]) -> None:
        super().__init__()
        self._table, self._signs = table, signs

    def __missing__(self, key: str) -> tuple[_Tried, ...]:
        rules = self._table.get(key, ())
        if key[0].isalpha():
            head = _APOSTROPHE.split(key, maxsplit=1)[0]
            longer = (r for r in self._table.get(WORD, ()) if r.letters <= len(head))
            rules += tuple(r for r in longer if r.heads is None or head in r.heads())
        fitting = (rule for rule in rules if not rule.needs or not rule.needs.isdisjoint(self._signs))
        self[key] = found = tuple((rule.pattern.match, rule) for rule in fitting)
        return found


def read_line(scene: Scene, start: int, end: int, table: RuleTable) -> tuple[str, list[Span]]:
    """The words of text[start:end], not yet tidied, and the spans where they differ from what is written."""
    fitting = _Fitting(table, frozenset(scene.text[start:end]))
    plainly = _Fitting({}, frozenset())
    crowded = [run.span() for run in _CROWDED.finditer(scene.text, start, end)][::-1]
    pieces: list[str] = []
    spans: list[Span] = []
    place = start
    while place < end:
        if scene.text[place] == " ":
            pieces.append(" ")
            place += 1
            continue
        while crowded and crowded[-1][1] <= place:
            crowded.pop()
        inside = bool(crowded) and crowded[-1][0] <= place
        after, said, name = _step(scene, place, end, plainly if inside else fitting)
        if name:
            spans.append(Span(place, after, said, name))
            said = _apart(pieces, said)
        elif spans and spans[-1].end == place and pieces and pieces[-1]:
            said = _apart(pieces, said)
        if said:
            pieces.append(said)
        place = after
    return "".join(pieces), spans


def _step(scene: Scene, place: int, end: int, fitting: _Fitting) -> tuple[int, str, str]:
    """(where it ends, what is said, the rule's name or "" for what is said as written)."""
    text = scene.text
    word = _WORD.match(text, place, end)
    sign = text[place]
    key = word.group().casefold() if word else DIGIT if "0" <= sign <= "9" else sign
    for fits, rule in fitting[key]:
        match = fits(text, place, end)
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


def _apart(pieces: list[str], said: str) -> str:
    """Words that stood together only by a sign that is gone need a blank between them."""
    if said and pieces and pieces[-1][-1:].isalnum() and said[0].isalnum():
        return " " + said
    return said
