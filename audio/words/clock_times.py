"""Clock times: 17.33, 17:33 WIB, from one to another, and the zone in full."""

from __future__ import annotations

import re

from audio.words.dates import TO, joined
from audio.words.rule import DIGIT, Rule, Scene, nth, rule

_TIME = r"(?P<h@>[01]?\d|2[0-4])(?:\s?(?P<p@>[.:])\s?(?P<m@>[0-5]\d)(?:(?P=p@)(?P<s@>[0-5]\d))?)(?![\d]|[.,:]\d)"
_HOUR = r"(?P<h@>[01]?\d|2[0-4])(?:(?P<p@>[.:])(?P<m@>[0-5]\d)(?:(?P=p@)(?P<s@>[0-5]\d))?)?(?![\d]|[.,:]\d|/|-?an\b)"
_ZONE = r"(?:\s?(?P<zone@>WIB|WITA|WIT|Wib|Wita|Wit|wib|wita|wit|GMT|UTC)\b)?"
_WORD = r"(?P<word>(?i:pukul|pkl\.?|pk\.?|jam|tabuh|at))"
_PART_OF_DAY = re.compile(r"\s(?:dini hari|pagi|siang|sore|malam|petang|enjing|siang|sonten|wengi)\b")
_AM_OR_PM = re.compile(r"\s?[ap]\.?m\b", re.I)
_HOUR_WORD = re.compile(r"(?i)\b(?:pukul|jam|tabuh|pkl)\b")
_RECENT = re.compile(
    r"(?i)\b(?:pukul|jam|tabuh|pkl)\b[^a-z\n]*(?:\b(?:dan|atau|serta|hingga|sampai|dengan|lalu|s\.d|wib"
    r"|wita|wit|sareng|dugi|ka|pukul|jam)\b[^a-z\n]*)*$"
)

# "6.00", "7.30": a decimal would have its comma, and rather other figures; save after these words.
_QUARTERS = frozenset(("00", "15", "30", "45"))
_NO_HOUR = re.compile(
    r"(?i)\b(?:ipk|nilai|skor|indeks|rata-rata|versi|bab|kurs|inflasi|sebesar|sekitar|rasio|rp|usd|v|poin|angka|nomor|no)"
    r"\.?\s$|[^\s(]$"
)

_ZONES = {"wib": "WIB", "wita": "WITA", "wit": "WIT"}


def _zone(written: str | None, scene: Scene) -> str:
    if not written:
        return ""
    known = _ZONES.get(written.lower(), written)
    return " " + scene.tongue.acronyms.get(known, scene.tongue.spell(written))


def _hour(match: re.Match[str], which: str, scene: Scene) -> str:
    seconds, minutes = match["s" + which], match["m" + which]
    said = scene.tongue.hour(int(match["h" + which]), int(minutes or 0), int(seconds) if seconds else None)
    return said.removesuffix(" o'clock") if _AM_OR_PM.match(scene.text, match.end()) else said


def _said(match: re.Match[str], lead: str, scene: Scene) -> str:
    """`lead`: the word before the hour, said again before the second one of a range."""
    said = f"{lead}{_hour(match, '1', scene)}{_zone(match['zone1'], scene)}"
    if match["to"]:
        again = lead.lower()
        said += f" {joined(match['to'], scene)} {again}{_hour(match, '2', scene)}{_zone(match['zone2'], scene)}"
    return said


def _with_word(match: re.Match[str], scene: Scene) -> str | None:
    word = match["word"].rstrip(".")
    if word.lower() == "at" and (not match["m1"] or _AM_OR_PM.match(scene.text, match.end())):
        return None
    if word.lower() in ("pkl", "pk"):
        word = scene.tongue.words["at"]
    return _said(match, word.strip() + " ", scene)


def _bare(match: re.Match[str], scene: Scene) -> str | None:
    """A time that no word announces: sure with a colon, a zone or a range; told to the writer when it is not."""
    if not _is_time(match, scene):
        return None
    led = re.search(r"(?i)(?:\b(?:pukul|pkl\.?|jam|tabuh|at))\s*$", scene.before(match.start()))
    lead = "" if led or scene.tongue.code == "en" else scene.tongue.words["at"] + " "
    return _said(match, lead, scene)


def _recently(match: re.Match[str], scene: Scene, reach: int = 48) -> bool:
    """Whether a word of the clock stands before it, with nothing but other hours between."""
    return scene.has(_HOUR_WORD) and bool(_RECENT.search(scene.before(match.start(), reach)))


def _is_time(match: re.Match[str], scene: Scene) -> bool:
    if int(match["h1"]) == 24 and match["m1"] != "00":
        return False
    colon, zoned = match["p1"] == ":", bool(match["zone1"] or match["zone2"])
    if colon and (scene.tongue.code == "en" or _PART_OF_DAY.match(scene.text, match.end())):
        return True
    if zoned or (colon and len(match["h1"]) == 2) or (colon and _recently(match, scene)):
        return True
    if colon:
        return False
    two_digits = len(match["h1"]) == 2 or bool(match["to"] or _PART_OF_DAY.match(scene.text, match.end()))
    if scene.tongue.thousands == "," and not _recently(match, scene, 24):
        return False
    after = scene.text[match.end() : match.end() + 14]
    if re.match(
        r"\s?(?:persen|%|km|m\b|kg|juta|miliar|ribu|MHz|FM|cm|mm|SR|LS|LU|BT|BB|derajat|°|ha\b|hektar|liter)", after
    ):
        return False
    quarter = match["m1"] in _QUARTERS and not _NO_HOUR.search(scene.before(match.start()))
    if two_digits or quarter or _recently(match, scene):
        if not match["to"] and not _recently(match, scene):
            scene.note(
                match,
                "time_or_decimal",
                "This is read as a time of day; it could also be a decimal number.",
                "Write “pukul 17.33” for a time, or a comma for a decimal: “17,33”.",
            )
        return True
    return False


_KEYS = "pukul pkl pk jam tabuh at"
CLOCK_TIMES: tuple[Rule, ...] = (
    rule(
        "time",
        rf"{_WORD}\s?(?::\s)?{nth(_HOUR, 1)}{nth(_ZONE, 1)}(?:(?P<to>{TO})(?:(?i:pukul|pkl\.?|jam"
        rf"|tabuh)\s)?{nth(_HOUR, 2)}{nth(_ZONE, 2)})?",
        _with_word,
        _KEYS,
    ),
    rule(
        "time",
        rf"{nth(_TIME, 1)}{nth(_ZONE, 1)}(?:(?P<to>{TO})(?:(?i:pukul|pkl\.?|jam"
        rf"|tabuh)\s)?{nth(_TIME, 2)}{nth(_ZONE, 2)})?",
        _bare,
        DIGIT,
        needs=".:",
    ),
)
