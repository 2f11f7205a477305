"""Abbreviations: with full stops, with strokes, or with neither; titles before names and degrees after them."""

from __future__ import annotations

import re
from functools import lru_cache

from audio.words.rule import LETTERS, WORD, Rule, Scene, rule
from audio.words.tables import pairs, words

_FINAL = re.compile(r"\s*(?:$|[\"”')\]]*\s+[\"“'(]?[A-Z])")


_ENDING = (
    "Sarjana",
    "Magister",
    "Spesialis",
    "Ahli",
    "Master",
    "Doctor",
    "Bachelor",
    "pergi",
    "Subhan",
    "Shallal",
    "Alaihis",
)
_DEGREES = {
    "SH": "s.h", "SE": "s.e", "MM": "m.m", "ST": "s.t", "MT": "m.t", "MH": "m.h", "SKM": "s.km", "SIP": "s.ip",
    "SPd": "s.pd", "MPd": "m.pd", "MSi": "m.si", "SSos": "s.sos", "SAg": "s.ag", "SKom": "s.kom",
    "MKes": "m.kes", "SKep": "s.kep", "SSTP": "s.stp", "MAP": "m.ap",
}  # fmt: skip
_NAME_OR_DEGREE = re.compile(rf"(?:[A-Z][a-z'’]+|\b(?:{'|'.join(_DEGREES)})|\b[A-Z]\.[A-Za-z.]{{1,9}})\.?,\s$")
# "mencetak gol.", "sayur kol.": in small letters they are words that end a sentence.
_WORDS_TOO = frozenset(("kol", "lap", "pol", "brig", "sei", "wil", "gub", "kav", "komp"))
_CALLS = frozenset(("HUB", "TELP", "TLP", "TEL", "TGL"))
_BEFORE_FIGURES = frozenset(
    [
        "no",
        "nr",
        "nmr",
        "th",
        "hal",
        "hlm",
        "lt",
        "vol",
        "ed",
        "cet",
        "ps",
        "psl",
        "min",
        "max",
        "maks",
        "gol",
        "uk",
    ]
)
_FIGURE_FOLLOWS = re.compile(
    r"\s?(?:\d|[IVX]{1,5}\b|:|[A-Z]{2,6}[\s:]|[A-Z]-?\d|(?:A|B|AB|O)\b|(?i:telp|tlp|telepon|hp|wa|rekening|rek|kontak|pol|urut|induk|surat|ktp|kk"
    r"|sk|seri|handphone|registrasi|rumah|pendaftaran|darah|tarif|ruang)\b)"
)


def _stop(match: re.Match[str], scene: Scene) -> str:
    """The full stop of an abbreviation ends the sentence too where the sentence ends."""
    if not match.group().endswith("."):
        return ""
    line = scene.text[match.end() : match.end() + 12].partition("\n")[0]
    return "." if _FINAL.match(line) else ""


def line_stop(match: re.Match[str], scene: Scene) -> str:
    """Before a name or a word that must follow, only the end of the line is an end."""
    at_end = scene.text[match.end() : match.end() + 1] in ("", "\n")
    return "." if at_end and match.group().endswith(".") else ""


def _as_written(said: str, written: str) -> str:
    return said[0].upper() + said[1:] if written[0].isupper() else said


def _is_acronym(written: str) -> bool:
    """ "diperiksa BPK.": the sentence ends after an acronym that small letters would make an abbreviation."""
    return written in words("spelled.id") or written in words("read.id")


def _expanded(word: str, scene: Scene) -> str | None:
    """An abbreviation, or a passive made from one: "dihub." is dihubungi."""
    known = scene.tongue.abbreviations
    if word in known or not word.startswith("di") or len(word) < 5:
        return known.get(word)
    root = known.get(word[2:], " ")
    return "di" + root if root.isalpha() else None


@lru_cache(maxsize=1)
def _short_forms() -> frozenset[str]:
    every = {short for code in ("id", "su", "en") for short in pairs(f"abbreviations.{code}")}
    return frozenset(every | {"di" + short for short in every})


def _plain(match: re.Match[str], scene: Scene) -> str | None:
    said = _expanded(match["word"].lower(), scene)
    if said is None or _is_acronym(match["word"]) or (match["word"].isupper() and not _cut_short(match, scene)):
        return None
    ends = line_stop if said == "versus" else _stop
    return _as_written(said, match["word"]) + ends(match, scene)


def _cut_short(match: re.Match[str], scene: Scene) -> bool:
    """ "HUB. KAMI", "TELP 0252 …": in capitals a stop, or the figure that belongs to it, tells it from an acronym."""
    figure = match["word"] in _CALLS and re.match(r"\s?:?\s?[(+\d]", scene.text[match.end() : match.end() + 4])
    return bool(figure) or (len(match["word"]) > 2 and match.group().endswith("."))


def _before_name(match: re.Match[str], scene: Scene) -> str | None:
    """ "Jl. Raya", "dr. Budi": the full stop never ends a sentence here, save at the end of the line."""
    word = match["word"]
    if _is_acronym(word) or word in _WORDS_TOO:
        return None
    if word.lower() in _BEFORE_FIGURES and not _counts(match, scene):
        return None
    said = "Doktor" if word == "Dr" and scene.tongue.code != "en" else scene.tongue.before_names.get(word.lower())
    if said is None:
        return None
    shown = said if said[0].isupper() else _as_written(said, word) if word.lower() not in ("dr", "no") else said
    return shown + line_stop(match, scene)


def _counts(match: re.Match[str], scene: Scene) -> bool:
    """Whether what follows is what the abbreviation counts; a least and a most may be of anything ("min. SMA")."""
    if _FIGURE_FOLLOWS.match(scene.text, match.end()):
        return True
    least_or_most = match["word"].lower() in ("min", "maks", "max")
    return least_or_most and not scene.before(match.start()).rstrip()[-1:].isdigit()


def _number(match: re.Match[str], scene: Scene) -> str:
    return scene.tongue.words["number"]


def _undotted(match: re.Match[str], scene: Scene) -> str | None:
    """ "Jl Raya Maja", "Kab Lebak": without its full stop only before a name."""
    return scene.tongue.before_names.get(match["word"].lower())


def _dotted(match: re.Match[str], scene: Scene) -> str | None:
    written = re.sub(r"\s", "", match.group()).lower().rstrip(".")
    said = scene.tongue.dotted.get(written)
    if not said:
        return None
    return said + (_stop(match, scene) if said.startswith(_ENDING) else line_stop(match, scene))


def _budget_year(match: re.Match[str], scene: Scene) -> str | None:
    """ "TA 2026" is a year of the budget, "TA 2026/2027" and "TP 2026/2027" are of the schools."""
    if match["kind"] == "P":
        return "tahun pelajaran " if match["school"] else None
    return "tahun ajaran " if match["school"] else "tahun anggaran "


def _district_or_town(match: re.Match[str], scene: Scene) -> str:
    """ "8 kab/kota": one word of the law for both, with no choice in it."""
    return _as_written("kabupaten " + ("Kota" if match.group()[0] == "K" else "kota"), match.group())


def _street(match: re.Match[str], scene: Scene) -> str | None:
    """English "Main St.": no name follows, so it is no saint."""
    return "Street" + line_stop(match, scene) if scene.tongue.code == "en" else None


def _language(match: re.Match[str], scene: Scene) -> str:
    """ "B. Inggris": the subject at school."""
    return "Bahasa "


def _in_the_name(match: re.Match[str], scene: Scene) -> str | None:
    """ "1234567890 an Budi": whose account it is."""
    return scene.tongue.dotted.get("a.n") if re.search(r"\d[)\s,]+$", scene.before(match.start())) else None


def _consultant(match: re.Match[str], scene: Scene) -> str | None:
    """ "Sp.OG(K)": a specialist whom others consult."""
    return " Konsultan" if re.search(r"\bSp\.[A-Za-z.]{1,8}\s?$", scene.before(match.start())) else None


def _degree(match: re.Match[str], scene: Scene) -> str | None:
    """ "Budi, SE., MM": degrees without their full stops, after a name."""
    if not _NAME_OR_DEGREE.search(scene.before(match.start())):
        return None
    said = scene.tongue.dotted.get(_DEGREES[match["degree"]])
    return said + _stop(match, scene) if said else None


def _stroke(match: re.Match[str], scene: Scene) -> str | None:
    return scene.tongue.dotted.get(match.group().lower().rstrip("."))


_ADDRESSED = {"Bpk": "Bapak", "Sdr": "Saudara", "Sdri": "Saudari", "i": "Saudari"}


def _people(match: re.Match[str], scene: Scene) -> str:
    return " ".join(_ADDRESSED.get(name, name) for name in match.group().replace(".", "").split("/"))


ABBREVIATIONS: tuple[Rule, ...] = (
    rule("abbreviation", r"Ka\.(?=\s?[A-Z])", lambda m, s: "Kepala ", "ka"),
    rule("abbreviation", r"R\.(?=\s?(?:Rapat|Sidang|Kelas|Pola|Tunggu)\b)", lambda m, s: "Ruang", "r"),
    rule("abbreviation", r"[Kk]ab\.?/(?:[Kk]ota\b|[Kk]odya\b\.?)", _district_or_town, "kab"),
    rule(
        "abbreviation",
        r"(?:Bapak|Ibu|Saudara|Bpk|Sdr)\.?(?:/(?:Bapak|Ibu|Saudara|Saudari|Sdri?|Bpk|i)\b\.?)+",
        _people,
        "bapak ibu saudara bpk sdr",
    ),
    rule(
        "abbreviation",
        r"[Kk]ol\.(?=\s?(?:\(?\d|[Nn]o\b))",
        lambda m, s: _as_written("kolom", m.group()) if s.tongue.code == "id" else None,
        "kol",
    ),
    rule("abbreviation", r"Link\.(?=\s?[A-Z])", lambda m, s: "Lingkungan" if s.tongue.code != "en" else None, "link"),
    rule("abbreviation", r"[Cc]p(?=\s?[:.]?\s?[(+0]\d)\.?", lambda m, s: "narahubung", "cp"),
    rule("abbreviation", r"sd\.?(?=\s(?:selesai|tuntas|habis))", lambda m, s: s.tongue.words["until"], "sd"),
    rule("abbreviation", r"[Kk]av\.(?=\s?\d)", lambda m, s: "Kavling", "kav"),
    rule("abbreviation", r"[Rr]ek(?=\s(?:[A-Z]{2,5}\s)?\d{3})", lambda m, s: "rekening", "rek"),
    rule("abbreviation", r"(?:[Ll]t|LT)(?=\s\d)", lambda m, s: "Lantai" if m.group()[0] == "L" else "lantai", "lt"),
    rule("abbreviation", r"St\.(?=\s*(?:$|[,;)]))", _street, "st"),
    rule("abbreviation", r"T\.?(?P<kind>[AP])\.?\s?(?=20\d\d(?P<school>\s?[/-]\s?20\d\d)?)", _budget_year, "ta tp t"),
    rule(
        "abbreviation",
        r"[Nn]o(?=\s(?i:hp|telp|tlp|telepon|wa|rek|ktp|kk|pol|sk|induk|urut|polisi|antrean|antrian|peserta|npwp)\b)",
        _number,
        "no",
    ),
    rule(
        "abbreviation",
        rf"(?P<degree>{'|'.join(sorted(_DEGREES, key=len, reverse=True))})\b\.?",
        _degree,
        [key.lower() for key in _DEGREES],
    ),
    rule("abbreviation", rf"(?:{LETTERS}{{1,5}}\.){{1,3}}{LETTERS}{{1,6}}\b\.?", _dotted, WORD, needs="."),
    rule("abbreviation", rf"{LETTERS}{{1,3}}\.\s{LETTERS}{{1,5}}\b\.?", _dotted, WORD, needs="."),
    rule("abbreviation", r"[A-Za-z]{1,2}/[A-Za-z]{1,2}(?![\w/])\.?", _stroke, WORD, needs="/"),
    rule("abbreviation", rf"(?P<word>{LETTERS}{{1,7}})\.(?!\w\.)", _before_name, WORD, needs="."),
    rule("abbreviation", rf"(?P<word>{LETTERS}{{2,8}})\b\.?(?!['’]\w)", _plain, WORD, heads=_short_forms),
    rule(
        "abbreviation",
        r"(?P<word>Jl|Jln|Gg|Kab|Kec|Kel|Ds|Dsn|Kp|Prov|Hj|KH|Drs|Dra|Drg|drg|dr|Ir|Prof|Tb|Bpk|Sdr|Sdri|Yth|Mr|Mrs|Ms|H"
        r"(?=\s[A-Z][a-z]))(?=[\s/][A-Z])",
        _undotted,
        "jl jln gg kab kec kel ds dsn kp prov hj kh drs dra drg dr ir prof tb bpk sdr sdri yth mr mrs ms h",
    ),
    rule(
        "abbreviation",
        r"[Tt]h\.?(?=\s['’]?\d)",
        lambda m, s: s.tongue.words["year"] if s.tongue.code != "en" else None,
        "th",
    ),
    rule("abbreviation", r"an(?=\s[A-Z])", _in_the_name, "an"),
    rule("abbreviation", r"[Uu]/(?=\s?[A-Za-z])", lambda m, s: "untuk " if s.tongue.code == "id" else None, "u"),
    rule("abbreviation", r"B\.\s?(?=(?:Inggris|Indonesia|Sunda|Arab|Jawa|Daerah|Jepang|Mandarin)\b)", _language, "b"),
    rule("abbreviation", r"\(K\)", _consultant, "("),
    rule(
        "abbreviation",
        r"Dr(?=\s[A-Z])",
        lambda m, s: s.tongue.before_names.get("dr") if s.tongue.code == "en" else "Doktor",
        "dr",
    ),
)
