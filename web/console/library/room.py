"""The blueprint of the library's pages."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("library", __name__, url_prefix="/pustaka")
