"""The air day: where the station is, when its day begins, and what airs whatever else is planned."""

from __future__ import annotations

from web.console.air import placing, setting, showing
from web.console.air.room import pages

__all__ = ["pages", "placing", "setting", "showing"]
