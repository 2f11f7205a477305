"""Programmes: the list, a form that asks for no recurrence rule, their episodes, and calendars in and out."""

from __future__ import annotations

from web.console.programmes import calendars, checking, editing, episodes, listing, undoing
from web.console.programmes.room import pages

__all__ = ["calendars", "checking", "editing", "episodes", "listing", "pages", "undoing"]
