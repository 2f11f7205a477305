"""Roman numerals where they are numerals: after "Tahap", "Abad" and their like, or where nothing else fits."""

from __future__ import annotations

import re

from audio.words.acronyms import said_letters
from audio.words.dates import TO, joined
from audio.words.rule import WORD, Rule, Scene, rule
from audio.words.tables import words

ROMAN = r"(?:M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
KEYWORDS = tuple(sorted(words("before_romans")))


def value(roman: str) -> int:
    """The number that a Roman numeral stands for."""
    total = 0
    for sign, following in zip(roman, [*roman[1:], ""], strict=True):
        worth = _VALUES[sign]
        total += -worth if following and _VALUES[following] > worth else worth
    return total


def _after_keyword(match: re.Match[str], scene: Scene) -> str | None:
    if not match["a"]:
        return None
    if match["a"] in "LCDM":
        return None
    word = _keyword(match["word"], scene)
    said = f"{word} {scene.tongue.cardinal(value(match['a']))}"
    if match["rank"]:
        return f"{said} {scene.tongue.spell(match['rank'])}"
    if match["to"] and match["b"]:
        return f"{said} {joined(match['to'], scene)} {scene.tongue.cardinal(value(match['b']))}"
    if match["year"]:
        return f"{said} {scene.tongue.year(int(match['year']))}"
    return None if match["to"] else said


def _keyword(written: str, scene: Scene) -> str:
    """ "Tahap II" in small letters, but "MTQ XX" as an acronym, and parts of names as they are written."""
    word = written.lower()
    if written.isupper() and len(written) > 1 and word not in ("bab", "tim", "gol"):
        return said_letters(written, scene)
    return written if word in _NAMES else _SHORTENED.get(word, word)


_LIST_BEFORE = re.compile(
    r"([^\W\d_]{2,14})\s[IVXLC]{1,6}(?:,\s?[IVXLC]{1,6}){0,4},?\s(?:(?:dan|atau|serta|and|or|jeung|sareng|&)\s)?$"
)
_MORE = re.compile(r"(?:,\s?|\s(?:dan|atau|&|s\.d\.)\s|\s?[-–]\s?)(?:II|III|IV)\b")
_HOUR = re.compile(r",?\s(?:pukul|pkl|jam|tanggal|tgl|hari)\b")
_SECOND = re.compile(r"[a-z] II\b")
_OF_PLACE = r"(?i:\b(?:dapil|daerah pemilihan))\s(?:[A-Z][a-z]+\s){1,3}$"


def _also(match: re.Match[str], scene: Scene) -> str | None:
    """ "Tahap I dan II", "Dapil Banten I": the keyword stands further off."""
    before = scene.before(match.start())
    listed = _LIST_BEFORE.search(before)
    first = match["a"] == "I" and scene.tongue.code != "en" and _is_first(match, scene)
    follows = first or (listed and listed[1].lower() in KEYWORDS) or re.search(_OF_PLACE, before)
    return scene.tongue.cardinal(value(match["a"])) if follows else None


def _is_first(match: re.Match[str], scene: Scene) -> bool:
    """ "Misa I pukul 17.00, Misa II …": a second one stands in the line, or the hour of the first behind it."""
    another = _MORE.match(scene.text, match.end()) or _HOUR.match(scene.text, match.end()) or scene.has(_SECOND)
    return bool(another) and scene.before(match.start())[-2:-1].isalpha()


def _alone(match: re.Match[str], scene: Scene) -> str | None:
    """Two letters and more that can only be a numeral, after a word written with a capital ("Pakubuwono XII")."""
    before = scene.before(match.start())
    if not re.search(r"[^\W\d_][.,)]?\s$|[\w.]\s?[&,/]\s$|^$|\($|-$", before) or re.search(
        r"\b(?:PT|CV|UD|RS)\.?\s$", before
    ):
        return None
    said = scene.tongue.cardinal(value(match["a"]))
    if match["to"]:
        return f"{said} {joined(match['to'], scene)} {scene.tongue.cardinal(value(match['b']))}"
    return said


def _rank(match: re.Match[str], scene: Scene) -> str:
    """ "Pembina, IV/c": a civil servant's rank, whatever stands before it."""
    return f"{scene.tongue.cardinal(value(match['a']))} {scene.tongue.spell(match['rank'])}"


_NAMES = frozenset(
    (
        "siaga",
        "rapat",
        "sidang",
        "ruang",
        "ruangan",
        "studio",
        "kamar",
        "gedung",
        "dunia",
        "kodam",
        "korem",
        "lanal",
        "polda",
        "kota",
        "liga",
        "yonif",
        "brigif",
        "batalyon",
    )
)
_SHORTENED = {
    "gol": "golongan",
    "tk": "tingkat",
    "tw": "triwulan",
    "kw": "kuartal",
    "kwartal": "kuartal",
    "kls": "kelas",
    "smt": "semester",
    "sem": "semester",
    "angk": "angkatan",
    "gel": "gelombang",
    "tkt": "tingkat",
}
_KINGS = {"HB": "Hamengkubuwono", "PB": "Pakubuwono"}


def _king(match: re.Match[str], scene: Scene) -> str:
    return f"{_KINGS.get(match['name'], match['name'])} {scene.tongue.cardinal(value(match['a']))}"


def _ruler(match: re.Match[str], scene: Scene) -> str:
    """ "Sultan Ageng I"; an English king is the eighth of his name."""
    number = value(match["a"])
    if scene.tongue.code == "en":
        return f"{match['name']} the {scene.tongue.ordinal(number).capitalize()}"
    return f"{match['name']} {scene.tongue.cardinal(number)}"


_STREETS = {"Jl": "Jalan", "Jln": "Jalan", "Gg": "Gang"}


def _street(match: re.Match[str], scene: Scene) -> str:
    """ "Jl. V": a street that only has a number; before a name the letter is its first one's."""
    return f"{_STREETS.get(match['word'].rstrip('.'), match['word'])} {scene.tongue.cardinal(value(match['a']))}"


def _ordinal(match: re.Match[str], scene: Scene) -> str | None:
    if not match["a"]:
        return None
    said = scene.tongue.ordinal(value(match["a"]))
    return said.capitalize() if match.group()[0].isupper() else said


_RULERS = "Sultan Sunan Ratu Raja Paus Pangeran Kaisar King Queen Pope Emperor Prince"
_SURE = r"(?:X{1,3}(?:IX|IV|V?I{0,3})|V?I{2,3}|IV|VI|IX)(?<=[IVX]{2})"
ROMANS: tuple[Rule, ...] = (
    rule(
        "roman",
        rf"(?P<word>(?i:{'|'.join(KEYWORDS)}))\.?\)?\s(?:-\s)?(?P<a>(?=[IVXLCDM]){ROMAN})\b(?!\.[A-Za-z]{{2}})(?:(?:\s?/\s?|-|\.)(?:"
        rf"(?P<rank>[a-eA-H])\b|(?P<year>20\d\d)))?(?:(?P<to>{TO})(?P<b>(?=[IVXLCDM]){ROMAN})\b)?",
        _after_keyword,
        KEYWORDS,
    ),
    rule("roman", r"(?P<a>IV|I{1,3})(?:/|(?<=[IV]{2})\.)(?P<rank>[a-e])\b(?![/.])", _rank, "i ii iii iv"),
    rule("roman", rf"(?i:ke|ka)-?\s?(?P<a>{ROMAN})\b(?!['’-])", _ordinal, "ke ka"),
    rule(
        "roman",
        rf"(?P<name>(?:{_RULERS.replace(' ', '|')})(?:\s[A-Z][a-z]{{2,20}}){{1,3}})\s"
        rf"(?P<a>(?=[IVX]){ROMAN})(?<=[IVX])(?![\w.])",
        _ruler,
        _RULERS.lower(),
    ),
    rule(
        "roman",
        rf"(?P<word>[Jj]alan|[Gg]ang|Jl\.?|Jln\.?|Gg\.?)\s(?P<a>(?=[IVX]){ROMAN})(?<=[IVX])(?!\w|\.\w|\s(?!No|RT|Blok|Kel|Kec|Ds|Kp)[A-Z]|\.\s[A-Z])",
        _street,
        "jl jln jalan gg gang",
    ),
    rule(
        "roman",
        rf"(?P<name>Hamengku\s?[Bb]uwono|Paku\s?[Bb]uwono|Paulus|Benediktus|Elizabeth|Mangkunegara|Pakualam"
        rf"|Fransiskus|Louis|Henry|Charles|Napoleon|Leo|HB|PB)\s(?P<a>{ROMAN})(?<=[IVX])\b",
        _king,
        "hamengkubuwono hamengku pakubuwono paku paulus benediktus elizabeth mangkunegara pakualam "
        "fransiskus louis henry charles napoleon leo hb pb",
    ),
    rule(
        "roman",
        r"(?P<a>[IVX]{1,5})\b",
        lambda m, s: _also(m, s) if re.fullmatch(ROMAN, m["a"]) else None,
        "i v x ii iii iv vi vii viii ix xi xii xiii",
    ),
    rule(
        "roman",
        rf"(?P<a>{_SURE})\b(?:(?P<to>{TO})(?P<b>{_SURE})\b|(?P<alone>(?![-'’.]\w|/(?![A-Z][a-z]))))",
        _alone,
        WORD,
        needs="IVX",
    ),
)
