"""The library: found, heard, sent, edited in place; and by which rules its music comes back."""

from __future__ import annotations

from web.console.library import editing, rotation, showing, uploading
from web.console.library.room import pages

__all__ = ["editing", "pages", "rotation", "showing", "uploading"]
