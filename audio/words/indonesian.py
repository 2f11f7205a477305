"""Indonesian: letter names, months, hours and joining words as national radio says them."""

from __future__ import annotations

from audio.words import numerals
from audio.words.tables import pairs
from audio.words.tongue import Tongue

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_NAMES = "a be ce de e ef ge ha i je ka el em en o pe ki er es te u ve we eks ye zet"
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", _NAMES.split(), strict=True))
WORDS = {
    "to": "sampai",
    "until": "sampai dengan",
    "comma": "koma",
    "point": "titik",
    "minus": "minus",
    "plus": "plus",
    "percent": "persen",
    "permille": "permil",
    "per": "per",
    "or": "atau",
    "and": "dan",
    "number": "nomor",
    "year": "tahun",
    "half": "setengah",
    "one_part": "seper",
    "part": "per",
    "times": "kali",
    "against": "banding",
    "at": "pukul",
    "slash": "garis miring",
    "dash": "strip",
    "underscore": "garis bawah",
    "at_sign": "et",
    "hashtag": "tagar",
    "degree": "derajat",
    "minute": "menit",
    "second": "detik",
    "cents": "sen",
    "magnitude": "magnitudo",
    "diameter": "diameter",
    "equals": "sama dengan",
    "less": "kurang dari",
    "more": "lebih dari",
    "at_most": "kurang dari atau sama dengan",
    "at_least": "lebih dari atau sama dengan",
    "about": "kurang lebih",
    "around": "sekitar",
    "divided": "dibagi",
    "star": "bintang",
    "hash": "pagar",
    "each": "masing-masing",
    "extension": "ekstensi",
    "day_and_night": "dua puluh empat jam tujuh hari",
    "hijri": "Hijriah",
    "ad": "Masehi",
    "bc": "Sebelum Masehi",
    "and_up": "ke atas",
    "squared": "persegi",
    "one_hour": "jam",
    "one_second": "detik",
    "one_day": "hari",
    "one_year": "tahun",
    "cubed": "kubik",
    "zeroes": "nol nol",
    "question_mark": "tanda tanya",
    "colon": "titik dua",
    "tilde": "tilde",
    "LS": "Lintang Selatan",
    "LU": "Lintang Utara",
    "BT": "Bujur Timur",
    "BB": "Bujur Barat",
    "SR": "skala Richter",
    "BD": "barat daya",
    "BL": "barat laut",
    "TL": "timur laut",
    "TG": "tenggara",
}


def hour(hours: int, minutes: int, seconds: int | None) -> str:
    """17.33 bare, 07.05 with "lewat": minutes under ten would not be heard as minutes."""
    head = WORDS["zeroes"] if hours == 0 else numerals.indonesian(hours)
    if seconds:
        tail = f"{numerals.indonesian(minutes)} menit {numerals.indonesian(seconds)} detik"
        return f"{head} lewat {tail}"
    if minutes == 0:
        return head
    said = numerals.indonesian(minutes)
    return f"{head} lewat {said} menit" if minutes < 10 else f"{head} {said}"


def date(day: int, month: str, year: int | None) -> str:
    """Day, month, year: the written order is the spoken one."""
    tail = f" {numerals.indonesian(year)}" if year is not None else ""
    return f"{numerals.indonesian(day)} {month}{tail}"


INDONESIAN = Tongue(
    code="id",
    cardinal=numerals.indonesian,
    ordinal=numerals.indonesian_ordinal,
    year=numerals.indonesian,
    hour=hour,
    date=date,
    digits=DIGITS,
    letters=LETTERS,
    months=MONTHS,
    words=WORDS,
    units=pairs("units.id"),
    abbreviations=pairs("abbreviations.id"),
    before_names=pairs("prefixes.id"),
    dotted=pairs("dotted.id"),
    acronyms=pairs("acronyms.id"),
)
