"""Words in capitals: spelled by letter, read as a word, said in full, or only shouted."""

from __future__ import annotations

import re
import string
from functools import lru_cache

from audio.words.rule import LETTERS, WORD, Rule, Scene, rule
from audio.words.tables import pairs, words

_ONSET = r"(?:ng|ny|sy|kh|gh|str|spr|skr|[bcdgkptsf][rl]|[kgs]w|s[ktpmn]|[bcdfghjklmnprstvwyz])?"
_CODA = r"(?:ng|ks|ns|rs|[mnktpsrlhbdgf])?"
_SYLLABLES = re.compile(rf"(?:{_ONSET}[aiueo]{{1,2}}{_CODA}){{1,12}}")
# "HELM", "FILM", "KURS" among shouted words: two consonants that end a word.
_CLOSED = re.compile(rf"{_ONSET}[aiueo](?:l[mpktf]|r[mskt]|n[kst]|ks|ps|mp|st)")
_VOWELS = re.compile(r"[aiueo]")
_CLUSTER = re.compile(r"[^aiueo]{4}|^[^aiueo]{3}(?<!str)|^b[cdfgjkmnpstvz]|[aiueo]{4}")
_LONG = re.compile(r"[^\W\d_]{5,}")


def pronounceable(letters: str) -> bool:
    """Whether letters make Indonesian syllables, so that people read them as a word."""
    written = letters.lower()
    return _SYLLABLES.fullmatch(written) is not None or _is_loan(written)


def _is_loan(written: str) -> bool:
    """Longer words from elsewhere ("psikolog", "modern") have clusters of their own, but vowels enough."""
    vowels = len(_VOWELS.findall(written))
    return len(written) >= 6 and vowels * 3 >= len(written) - 1 and not _CLUSTER.search(written)


def said_letters(written: str, scene: Scene) -> str:
    """An acronym of the lexicon in its way; else spelled when short or not to be pronounced, a word otherwise."""
    known = scene.tongue.acronyms.get(written) or scene.tongue.acronyms.get(written.capitalize())
    if known:
        return known
    if not written.isupper() or not written.isascii():
        return written
    if written in words("spelled.id"):
        return scene.tongue.spell(written)
    if _is_word(written, scene):
        return written.lower()
    if len(written) <= 3 or not pronounceable(written):
        return scene.tongue.spell(written)
    return written.lower()


def _is_word(written: str, scene: Scene) -> bool:
    if scene.tongue.code == "en":
        return written.lower() in words("language.en") or written.lower() in words("common.en") or len(written) > 4
    return written in words("read.id") or written.lower() in words("common.id")


def said_part(piece: str, scene: Scene) -> str:
    """A piece of an address or a tag, in a form that stays as it is when it is read again."""
    if piece.isupper() and len(piece) > 1:
        return said_letters(piece, scene)
    if piece.lower() in scene.tongue.abbreviations or (len(piece) == 1):
        return scene.tongue.spell(piece)
    return scene.tongue.acronyms.get(piece, piece)


@lru_cache(maxsize=1)
def _all_known() -> frozenset[str]:
    return frozenset(known.casefold() for code in ("id", "en") for known in pairs(f"acronyms.{code}"))


def _known(match: re.Match[str], scene: Scene) -> str | None:
    return scene.tongue.acronyms.get(match.group())


def _capitals(match: re.Match[str], scene: Scene) -> str:
    written = match.group()
    if written not in words("spelled.id") and written not in words("read.id") and _shouted(match, scene):
        word = pronounceable(written) or _CLOSED.fullmatch(written.lower()) or len(written) > 7
        return written.lower() if word else scene.tongue.spell(written)
    return said_letters(written, scene)


def _shouted(match: re.Match[str], scene: Scene) -> bool:
    """Among other long words in capitals, a short one that can be pronounced is a word too."""
    around = scene.text[max(0, match.start() - 40) : match.end() + 40]
    loud = [word for word in _LONG.findall(around) if word.isupper() and pronounceable(word)]
    return len(loud) >= 2


def _before_a_name(match: re.Match[str], scene: Scene) -> str:
    """ "PT. Maju", "Plt. Bupati": the full stop is only a habit."""
    return said_letters(match["letters"] or match["phone"], scene)


def _with_suffix(match: re.Match[str], scene: Scene) -> str:
    joint = " " if match["suffix"] == "el" else "-"
    return f"{said_letters(match['letters'], scene)}{joint}{match['suffix']}"


def _with_tail(match: re.Match[str], scene: Scene) -> str | None:
    """ "APBDes", "RPJMDes": the capitals by letter, then the word that stands behind them."""
    if match.group() in scene.tongue.acronyms:
        return None
    return f"{said_letters(match['letters'], scene)} {match['suffix'].lower()}"


def _initials(match: re.Match[str], scene: Scene) -> str:
    """ "B.J. Habibie": initials by their names."""
    return scene.tongue.spell(re.sub(r"\W", "", match.group()))


_WORD_END = rf"(?!{LETTERS}|_)"
ACRONYMS: tuple[Rule, ...] = (
    rule(
        "acronym",
        rf"(?P<letters>[A-Z]{{2,6}})(?P<suffix>Desa|Des|Kab|Prov){_WORD_END}",
        _with_tail,
        WORD,
        needs=string.ascii_uppercase,
        letters=5,
    ),
    rule(
        "acronym",
        r"(?P<letters>TP|Plt|Plh|Pj|Pjs|PT|CV|UD|RS|PD|NV|PLT|PLH|PJ)\.(?=\s?[A-Z\d])|(?P<phone>HP|WA)\.(?=\s?\d)",
        _before_a_name,
        "tp plt plh pj pjs pt cv ud rs pd nv hp wa",
    ),
    rule("acronym", rf"{LETTERS}{{2,20}}{_WORD_END}", _known, WORD, heads=_all_known),
    rule(
        "acronym",
        rf"(?P<head>[A-Z][a-z]{{2,12}})(?P<letters>[A-Z]{{2,6}}){_WORD_END}",
        lambda m, s: f"{m['head']} {said_letters(m['letters'], s)}",
        WORD,
        needs=string.ascii_uppercase,
        letters=5,
    ),
    rule(
        "acronym",
        rf"(?P<letters>[A-Z]{{2,9}})-?(?P<suffix>nya|ku|mu|lah|kah|pun|el){_WORD_END}",
        _with_suffix,
        WORD,
        needs=string.ascii_uppercase,
        letters=2,
    ),
    rule(
        "acronym",
        rf"(?P<letters>[A-Z]{{2,5}})(?P<tail>[A-Z][a-z]{{3,14}}){_WORD_END}",
        lambda m, s: f"{said_letters(m['letters'], s)} {m['tail']}",
        WORD,
        needs=string.ascii_uppercase,
        letters=6,
    ),
    rule(
        "acronym",
        rf"[A-Z]{{2,6}}[a-z]{_WORD_END}(?!['’])",
        lambda m, s: None if pronounceable(m.group()) else s.tongue.spell(m.group()),
        WORD,
        needs=string.ascii_uppercase,
        letters=3,
    ),
    rule(
        "acronym",
        rf"[A-Z]{{2,30}}{_WORD_END}(?!['’]{LETTERS})",
        _capitals,
        WORD,
        needs=string.ascii_uppercase,
        letters=2,
    ),
    rule(
        "letter",
        r"(?:[A-Z]\.\s?){2,5}(?=\s|$|[,)]|[A-Z][a-z])|(?:[A-Z]\.){1,4}[A-Z](?![\w.])",
        _initials,
        WORD,
        needs=".",
    ),
    rule("letter", r"I(?!\w)", lambda m, scene: "I" if scene.tongue.code == "en" else None, "i"),
    rule(
        "letter",
        rf"(?:[B-Z](?:\.(?=\s[A-Z]))?|A\.(?=\s[A-Z]))(?!{LETTERS}|['’\d_])",
        lambda m, s: s.tongue.spell(m.group()[0]),
        WORD,
        needs=string.ascii_uppercase,
    ),
)
