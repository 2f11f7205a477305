"""What prayers, methods and uses of sounds are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

from scheduler.library import Kind

PRAYER: Mapping[str, LazyString | str] = {
    "imsak": "Imsak",
    "subuh": "Subuh",
    "terbit": lazy_gettext("Sunrise"),
    "dzuhur": "Dzuhur",
    "ashar": "Ashar",
    "maghrib": "Maghrib",
    "isya": "Isya",
}
METHOD: Mapping[str, str] = {
    "kemenag": "Kementerian Agama RI (20°/18°)",
    "muslim_world_league": "Muslim World League (18°/17°)",
    "egyptian": "Egyptian General Authority (19.5°/17.5°)",
    "karachi": "University of Karachi (18°/18°)",
    "umm_al_qura": "Umm al-Qura (18.5°/90′)",
    "north_america": "ISNA (15°/15°)",
    "singapore": "MUIS (20°/18°)",
}
USE: Mapping[str, LazyString | str] = {
    "adzan": lazy_gettext("Every call"),
    "subuh": "Subuh",
    "dzuhur": "Dzuhur",
    "ashar": "Ashar",
    "maghrib": "Maghrib",
    "isya": "Isya",
    "imsak": "Imsak",
    "anthem": "Indonesia Raya",
    "sign_on": lazy_gettext("Sign-on"),
    "sign_off": lazy_gettext("Sign-off"),
}
OF_CALLS, OF_SIGNS = (Kind.ADZAN,), (Kind.JINGLE, Kind.STATION_ID, Kind.PROGRAMME)
KINDS: Mapping[str, tuple[Kind, ...]] = {
    **dict.fromkeys(("adzan", "subuh", "dzuhur", "ashar", "maghrib", "isya"), OF_CALLS),
    "imsak": (*OF_CALLS, *OF_SIGNS),
    "anthem": (Kind.ANTHEM,),
    "sign_on": OF_SIGNS,
    "sign_off": OF_SIGNS,
}
"""What each use can be chosen from."""
ZONES: Mapping[str, str] = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
