"""Hours and days in short: "9am–4pm" by the English clock, "Mon–Fri", "Sen-Jum"."""

from __future__ import annotations

import re

from audio.words.dates import MONTH, MONTHS, TO, joined
from audio.words.rule import DIGIT, Rule, Scene, nth, rule

_HALF_DAY = r"(?P<h@>1[0-2]|0?[1-9])(?:[:.](?P<m@>[0-5]\d))?(?:\s?(?P<half@>[AaPp])\.?[Mm]\b\.?)"
_MAYBE_HALF_DAY = _HALF_DAY.replace(r"\b\.?)", r"\b\.?)?", 1)

_ENGLISH = {
    "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "thu": "Thursday",
    "thur": "Thursday", "thurs": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
_INDONESIAN = {
    "sen": "Senin", "sel": "Selasa", "rab": "Rabu", "kam": "Kamis", "jum": "Jumat", "jmt": "Jumat", "sab": "Sabtu",
    "sbt": "Sabtu", "min": "Minggu", "mgg": "Minggu",
}  # fmt: skip
_DAY = "(?i:" + "|".join(sorted((*_ENGLISH, *_INDONESIAN), key=len, reverse=True)) + ")"
_WHOLE_DAY = r"(?i:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)"


def _half_days(match: re.Match[str], scene: Scene) -> str | None:
    if scene.tongue.code != "en":
        return None
    first, last = (_half_day(match, which, scene) for which in "12")
    ends = match.group().endswith(".") and re.match(r"\s*$|\s+[A-Z]", scene.text[match.end() : match.end() + 3])
    said = f"{first} {joined(match['to'], scene)} {last}" if match["to"] else last
    return f"{said}." if ends else said


def _half_day(match: re.Match[str], which: str, scene: Scene) -> str:
    hours, minutes, half = match["h" + which], match["m" + which], match["half" + which]
    if not hours:
        return ""
    said = scene.tongue.hour(int(hours), int(minutes or 0), None).removesuffix(" o'clock")
    return f"{said} {half.lower()} m" if half else said


def _days(match: re.Match[str], scene: Scene) -> str:
    return f"{_day(match['a'], scene)} {joined(match['to'], scene)} {_day(match['b'], scene)}"


def _dated(match: re.Match[str], scene: Scene) -> str | None:
    known = _ENGLISH if scene.tongue.code == "en" else _INDONESIAN
    sure = match["day_next"] is not None or _AMONG_DAYS.search(scene.before(match.start()))
    return known.get(match["day"].lower()) if sure and match["day"][0].isupper() else None


def _month(match: re.Match[str], scene: Scene) -> str | None:
    """ "s.d. Okt", "bln Nov": a short month without its day; the shortest are names too, save after these words."""
    written = match["month"]
    sure = written in _ONLY_MONTHS or _MONTH_NEXT.match(scene.text, match.end())
    if not sure and not _MONTH_LED.search(scene.before(match.start())):
        return None
    ends = match.group().endswith(".") and not scene.text[match.end() :].strip()
    return scene.tongue.months[int(MONTHS[written.lower()]) - 1] + ("." if ends else "")


def _day(written: str, scene: Scene) -> str:
    known = _ENGLISH if scene.tongue.code == "en" else _INDONESIAN
    return known.get(written.lower(), written)


_ONLY_MONTHS = frozenset(("Feb", "Peb", "Apr", "Jul", "Agt", "Ags", "Sept", "Okt", "Oct", "Nov", "Nop", "Des", "Dec"))
_MONTH_LED = re.compile(
    r"(?i)(?:\b(?:bulan|bln|sampai|dengan|s\.d\.?|s/d|hingga|mulai|sejak|akhir|awal|per|pada|dan|until|since|in)"
    rf"|{MONTH}\.?\s?[-–,/&])\s?$"
)
_DAY_NEXT = (
    rf"(?=\.?(?:,?\s\(?[0-3]?\d(?:[/-][01]?\d\b|\s{MONTH})|\s(?:pkl|pk|jam|pukul|tgl|s/d|s\.d)\b|\s?[,&/]\s?{_DAY}\b))"
)
_MONTH_NEXT = re.compile(rf"\s?(?:[-–&,/]|dan|and|s/d|s\.d\.?)\s?{MONTH}")
_AMONG_DAYS = re.compile(rf"(?:{_DAY}|{_WHOLE_DAY})\.?\s?(?:,|&|/|dan|and)\s?(?:dan\s|and\s)?$")
SHORT_DAYS: tuple[Rule, ...] = (
    rule(
        "time",
        rf"(?:{nth(_MAYBE_HALF_DAY, 1)}(?P<to>{TO}))?{nth(_HALF_DAY, 2)}",
        _half_days,
        DIGIT,
        needs="mM",
    ),
    rule(
        "days",
        rf"(?P<a>{_DAY}|{_WHOLE_DAY})\.?(?P<to>{TO})(?P<b>{_DAY}|{_WHOLE_DAY})(?![\w.]\w)",
        _days,
        (*_ENGLISH, *_INDONESIAN, "senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"),
    ),
    rule(
        "day",
        rf"(?P<day>{_DAY})\b(?P<day_next>{_DAY_NEXT})?\.?",
        _dated,
        (*_ENGLISH, *_INDONESIAN),
    ),
    rule(
        "month",
        r"(?P<month>Jan|Feb|Peb|Mar|Apr|Jun|Jul|Agt|Ags|Aug|Sept?|Okt|Oct|Nov|Nop|Des|Dec)\b\.?"
        r"(?!\s?[-–']?\s?\d|\s[A-Z])",
        _month,
        "jan feb peb mar apr jun jul agt ags aug sep sept okt oct nov nop des dec",
    ),
)
