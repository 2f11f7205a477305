"""Dates: in figures and in words, whole and in part, alone and from one to another."""

from __future__ import annotations

import re
import string

from audio.words.rule import DIGIT, Rule, Scene, nth, rule
from audio.words.tables import pairs

DAY_NAMES = (
    r"(?:senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad|senen|salasa|rebo|kemis|jumaah|saptu|senén|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
MONTHS = pairs("months")
MONTH = "(?i:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b"
TO = r"(?:\s?[-–—−]\s?|\s+(?:s\.\s?d\.?|s/d|sd\.?|sampai dengan|sampai|hingga|until|to|nepi ka|dugi ka)\s+)"
YEAR = r"(?:1[3-9]|20|21)\d\d(?!\d)"
_YEAR_TAIL = rf"(?:,?\s+(?P<year@>{YEAR}|['’]\d\d\b))?"

_SHORT_YEAR = rf"(?:-(?P<yy>\d\d)\b(?!\s*{MONTH}))?"
_D = r"(?P<d@>[0-3]?\d)"
_NUMERIC = r"(?P<d@>[0-3]?\d)(?P<s@>\s?[/.-]\s?)(?P<m@>[01]?\d)(?P=s@)(?P<y@>\d{4}|['’]?\d{2})(?![\d/]|[.,]\d)"


def joined(written: str, scene: Scene) -> str:
    """The word between the two ends of a range: a dash is "sampai", a written word is said in full."""
    sign = written.strip().lower()
    if sign in "-–—−":
        return scene.tongue.words["to"]
    if re.fullmatch(r"s\.\s?d\.?|s/d|sd\.?", sign):
        return scene.tongue.words["until"]
    return sign


def _year(written: str) -> int:
    digits = written.strip("'’")
    if len(digits) == 2:
        return (2000 if int(digits) < 40 else 1900) + int(digits)
    return int(digits)


def _said(day: str, month: int, year: str | None, scene: Scene) -> str | None:
    """The date in words, or None when the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= int(day) <= 31):
        return None
    return scene.tongue.date(int(day), scene.tongue.months[month - 1], _year(year) if year else None)


def _named(day: str, month: str, year: str | None, scene: Scene) -> str | None:
    """A date whose month is a word; Sundanese has two spellings of some months, and the writer's is kept."""
    if scene.tongue.code == "su" and len(month) > 3:
        return scene.tongue.date(int(day), month.capitalize(), _year(year) if year else None)
    return _said(day, int(MONTHS[month.lower()]), year, scene)


def _numeric(match: re.Match[str], scene: Scene) -> str | None:
    day, month = int(match["d1"]), int(match["m1"])
    if month > 12 >= day:
        day, month = month, day
    if _no_date(match, scene):
        return None
    first = _said(str(day), month, match["y1"], scene)
    if first and match["d2"]:
        second = _said(match["d2"], int(match["m2"]), match["y2"], scene)
        return f"{first} {joined(match['to'], scene)} {second}" if second else None
    return first


def _no_date(match: re.Match[str], scene: Scene) -> bool:
    """Two-digit years with dots are rather a time or a version; with hyphens rather a code."""
    if re.search(r"(?i)\b(?:tanggal|tgl)\.?\s$", scene.before(match.start())):
        return False
    return len(match["y1"]) == 2 and "/" not in match["s1"] and match["y1"].isdecimal()


def _iso(match: re.Match[str], scene: Scene) -> str | None:
    said = _said(match["d"], int(match["m"]), match["y"], scene)
    if said and match["h"]:
        seconds = int(match["sec"]) if match["sec"] else None
        said += f" {scene.tongue.words['at']} {scene.tongue.hour(int(match['h']), int(match['min']), seconds)}"
    return said


def _sentence_end(match: re.Match[str], scene: Scene) -> str:
    """ "Senin, 7 Des. Selasa libur.": the stop of a short month that ends the sentence as well."""
    ends = match.group().endswith(".") and re.match(r"\s*$|\s+[A-Z]", scene.text[match.end() : match.end() + 3])
    return "." if ends else ""


def _hijri_month(written: str) -> str:
    """The months of the Hijri year have many spellings that sound alike; the writer's own is kept."""
    return MONTHS[written.lower()] if written.islower() or written.isupper() else written


def _hijri_year(written: str | None, era: str | None, scene: Scene) -> str:
    if not written or not written.isdigit():
        return ""
    return f" {scene.tongue.year(int(written))}" + (f" {scene.tongue.words['hijri']}" if era else "")


def _worded(match: re.Match[str], scene: Scene) -> str | None:
    month = MONTHS[match["m1"].lower()]
    if month.isdigit():
        said = _named(match["d1"], match["m1"], match["year1"] or match["yy"], scene)
        if said and scene.tongue.code == "en" and re.search(r"(?i)\bthe\s$", scene.before(match.start())):
            said = said.removeprefix("the ")
        if said and match["era"] == "M":
            return f"{said} {scene.tongue.words['ad']}"
        return said + _sentence_end(match, scene) if said else None
    if not 1 <= int(match["d1"]) <= 30:
        return None
    year = _hijri_year(match["year1"], match["era"], scene)
    said = f"{scene.tongue.cardinal(int(match['d1']))} {_hijri_month(match['m1'])}{year}"
    return f"{said}, " if match["next"] else said


def _range(match: re.Match[str], scene: Scene) -> str | None:
    last_month = MONTHS[match["m2"].lower()]
    first_month = MONTHS[match["m1"].lower()] if match["m1"] else None
    if not (1 <= int(match["d1"]) <= 31 and 1 <= int(match["d2"]) <= 31):
        return None
    link = joined(match["to"], scene)
    if not last_month.isdigit():
        head = scene.tongue.cardinal(int(match["d1"])) + (f" {_hijri_month(match['m1'])}" if match["m1"] else "")
        last_day = f"{scene.tongue.cardinal(int(match['d2']))} {_hijri_month(match['m2'])}"
        return f"{head} {link} {last_day}{_hijri_year(match['year2'], match['era'], scene)}"
    last = _named(match["d2"], match["m2"], match["year2"], scene)
    if first_month is None:
        first: str | None = scene.tongue.date(int(match["d1"]), "", None).strip()
    else:
        first = _named(match["d1"], match["m1"], match["year1"], scene) if first_month.isdigit() else None
    return f"{first} {link} {last}" if first and last else None


def _american(match: re.Match[str], scene: Scene) -> str | None:
    month = MONTHS[match["m1"].lower()]
    return _said(match["d1"], int(month), match["y1"], scene) if month.isdigit() else None


def _month_first(match: re.Match[str], scene: Scene) -> str | None:
    """English "Dec. 31": the month, then the day in its order."""
    month = MONTHS[match["m1"].lower()]
    if scene.tongue.code != "en" or not month.isdigit() or not 1 <= int(match["d1"]) <= 31:
        return None
    return f"{scene.tongue.months[int(month) - 1]} {scene.tongue.ordinal(int(match['d1']))}"


def _month_year(match: re.Match[str], scene: Scene) -> str | None:
    month = MONTHS[match["m1"].lower()]
    if not month.isdigit():
        return None
    year = f" {scene.tongue.year(_year(match['y1']))}" if match["y1"] else ""
    return scene.tongue.months[int(month) - 1] + year


# The longest day's name and what may stand behind it is all that is looked at.
_DAY_LED = re.compile(
    rf"(?i)(?:{DAY_NAMES}|\btanggal|\btgl\.?|\bmulai|\bpada|\bsejak|\bhingga|\bsampai|\blambat|\btempo|\bdate)[\s,(]{{1,3}}$"
)


def _short(match: re.Match[str], scene: Scene) -> str | None:
    """ "7/12" after a weekday or "tanggal" is a date; elsewhere it is not."""
    if not _DAY_LED.search(scene.before(match.start(), 14)):
        return None
    first = _said(match["d1"], int(match["m1"]), None, scene)
    if first and match["d2"]:
        second = _said(match["d2"], int(match["m2"]), None, scene)
        return f"{first} {joined(match['to'], scene)} {second}" if second else None
    return first


def _short_in_brackets(match: re.Match[str], scene: Scene) -> str | None:
    """ "Jumat (17/7)": the brackets hold the weekday's own date and are no pause."""
    inner = match["date"].split("/")
    year = inner[2] if len(inner) > 2 else None
    said = _said(inner[0].strip(), int(inner[1]), year, scene)
    day = match["day"].replace("'", "").replace("’", "").replace("`", "")
    return f"{day} {said}" if said else None


def _first_day(match: re.Match[str], scene: Scene) -> str | None:
    """ "28-29/11/2026", "28/2–3/3/2026": the first day of a range whose last one is a whole date."""
    first = _said(match["d0"], int(match["m0"] or 1), None, scene)
    if first is None:
        return None
    return f"{first if match['m0'] else scene.tongue.cardinal(int(match['d0']))} {joined(match['to0'], scene)} "


def _days(match: re.Match[str], scene: Scene) -> str:
    return f"{_day(match['a'])} {joined(match['to'], scene)} {_day(match['b'])}"


def _day(name: str) -> str:
    return re.sub(r"['’`]", "", name)


def _months_range(match: re.Match[str], scene: Scene) -> str | None:
    first, last = MONTHS[match["a"].lower()], MONTHS[match["b"].lower()]
    if not (first.isdigit() and last.isdigit()):
        return None
    months = scene.tongue.months
    return f"{months[int(first) - 1]} {joined(match['to'], scene)} {months[int(last) - 1]}"


def _month_of_year(match: re.Match[str], scene: Scene) -> str | None:
    counted = re.search(r"(?i)\b(?:semester|tahap|gelombang|triwulan|angkatan|putaran)\s$", scene.before(match.start()))
    part = scene.tongue.cardinal(int(match["m"])) if counted else scene.tongue.months[int(match["m"]) - 1]
    return f"{part} {scene.tongue.year(int(match['y']))}"


_NUMERIC1, _NUMERIC2 = nth(_NUMERIC, 1), nth(_NUMERIC, 2)
_DAY_KEYS = re.sub(r"[()?:]", "", DAY_NAMES).split("|")
_DAY_WORDS = [
    *(w for w in _DAY_KEYS if "[" not in w), "jumat", "jum'at", "jum’at", "jum`at",
]  # fmt: skip
DATES: tuple[Rule, ...] = (
    rule(
        "date",
        rf"(?P<day>(?i:{DAY_NAMES}))\s*,?\s*\((?P<date>[0-3]?\d/[01]?\d(?:/\d{{4}}|/\d\d)?)\)",
        _short_in_brackets,
        _DAY_WORDS,
    ),
    rule("days", rf"(?P<a>(?i:{DAY_NAMES}))(?P<to>{TO})(?P<b>(?i:{DAY_NAMES}))\b", _days, _DAY_WORDS),
    rule("day", r"(?i:jum['’`]at)\b", lambda m, scene: m.group()[:3] + "at", ("jum'at", "jum’at", "jum`at")),
    rule(
        "date",
        r"(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)(?:[T ](?P<h>[0-2]\d):(?P<min>[0-5]\d)(?::"
        r"(?P<sec>[0-5]\d)(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?(?!\d))?",
        _iso,
        DIGIT,
        needs="-/.",
    ),
    rule(
        "date",
        r"(?P<y>(?:19|20)\d\d)[/.](?P<m>[01]\d)[/.](?P<d>[0-3]\d)(?![\d/])(?P<h>)(?P<min>)(?P<sec>)",
        _iso,
        DIGIT,
        needs="-/.",
    ),
    rule(
        "dates",
        rf"(?P<d0>[0-3]?\d)(?:/(?P<m0>[01]?\d))?(?P<to0>{TO})(?=[0-3]?\d/[01]?\d(?:/\d\d))",
        _first_day,
        DIGIT,
        needs="/",
    ),
    rule("date", rf"{_NUMERIC1}(?:(?P<to>{TO}){_NUMERIC2})?", _numeric, DIGIT, needs="/.-"),
    rule(
        "dates",
        rf"{nth(_D, 1)}(?:\s+(?P<m1>{MONTH})\.?{nth(_YEAR_TAIL, 1)})?(?P<to>{TO}){nth(_D, 2)}\s+"
        rf"(?P<m2>{MONTH})\.?{nth(_YEAR_TAIL, 2)}(?:\s?(?P<era>H)\b(?![.'’]))?",
        _range,
        DIGIT,
        needs=string.ascii_letters,
    ),
    rule(
        "date",
        rf"{nth(_D, 1)}(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m1>{MONTH})\.?{nth(_YEAR_TAIL, 1)}{_SHORT_YEAR}"
        rf"(?:\s?(?P<era>[HM])\b(?![.'’]))?(?P<next>\s?/\s?(?=[0-3]?\d\s+{MONTH}))?",
        _worded,
        DIGIT,
        needs=string.ascii_letters,
    ),
    rule("date", rf"(?P<m1>{MONTH})\.?\s+(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?,\s+(?P<y1>{YEAR})", _american, MONTHS),
    rule("date", rf"(?P<m1>{MONTH})\.?\s(?P<d1>[0-3]?\d)(?![\w%/-]|[.,:–-]\d)", _month_first, MONTHS),
    rule("months", rf"(?P<a>{MONTH})\.?(?P<to>{TO})(?P<b>{MONTH})", _months_range, MONTHS),
    rule("month", rf"(?P<m1>{MONTH})\.?\s+(?P<y1>{YEAR}|['’]\d\d\b)", _month_year, MONTHS),
    rule(
        "date",
        rf"(?P<d1>[0-3]?\d)/(?P<m1>[01]?\d)(?:(?P<to>{TO})(?P<d2>[0-3]?\d)/(?P<m2>[01]?\d))?(?![\d/])",
        _short,
        DIGIT,
        needs="/",
    ),
    rule("month", r"(?P<m>0?[1-9]|1[0-2])/(?P<y>20\d\d)(?![\d/])", _month_of_year, DIGIT, needs="/"),
)
