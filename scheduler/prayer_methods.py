"""The conventions by which prayer times are reckoned from the sun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Method:
    """Angles are degrees below the horizon; `horizon` is the sun's at terbit and maghrib.

    `isya` is an angle, or `isya_minutes` after maghrib where that is given. `shadow` is how long a shadow is at ashar
    beyond that of noon, in lengths of what casts it. `rounding` is `outward` (to the full minute on the safe side,
    then `margin_minutes` further) or `nearest`.
    """

    subuh: float
    isya: float
    horizon: float = 50 / 60
    isya_minutes: int | None = None
    shadow: Literal[1, 2] = 1
    imsak_minutes: int = 10
    rounding: Literal["outward", "nearest"] = "nearest"
    margin_minutes: int = 0


KEMENAG = Method(subuh=20, isya=18, horizon=1.0, rounding="outward", margin_minutes=2)
METHODS = {
    "kemenag": KEMENAG,
    "muslim_world_league": Method(subuh=18, isya=17),
    "egyptian": Method(subuh=19.5, isya=17.5),
    "karachi": Method(subuh=18, isya=18, shadow=2),
    "umm_al_qura": Method(subuh=18.5, isya=18.5, isya_minutes=90),
    "north_america": Method(subuh=15, isya=15),
    "singapore": Method(subuh=20, isya=18),
}
