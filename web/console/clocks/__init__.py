"""Format clocks: a dial and a list edited in place, the hours that follow them, and the days that are exceptions."""

from __future__ import annotations

from web.console.clocks import editing, exceptions, hours, showing
from web.console.clocks.room import pages

__all__ = ["editing", "exceptions", "hours", "pages", "showing"]
