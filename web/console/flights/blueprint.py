"""The blueprint that the pages of flights stand on."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("flights", __name__, url_prefix="/tayang")
