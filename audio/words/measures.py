"""Measures: figures with their units, alone and from one to another; percent, degrees, coordinates, magnitudes."""

from __future__ import annotations

import re
import string

from audio.words.dates import TO, joined
from audio.words.figures import FIGURE, FRACTIONS, figure, fraction
from audio.words.money import before_noun, size_name
from audio.words.rule import DIGIT, LETTERS, Rule, Scene, nth, rule
from audio.words.tables import words

SIZE = r"(?:(?i:ribu|rebu|rébu|rb|juta|jt|miliar|milyar|triliun|ratus|puluh|lusin|thousand|hundred|million|billion)\b)"
_UNIT = rf"(?P<unit>[µΩ%‰°′″'\"]?{LETTERS}{{0,7}})(?P<power>[²³]|[23](?!\w|[.,]\d))?"
_PER = rf"(?:\s?/\s?(?P<per>{LETTERS}{{1,9}})(?P<perpower>[²³]|[23](?!\w|[.,]\d))?)?"
_NUMBER = rf"(?P<n@>{FIGURE})(?P<f@>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])?(?:\s?(?P<size@>{SIZE}))?"
_DEGREES = r"(?:[°º]|derajat\s)\s?(?P<scale>[CFK]|Celcius|Celsius|celcius|celsius|Fahrenheit)\b"


def unit_name(written: str, scene: Scene) -> str | None:
    """The unit's name: exactly as written first, then without regard to case when it has more than one letter."""
    units = scene.tongue.units
    if written in units:
        return units[written]
    return scene.tongue.units_in_any_case.get(written.casefold()) if len(written) > 1 else None


def number(match: re.Match[str], which: str, scene: Scene) -> str:
    """The figure of a pattern built from `NUMBER`, with its fraction sign and its "juta"."""
    said = figure(match["n" + which], scene.tongue)
    part = match["f" + which]
    if part and scene.tongue.code == "en":
        said += f" and {'a ' if FRACTIONS[part][0] == 1 else ''}{_english_part(part, scene)}"
    elif part:
        said += " " + fraction(*FRACTIONS[part], scene.tongue)
    size = match["size" + which]
    return f"{said} {size_name(size, scene)}" if size else said


def _english_part(part: str, scene: Scene) -> str:
    return fraction(*FRACTIONS[part], scene.tongue).removeprefix("a ").removeprefix("one ")


def ends(match: re.Match[str], scene: Scene) -> str:
    """One figure, or two with the word between them."""
    first = number(match, "1", scene)
    if not match["to"]:
        return first
    return f"{first} {joined(match['to'], scene)} {number(match, '2', scene)}"


def _men_and_women(match: re.Match[str], scene: Scene) -> str | None:
    """ "28 L, 30 P": laki-laki and perempuan, where both are counted."""
    if scene.tongue.code == "en":
        return None
    men, women = (figure(match[who], scene.tongue) for who in ("men", "women"))
    link = f" {scene.tongue.words['and']} " if match["link"].strip() in ("dan", "&") else ", "
    return f"{men} laki-laki{link}{women} perempuan"


def _percent(match: re.Match[str], scene: Scene) -> str:
    return f"{ends(match, scene)} {scene.tongue.words['percent' if match['sign'] == '%' else 'permille']}"


def _percents(match: re.Match[str], scene: Scene) -> str:
    """ "5% - 10%": the sign is said each time it is written."""
    name = scene.tongue.words["percent" if match["sign"] == "%" else "permille"]
    first, second = (number(match, which, scene) for which in "12")
    return f"{first} {name} {joined(match['to'], scene)} {second} {name}"


_MEASURED_BEFORE = re.compile(r"\d[\d.,]*\s?(?:[a-z]{0,7}\s?/\s?)?(?P<unit>[A-Za-z°][A-Za-z°²³]{0,7})\s?$")


_PARTS_OF_DAY = frozenset(("pagi", "siang", "sore", "malam", "subuh"))


def _to_measure(match: re.Match[str], scene: Scene) -> str | None:
    """ "5 km - 10 km", "9 bulan – 5 tahun", "8 pagi - 2 siang": from one measure to another."""
    before = _MEASURED_BEFORE.search(scene.before(match.start()))
    if not before:
        return None
    unit = before["unit"].rstrip("²³")
    known = unit[0] == "°" or unit_name(unit, scene) or unit.lower() in words("denominators")
    return f" {scene.tongue.words['to']} " if known or unit in _PARTS_OF_DAY or re.fullmatch(SIZE, unit) else None


def _degrees(match: re.Match[str], scene: Scene) -> str:
    scale = {"C": "Celsius", "F": "Fahrenheit", "K": "Kelvin"}[match["scale"][0].upper()]
    return f"{ends(match, scene)} {scene.tongue.words['degree']} {scale}"


def _measure(match: re.Match[str], scene: Scene) -> str | None:
    unit = unit_name(match["unit"], scene)
    if unit is None or (match["power"] and match["unit"] not in _SURFACES):
        return None
    if match["unit"] == "A" and _is_letter(match, scene):
        return None
    if match["unit"].lower() == "lt" and _FLOOR.match(scene.text, match.end()):
        return None
    just_one = match["n1"] == "1" and not (match["to"] or match["f1"] or match["size1"])
    if just_one or (not match["per"] and before_noun(match, scene)):
        unit = one_of(unit, scene)
    said = f"{ends(match, scene)} {raised(unit, match['power'], scene)}"
    return f"{said} {scene.tongue.words['per']} {_below(match, scene)}" if match["per"] else said


def _compound(match: re.Match[str], scene: Scene) -> str | None:
    """English "a 5-km walk": the measure is part of the noun."""
    unit = unit_name(match["unit"], scene) if scene.tongue.code == "en" else None
    return f"{figure(match['n'], scene.tongue)} {one_of(unit, scene)}" if unit else None


def _is_letter(match: re.Match[str], scene: Scene) -> bool:
    """ "kelas 5 A", "kursi 12A": a current is told by its blank or by what carries it."""
    before = scene.before(match.start())
    together = match["n1"].isdecimal() and match.group().endswith(match["n1"] + "A")
    return bool(_NAMED.search(before)) or (together and not _CURRENT.search(before))


# "Ruang 5 Lt 2": the floor of what comes after, not litres.
_FLOOR = re.compile(r"\.?\s?\d")
_PLURAL = re.compile(r"(?<=[^s])s\b")


def one_of(unit: str, scene: Scene) -> str:
    """The unit's name for just one: "kilogram" for "kilograms", "kilowatt hour"; only English has another."""
    if scene.tongue.code != "en" or unit.endswith("hertz"):
        return unit
    return "foot" if unit == "feet" else _PLURAL.sub("", unit, count=1)


_MEASURED = frozenset(["jam", "hari", "menit", "detik", "bulan", "tahun", "orang"])
_NAMED = re.compile(
    r"(?i)\b(?:kelas|nomor|no\.?|blok|rombel|kelompok|grup|loket|kamar|ruang|gedung|gate|pintu|class|room)\s$"
)
_CURRENT = re.compile(
    r"(?i)\b(?:mcb|sekring|sikring|arus|daya|listrik|ampere|aki|breaker|kabel|kontak|adaptor|charger|pengisi|meteran|fuse"
    r"|current|accu|catu|trafo)\b[^.;]{0,24}$"
)
_SURFACES = frozenset(("mm", "cm", "dm", "m", "km", "M", "KM"))
_BELOW = {"h": "one_hour", "j": "one_hour", "s": "one_second", "dt": "one_second", "hr": "one_day", "d": "one_day"}


def raised(unit: str, power: str | None, scene: Scene) -> str:
    """ "meter persegi", "cubic metres": English says the power first. `power` is one of ²³23, or None."""
    if not power:
        return unit
    word = scene.tongue.words["squared" if power in "²2" else "cubed"]
    return f"{word} {unit}" if scene.tongue.code == "en" else f"{unit} {word}"


def _below(match: re.Match[str], scene: Scene) -> str:
    """What stands under the stroke: "jam" for "h", else the unit's name, else as written."""
    per = match["per"]
    name = scene.tongue.words.get(_BELOW.get(per, "")) or unit_name(per, scene) or per
    return raised(one_of(name, scene), match["perpower"], scene)


def _bare_unit(match: re.Match[str], scene: Scene) -> str | None:
    """ "km/jam" without a figure, "dalam m²"."""
    unit = unit_name(match["unit"], scene)
    known = match["per"] and (match["per"] in _BELOW or unit_name(match["per"], scene) or match["per"] in _MEASURED)
    if unit is None or not (known or (match["power"] and match["unit"] in _SURFACES)):
        return None
    said = raised(unit, match["power"], scene)
    return f"{said} {scene.tongue.words['per']} {_below(match, scene)}" if match["per"] else said


# "per ha o ka": not hectares, but the letters of HOK.
_LETTER_NAME = re.compile(r"\s(?:a|be|ce|de|e|ef|ge|ha|i|je|ka|el|em|en|o|pe|er|es|te|u|ve|we)\b")


def _per_unit(match: re.Match[str], scene: Scene) -> str | None:
    """ "per kg", "per m2"."""
    unit = unit_name(match["unit"], scene)
    if unit is None or (match["power"] and match["unit"] not in _SURFACES):
        return None
    if match["unit"] == "ha" and _LETTER_NAME.match(scene.text, match.end()):
        return None
    return f"{match.group()[:3]} {raised(one_of(unit, scene), match['power'], scene)}"


ENDS = rf"{nth(_NUMBER, 1)}(?:(?P<to>{TO}){nth(_NUMBER, 2)})?"
_BARE_KEYS = "mm cm m km kg mg g l ml kwh m2 hektare ha µg"
MEASURES: tuple[Rule, ...] = (
    rule("range", r"[-–—]\s?(?=(?:Rp\.?\s?)?\d)", _to_measure, "- – —"),
    rule(
        "people",
        rf"(?P<men>{FIGURE})\s?L(?P<link>\s?[,;/]\s?|\s(?:dan|&)\s)(?P<women>{FIGURE})\s?P\b",
        _men_and_women,
        DIGIT,
        needs="L",
    ),
    rule(
        "percent",
        rf"{nth(_NUMBER, 1)}\s?(?P<sign>[%‰])(?P<to>{TO}){nth(_NUMBER, 2)}\s?(?P=sign)",
        _percents,
        DIGIT,
        needs="%‰",
    ),
    rule("percent", rf"{ENDS}\s?(?P<sign>[%‰])", _percent, DIGIT, needs="%‰"),
    rule("degrees", rf"{ENDS}\s?{_DEGREES}", _degrees, DIGIT, needs="°ºd"),
    rule("measure", rf"(?P<n>{FIGURE})-(?P<unit>{LETTERS}{{1,4}})(?=\s[a-z])", _compound, DIGIT, needs="-"),
    rule("measure", rf"{ENDS}\s?{_UNIT}{_PER}(?![\w])", _measure, DIGIT, needs=string.ascii_letters),
    rule("measure", rf"{_UNIT}{_PER}(?![\w])", _bare_unit, _BARE_KEYS),
    rule("measure", rf"(?i:per)\s{_UNIT}(?!\w)", _per_unit, "per"),
)
