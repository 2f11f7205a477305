"""Proof for the office: each airing planned and real, as a page, as CSV and as PDF."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from playlists.proof import Proof, proof, proof_csv, signature_of
from scheduler.announcements.finding import find_announcement
from scheduler.settings import Settings
from web.console.scope import actor, db, now

pages = Blueprint("proofs", __name__, url_prefix="/naskah")


@pages.get("/<announcement_id>/bukti")
def show(announcement_id: str) -> ResponseReturnValue:
    """The airings so far, and the seal on them."""
    made = _proof(announcement_id)
    return render_template("proof.html", proof=made, signature=signature_of(made, _key()))


@pages.get("/<announcement_id>/bukti.csv")
def as_csv(announcement_id: str) -> ResponseReturnValue:
    """For a spreadsheet; its last line is the signature."""
    return _file(proof_csv(_proof(announcement_id), _key()), "text/csv; charset=utf-8", announcement_id, "csv")


@pages.get("/<announcement_id>/bukti.pdf")
def as_pdf(announcement_id: str) -> ResponseReturnValue:
    """For the office's files."""
    from playlists.proof_pdf import proof_pdf

    return _file(
        proof_pdf(_proof(announcement_id), _key(), str(get_locale() or "id")), "application/pdf", announcement_id, "pdf"
    )


def _proof(announcement_id: str) -> Proof:
    return proof(db(), find_announcement(db(), actor(), announcement_id).id, now())


def _file(body: bytes, mime: str, announcement_id: str, ext: str) -> Response:
    name = f"bukti-siar-{announcement_id}.{ext}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(body, content_type=mime, headers=headers)


def _key() -> str:
    settings: Settings = current_app.extensions["siar_settings"]
    return settings.secret_key or ""
