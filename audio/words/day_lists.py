"""Days of one month in a row: "3, 5, dan 7 Maret", "tgl 1,2 Januari"."""

from __future__ import annotations

import re
import string

from audio.words.dates import MONTH
from audio.words.rule import DIGIT, Rule, Scene, rule


def _several(match: re.Match[str], scene: Scene) -> str | None:
    """ "3, 5, dan 7 Maret": only the last has the month."""
    days = [int(day) for day in re.findall(r"\d+", match["days"])]
    if not all(1 <= day <= 31 for day in days):
        return None
    return re.sub(r"\d+", lambda m: scene.tongue.cardinal(int(m.group())), match["days"])


def _crowded(match: re.Match[str], scene: Scene) -> str | None:
    """ "tgl 1,2 Januari", "1,2,3 Januari": days without blanks between, where they are no decimal."""
    listed = match["days"].count(",") > 1 or re.search(r"(?i)\b(?:tanggal|tgl\.?)\s$", scene.before(match.start()))
    said = _several(match, scene) if listed else None
    return said.replace(",", ", ") if said else None


DAY_LISTS: tuple[Rule, ...] = (
    rule(
        "dates",
        rf"(?P<days>[0-3]?\d(?:,\s?[0-3]?\d){{0,6}},?\s(?:dan|&|and|sareng|jeung)\s)(?=[0-3]?\d\s+{MONTH})",
        _several,
        DIGIT,
        needs=string.ascii_letters,
    ),
    rule(
        "dates",
        rf"(?P<days>[0-3]?\d(?:,\s?[0-3]?\d){{1,6}}),?(?=\s(?:dan|and|&|jeung|sareng)?\s?[0-3]?\d\s+{MONTH})",
        _several,
        DIGIT,
        needs=string.ascii_letters,
    ),
    rule("dates", rf"(?P<days>(?:[0-3]?\d,){{1,7}})(?=[0-3]?\d\s+{MONTH})", _crowded, DIGIT, needs=","),
)
