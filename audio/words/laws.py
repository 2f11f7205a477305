"""Regulations: their kind, number and year; articles with their paragraphs."""

from __future__ import annotations

import re

from audio.words.dates import TO, joined
from audio.words.romans import KEYWORDS
from audio.words.rule import Rule, Scene, rule

_KINDS = {
    "uu": "Undang-Undang", "pp": "Peraturan Pemerintah", "perda": "Perda", "perpres": "Perpres",
    "permen": "Permen", "perbup": "Perbup", "pergub": "Pergub", "perwal": "Perwal", "perdes": "Perdes",
    "inpres": "Inpres", "keppres": "Keppres", "kepmen": "Kepmen", "kepbup": "Kepbup", "kepgub": "Kepgub",
    "qanun": "Qanun", "perpu": "Perpu", "perppu": "Perppu", "permendagri": "Permendagri",
    "permenkes": "Permenkes", "permendikbud": "Permendikbud", "permensos": "Permensos",
    "permendes": "Permendes", "permenpan": "Permenpan", "permenkeu": "Permenkeu", "permenaker": "Permenaker",
    "pmk": "pe em ka", "se": "Surat Edaran", "sk": "es ka", "inbup": "Inbup", "inmendagri": "Inmendagri",
    "kepmenkes": "Kepmenkes", "tap": "Tap", "pkpu": "pe ka pe u", "perkap": "Perkap", "perma": "Perma",
    "pojk": "pe o je ka", "peraturan": "Peraturan", "permenhub": "Permenhub", "permentan": "Permentan",
    "permenkominfo": "Permenkominfo", "permenlhk": "Permenlhk",
}  # fmt: skip
_NUMBER = r"(?P<no>(?i:nomor|no\b\.?)\s?:?\s?)?(?P<n>\d{1,4})"
_YEAR = r"(?:\s?/\s?(?P<y>(?:19|20)\d\d)|(?:\s(?P<word>(?i:tahun|th\.?|thn\.?)))\s(?P<y2>(?:19|20)\d\d))"


def _law(match: re.Match[str], scene: Scene) -> str:
    words = scene.tongue.words
    middle = " " + match["middle"].strip() if match["middle"] else ""
    kind = _KINDS[match["kind"].lower()]
    year = match["y"] or match["y2"]
    said = f"{kind}{middle} {words['number']} {scene.tongue.cardinal(int(match['n']))}"
    return f"{said} {words['year']} {scene.tongue.year(int(year))}"


def _of_year(match: re.Match[str], scene: Scene) -> str:
    """ "No. 7/2021" and "Nomor 12 Tahun 2020" after the name of any kind of regulation."""
    words, year = scene.tongue.words, match["y"] or match["y2"]
    return f"{words['number']} {scene.tongue.cardinal(int(match['n']))} {words['year']} {scene.tongue.year(int(year))}"


def _article(match: re.Match[str], scene: Scene) -> str:
    said = f"{match['word'].lower()} {scene.tongue.cardinal(int(match['n']))}"
    if match["letter"]:
        said += " " + scene.tongue.spell(match["letter"])
    if match["to"]:
        said += f" {joined(match['to'], scene)} {scene.tongue.cardinal(int(match['n2']))}"
    return said


def _paragraph(match: re.Match[str], scene: Scene) -> str:
    said = f"{match['word'].lower()} {scene.tongue.cardinal(int(match['n']))}"
    if match["to"]:
        said += f" {joined(match['to'], scene)} {scene.tongue.cardinal(int(match['n2']))}"
    return said + re.sub(r"\s?\((\d+)\)", lambda m: " " + scene.tongue.cardinal(int(m[1])), match["more"])


def _letter(match: re.Match[str], scene: Scene) -> str | None:
    if match["letter"] in "IVX" and match["word"].lower() in KEYWORDS:
        return None
    return f"{match['word'].lower()} {scene.tongue.spell(match['letter'])}"


_LETTER_WORD = re.compile(r"[Hh]uruf\s|HURUF\s")
_LETTERED = re.compile(
    r"(?i)\bhuruf\s\(?[a-z]\)?(?:,\s\(?[a-z]\)?){0,6},?\s(?:(?:dan|atau|serta|sampai dengan|s\.d\.|hingga)\s)?$"
)


def _next_letter(match: re.Match[str], scene: Scene) -> str | None:
    """ "huruf b dan c": the letters that follow the first."""
    lettered = scene.has(_LETTER_WORD) and _LETTERED.search(scene.before(match.start()))
    return scene.tongue.spell(match["letter"]) if lettered else None


def _verse(match: re.Match[str], scene: Scene) -> str:
    name = match["name"] or ""
    said = f"Quran surah {name}".rstrip() if match["qs"] else name
    if match["surah"]:
        said += " " + scene.tongue.cardinal(int(match["surah"]))
    said += f" ayat {scene.tongue.cardinal(int(match['n']))}"
    return f"{said} {joined(match['to'], scene)} {scene.tongue.cardinal(int(match['n2']))}" if match["to"] else said


LAWS: tuple[Rule, ...] = (
    rule(
        "law",
        rf"(?P<kind>(?i:{'|'.join(_KINDS)}))\b(?P<middle>(?:\s(?!(?i:nomor"
        rf"|no)\b)[A-Z][\w]*){{0,5}})\s{_NUMBER}{_YEAR}(?!\d)",
        _law,
        _KINDS,
    ),
    rule("law", rf"(?P<no>(?i:nomor|no\b\.?)\s?:?\s?)(?P<n>\d{{1,4}}){_YEAR}(?!\d)", _of_year, "nomor no"),
    rule(
        "law",
        rf"(?P<word>(?i:pasal|psl|ps))\.?\s(?P<n>\d{{1,4}})(?P<letter>[A-Z]\b)?(?:(?P<to>{TO})"
        rf"(?P<n2>\d{{1,4}}))?(?![\d]|[.,]\d)",
        lambda m, s: _article(m, s).replace("psl", "pasal").replace("ps ", "pasal "),
        "pasal psl ps",
    ),
    rule(
        "law",
        rf"(?P<word>(?i:ayat))\s\(?(?P<n>\d{{1,3}})\)?(?:(?P<to>{TO})(?:(?i:ayat)\s)?\(?(?P<n2>\d{{1,3}})\)?)?"
        rf"(?P<more>(?:(?:,|,?\s(?:dan|atau|serta|and))\s?\(\d{{1,3}}\)){{0,5}})(?!\d)",
        _paragraph,
        "ayat",
    ),
    rule(
        "law",
        r"(?P<word>(?i:huruf|butir|poin|point|angka|opsi|pilihan|kategori|golongan|tipe|kelas|grup|vitamin"
        r"|hepatitis|influenza))\s\(?(?P<letter>[A-Za-z])\)?(?![\w'’.]|\s?[-–]\s?\w)",
        _letter,
        "huruf butir poin point angka opsi pilihan kategori golongan tipe kelas grup vitamin hepatitis influenza",
    ),
    rule("law", r"\(?(?P<letter>[a-z])\)?(?![\w'’])", _next_letter, tuple("abcdefghijklmnopqrstuvwxyz(")),
    rule(
        "law", r"SE(?=\s(?:Bupati|Gubernur|Wali|Men|Kemen|Sekda|Dirjen|Kadis|Dinas))", lambda m, s: _KINDS["se"], "se"
    ),
    rule(
        "verse",
        rf"(?P<qs>Q\.?S\b\.?)\s?(?P<name>[A-Z][\w'’-]{{1,20}}(?:\s[A-Z][\w'’-]{{1,20}})?)?[\s,:]{{0,2}}[\[(]?"
        rf"(?P<surah>\d{{1,3}})?[\])]?\s?:\s?(?:ayat\s)?(?P<n>\d{{1,3}})(?:(?P<to>{TO})(?P<n2>\d{{1,3}}))?"
        rf"(?!\d)",
        _verse,
        "qs q",
    ),
)
