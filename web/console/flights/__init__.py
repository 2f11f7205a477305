"""Flights: what each agency has asked for, what was placed and aired of it, what found no place; and changing it."""

from __future__ import annotations

from web.console.flights import changing, helping, listing, rooming, showing
from web.console.flights.blueprint import pages

__all__ = ["changing", "helping", "listing", "pages", "rooming", "showing"]
