"""Which language a script is in: by its small and usual words, and by letters that only one of the three writes."""

from __future__ import annotations

import re

from audio.words.tables import words

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ADDRESS = re.compile(r"@|://|\w\.\w{2,}\.\w|\w{2}\.\w{2,}")
_LONGEST = 30  # letters: no word of the three is longer
_ENOUGH = 20_000
_SURE = 2
_ACRONYM = 4

_ENGLISH_FIGURE = re.compile(
    r"\b(?:\d*1st|\d*2nd|\d*3rd|\d*[04-9]th|\d{3}0s)\b|\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?"
    r"|^(?:Call|Dial|Visit|Phone|Text)\s(?:[\d+(]|www|http)"
)
_ENGLISH_LETTERS = re.compile(
    r"(?<=[a-z])'s$|(?=.*[aeiouy])th(?!$)|wh|ght|ck|[^aeiou]tion|ee|oo|ould|[a-z]{3}(?:ing|ly)$|(?:ss|ll|ght|[^e]ed|ies)$"
)
_INDONESIAN_LETTERS = re.compile(
    r"(?:me[mn]?[bcdfghjklmprstwy]|meng|meny|ber|ter|pe[mn][a-z]|se)[a-z]{3,}|[a-z]{3,}(?:kan|annya|nya|lah)$|di[b-df-hj-np-tv-z][a-z]+(?:kan|i)?$"
)
# An é in the name of a month or a day, "ka-1", and who is asked or told to be there.
_SUNDANESE_FIGURE = re.compile(
    r"\b(?:Désémber|Séptémber|Nopémber|Pébruari|Fébruari|Méi|Senén|Taun|Kabupatén)\b|\bka[- ]\d|^Aya \d"
    r"|\b[Tt]abuh \d|\d dinten\b"
    r"|^[Mm]angga (?:hubungi|telepon|kontak|rawuh|sumping|linggih|daptar)\b"
)
_SUNDANESE_LETTERS = re.compile(r"é(?=.)|[a-z]{3,}keun(?:$|ana$)|^ng[ae](?![aeiou])[a-z]{4,}")


def guess_language(text: str) -> str:
    """ "id", "su" or "en". Indonesian when nothing tells: it is what most scripts are written in."""
    begin = text[:_ENOUGH]
    plain = " ".join(token for token in begin.split() if not _ADDRESS.search(token))
    found = [match for match in _WORD.finditer(plain) if len(match[0]) <= _LONGEST]
    spoken = [(match[0].casefold(), _is_word(match[0], n == 0)) for n, match in enumerate(found)]
    indonesian, shared = sum(map(_indonesian, spoken)), sum(word in words("language.district") for word, _ in spoken)
    english = sum(map(_english, spoken)) + _SURE * bool(_ENGLISH_FIGURE.search(begin))
    sundanese = sum(map(_sundanese, spoken)) + (_SURE + 1) * bool(_SUNDANESE_FIGURE.search(begin))
    if sundanese >= _SURE and sundanese > max(indonesian, english):
        return "su"
    return "en" if english >= _SURE and english > indonesian + shared + sundanese else "id"


def _is_word(written: str, first: bool) -> bool:
    """Rather than a name or an acronym."""
    return written[0].islower() or (first and not (written.isupper() and len(written) <= _ACRONYM))


def _indonesian(word: tuple[str, bool]) -> int:
    written, _ = word
    if written in words("language.id"):
        return _SURE
    if written in words("language.district"):
        return 0
    return int(written in words("common.id") or bool(_INDONESIAN_LETTERS.match(written)))


def _english(word: tuple[str, bool]) -> int:
    written, surely = word
    if not surely:
        return 0
    if written in words("language.en"):
        return _SURE
    return int(written in words("language.en_weak") or bool(_ENGLISH_LETTERS.search(written)))


def _sundanese(word: tuple[str, bool]) -> int:
    written, surely = word
    listed = written in words("language.su")
    if not surely:
        return 0
    return _SURE if (listed and len(written) >= 4) or _SUNDANESE_LETTERS.search(written) else int(listed)
