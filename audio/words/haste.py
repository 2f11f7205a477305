"""Words typed in haste: "anak2" for a word said twice, acronyms in small letters, one letter before a hyphen."""

from __future__ import annotations

import re
from functools import lru_cache

from audio.words.acronyms import pronounceable
from audio.words.figures import figure
from audio.words.money import size_name
from audio.words.romans import KEYWORDS
from audio.words.rule import DIGIT, LETTERS, WORD, Rule, Scene, rule
from audio.words.tables import words

_SUFFIX = r"(?P<suffix>nya|an|kan|lah|ku|mu|na|i)?"
# "se-…-nya", "ber…" and "ter…" stay before the doubled root: "sebaik2nya", "bersama2", "tergesa2".
_HEAD = re.compile(
    r"(?P<head>se(?=\w+nya$)|ber(?=[^\W\daiueor]\w{3})|be(?=ramai)|ber(?=ulang|angsur|ikut)"
    r"|ter(?=gesa|buru|bata|sedu|senyum|tawa)|se(?=hari|kali))(?P<root>\w+?)(?:nya)?$"
)
_WHOLE = re.compile(r"ber(?:kas|ita|lian|hala)$")


def _twice(match: re.Match[str], scene: Scene) -> str | None:
    word, suffix = match["word"], match["suffix"] or ""
    named = word.lower() in words("numbered") or word.lower() in KEYWORDS
    inside = word[0].isupper() and scene.before(match.start()).rstrip()[-1:].isalnum()
    if scene.tongue.code == "en" or word[1:] != word[1:].lower() or named or inside:
        return None
    parts = None if _WHOLE.match(word) else _HEAD.match(word + suffix)
    if parts:
        return f"{parts['head']}{parts['root']}-{parts['root']}{suffix}"
    return f"{word}-{word.lower()}{suffix}"


@lru_cache(maxsize=1)
def _spelled() -> frozenset[str]:
    return frozenset(map(str.casefold, words("spelled.id")))


def _small_acronym(match: re.Match[str], scene: Scene) -> str | None:
    """ "bawa fc ktp": letters that make no word are those of the acronym."""
    written = match.group()
    if written.upper() not in words("spelled.id") or pronounceable(written):
        return None
    if written in scene.tongue.abbreviations or written in scene.tongue.before_names:
        return None
    return scene.tongue.spell(written)


def _copy(match: re.Match[str], scene: Scene) -> str | None:
    """ "FC KTP": elsewhere FC is a football club."""
    return "fotokopi" if scene.tongue.code != "en" else None


_PRICE = re.compile(
    r"(?i)\b(?:harga|tiket|htm|biaya|iuran|donasi|uang|bayar|cuma|hanya|mulai|infak|infaq|ongkir|ongkos|tarif|dp|diskon|price"
    r"|cost|fee|only)\b(?:[^.;\d]{0,16}\d{1,3}[Kk]){0,3}[^.;\d]{0,16}$"
)


def _thousands(match: re.Match[str], scene: Scene) -> str | None:
    """ "tiket 25k": so many thousands; with a capital only where money is spoken of ("lari 5K")."""
    if match.group().endswith("K") and not _PRICE.search(scene.before(match.start())):
        return None
    return f"{figure(match['n'], scene.tongue)} {size_name('k', scene)}"


def _messenger(match: re.Match[str], scene: Scene) -> str | None:
    """ "hub wa 0812 …", "via wa": in small letters only where a number or a way is spoken of."""
    numbered = re.match(r"[\s:.]{1,3}[+(]?\d{2}", scene.text[match.end() : match.end() + 6])
    led = re.search(
        r"(?i)\b(?:via|no|nomor|nmr|ke|lewat|hub|hubungi|chat|by|grup)\.?\s$", scene.before(match.start(), 12)
    )
    return scene.tongue.acronyms.get("WA") if numbered or led else None


def _only(match: re.Match[str], scene: Scene) -> str | None:
    """ "kuota cm 100 orang": no unit stands before its figure."""
    return "cuma" if scene.tongue.code != "en" and not scene.before(match.start()).rstrip()[-1:].isdigit() else None


def _letter_before(match: re.Match[str], scene: Scene) -> str:
    return scene.tongue.spell(match["letter"]) + " "


HASTE: tuple[Rule, ...] = (
    rule(
        "twice",
        rf"(?P<word>{LETTERS}{{2,14}}?)(?:2|²|\s?\"2|''2)-?{_SUFFIX}(?![\w]|[.,/-]\d)",
        _twice,
        WORD,
        needs="2²",
    ),
    rule("acronym", rf"[a-z]{{2,6}}(?!{LETTERS}|['’_\d])", _small_acronym, WORD, heads=_spelled),
    rule(
        "abbreviation",
        r"(?:[Ff]\.?[Cc]\b\.?|[Ff]oto\s?[Cc]opy\b|[Ff]otocopi\b)(?=\s(?i:ktp|e-ktp|kk|akta|akte|ijazah|sim|stnk|bpkb"
        r"|kartu|surat|buku|npwp|skck|kia|rapor|rekening|sk|bpjs|kis|pbb)\b)",
        _copy,
        "f fc foto fotocopy fotocopi",
    ),
    rule("acronym", r"[Ww]a(?!\w)", _messenger, "wa"),
    rule("thousands", r"(?P<n>\d{1,3}(?:[.,]\d)?)[kK](?!\w)", _thousands, DIGIT, needs="kK"),
    rule("abbreviation", r"cm(?=\s\d)", _only, "cm"),
    rule("letter", r"(?P<letter>[b-df-hj-np-tv-z])-(?=[a-z]{4})", _letter_before, WORD, needs="-"),
)
