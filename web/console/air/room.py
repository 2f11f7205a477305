"""The blueprint of the air day's page."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("air", __name__, url_prefix="/siaran")
