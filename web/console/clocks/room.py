"""The blueprint of the clocks' pages."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("clocks", __name__, url_prefix="/jam")
