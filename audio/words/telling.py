"""The facts of an announcement: who, what, when, where; days that are past or do not exist; telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from audio.words.advice import Advice
from audio.words.dates import DAY_NAMES, MONTH, MONTHS

_WEEKDAYS = {
    "senin": 0, "senen": 0, "senén": 0, "selasa": 1, "salasa": 1, "rabu": 2, "rebo": 2, "kamis": 3, "kemis": 3,
    "jumat": 4, "sabtu": 5, "saptu": 5, "minggu": 6, "ahad": 6, "monday": 0, "tuesday": 1, "wednesday": 2,
    "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
_NAMES = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_DATE = re.compile(
    rf"(?:\b(?P<day>(?i:{DAY_NAMES}))[\s,(]{{1,3}}(?:(?i:tanggal|tgl\.?)\s)?)?(?<!\d)"
    rf"(?:(?P<d>[0-3]?\d)(?:[/.-](?P<m>[01]?\d)[/.-]|\s(?P<month>{MONTH})\.?\s)(?P<y>(?:19|20)\d\d)|"
    rf"(?P<y2>(?:19|20)\d\d)-(?P<m2>[01]\d)-(?P<d2>[0-3]\d))(?!\d)"
)
_RECENT_DAYS = 370
_MOBILE = re.compile(r"(?<![\d.,/-])(?:\+62|62|0)[\s-]?8\d{1,3}(?:[\s-]?\d{2,8}){1,4}(?![\d/])")
_FIXED = re.compile(
    r"(?<![\d.,/-])\(?0(?:2\d|3\d|4\d|5\d|6\d|7\d|9\d)\d?\)?[\s-]{1,3}\d{2,8}(?:[\s-]\d{2,5}){0,2}(?![\d/])"
)


def dates(text: str, today: date | None) -> Iterator[Advice]:
    """Days that the calendar does not have, weekdays that are not the date's own, and days that are past."""
    for found in _DATE.finditer(text):
        told = _date_of(found)
        if told is None:
            yield Advice(
                *found.span(),
                "no_such_date",
                "The calendar has no “%(date)s”.",
                "Check the day and the month.",
                {"date": found.group()},
            )
            continue
        yield from _weekday(found, told)
        yield from _past(found, told, text, today)


def _date_of(found: re.Match[str]) -> date | None:
    if found["y2"]:
        year, month, day = int(found["y2"]), int(found["m2"]), int(found["d2"])
    else:
        named = MONTHS[found["month"].lower()] if found["month"] else found["m"]
        if not named.isdigit():
            return date(int(found["y"]), 1, 1)
        year, month, day = int(found["y"]), int(named), int(found["d"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(found: re.Match[str], told: date) -> Iterator[Advice]:
    if not found["day"]:
        return
    written = re.sub(r"['’`]", "", found["day"]).lower()
    if _WEEKDAYS.get(written, told.weekday()) != told.weekday():
        names = _NAMES["en" if written.endswith("day") else "id"]
        yield Advice(
            *found.span(),
            "wrong_weekday",
            "“%(date)s” is a %(right)s.",
            "Correct the weekday or the date.",
            {"date": found.group().strip(), "right": names[told.weekday()], "written": found["day"]},
        )


def _past(found: re.Match[str], told: date, text: str, today: date | None) -> Iterator[Advice]:
    if today is None or told >= today or (today - told).days > _RECENT_DAYS:
        return
    if re.match(r"\)?\s?(?:[-–—]|s\.d\.|s/d|sampai|hingga|until|to\b|dugi)", text[found.end() : found.end() + 12]):
        return
    yield Advice(
        *found.span(),
        "past_date",
        "“%(date)s” is already past.",
        "Correct the date, or say that it was.",
        {"date": found.group()},
    )


def telephones(text: str) -> Iterator[Advice]:
    """Numbers with a digit too few or too many."""
    for pattern, least, most in ((_MOBILE, 10, 13), (_FIXED, 9, 12)):
        for found in pattern.finditer(text):
            groups = re.findall(r"\d+", re.sub(r"^\+?62[\s-]?", "0", found.group()))
            digits = sum(map(len, groups))
            short_group = pattern is _MOBILE and [len(group) for group in groups] == [4, 4, 3]
            if digits < least or short_group:
                yield _telephone(
                    found, digits, "phone_short", "This telephone number seems a digit short (%(digits)s digits)."
                )
            elif digits > most:
                yield _telephone(
                    found, digits, "phone_long", "This telephone number seems too long (%(digits)s digits)."
                )


def _telephone(found: re.Match[str], digits: int, kind: str, message: str) -> Advice:
    return Advice(*found.span(), kind, message, "Call it once before it airs.", {"digits": digits})


_QUESTIONS = (
    (
        "who",
        r"(?i)\b(?:dinas|badan|kantor|pemerintah|pemkab|pemkot|kabupaten|kecamatan|desa|kelurahan|bupati|camat"
        r"|lurah|kami|warga|masyarakat|puskesmas|"
        r"polres|polsek|panitia|rsud|disduk\w+|diskominfo|bapenda|satpol|sekolah|ketua|kepala|peserta|orang "
        r"tua|petani|pengguna)\b|(?-i:\b[A-Z]{3,}\b)",
        "Who announces this is not said.",
        "Name the agency or the people it is for.",
    ),
    (
        "what",
        r"(?i)\b(?:me[mnlrwy]\w{3,}|di\w{4,}|ber\w{3,}|ter\w{4,}|adalah|akan|ada|bayar|hubungi|bawa|waspada"
        r"|ikuti|datang|hadir)\b",
        "What happens, or what the listener should do, is not said.",
        "Say it with a verb: “datanglah”, “bayarlah”, “ditutup”.",
    ),
    (
        "when",
        rf"(?i)\b(?:{DAY_NAMES}|tanggal|pukul|jam|hari|besok|lusa|nanti|mulai|sampai|hingga|setiap|pagi|siang"
        rf"|sore|malam|minggu|bulan|tahun|saat ini|kini|sekarang)\b|"
        r"\d{1,2}[/.-]\d{1,2}",
        "When it happens is not said.",
        "Give the day, the date and the hour.",
    ),
    (
        "where",
        r"(?i)\b(?:di|ke|dari|bertempat|lokasi|jalan|jl|desa|kecamatan|gedung|aula|lapangan|melalui|lewat"
        r"|online|daring|nomor|situs|"
        r"sekitar|seluruh|se-?kabupaten)\b|\.go\.id",
        "Where it happens is not said.",
        "Name the place, or how to reach you.",
    ),
)
_SHORTEST_WORDS = 6


def missing(text: str) -> Iterator[Advice]:
    """The four questions that every announcement answers."""
    if len(text.split()) < _SHORTEST_WORDS:
        return
    for question, answered, message, mend in _QUESTIONS:
        if not re.search(answered, text):
            yield Advice(0, len(text), f"missing_{question}", message, mend)
