"""The proof on paper: a PDF of A4 pages with the airings, and the signature that its CSV bears too."""

from __future__ import annotations

import io
from datetime import datetime
from xml.sax.saxutils import escape

from playlists.proof import Proof, ProofRow, signature_of

HEADINGS = ("Rencana", "Mulai", "Selesai", "Hasil", "Mesin", "Versi", "SHA-256 rekaman")
WIDTHS_MM = (38, 24, 24, 20, 30, 14, 112)


def proof_pdf(made: Proof, key: str) -> bytes:
    """The proof as PDF. The headings are Indonesian: the paper goes into an office's files."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    styles = getSampleStyleSheet()
    rows = [[Paragraph(escape(cell), styles["BodyText"]) for cell in row] for row in (HEADINGS, *map(_row, made.rows))]
    table = Table(rows, colWidths=[width * mm for width in WIDTHS_MM], repeatRows=1)
    table.setStyle([("LINEBELOW", (0, 0), (-1, -1), 0.25, "#999999"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    story = [
        Paragraph(escape(f"Bukti siar: {made.title}"), styles["Title"]),
        *(Paragraph(escape(line), styles["BodyText"]) for line in _about(made)),
        Spacer(1, 6 * mm),
        table,
        Spacer(1, 6 * mm),
        *(Paragraph(escape(line), styles["Code"]) for line in _seal(made, key)),
    ]
    written = io.BytesIO()
    SimpleDocTemplate(written, pagesize=landscape(A4), title=f"Bukti siar {made.title}", author=made.station).build(
        story
    )
    return written.getvalue()


def _about(made: Proof) -> list[str]:
    return [
        f"Stasiun: {made.station}",
        f"Instansi: {made.agency}",
        f"Nomor: {made.announcement_id}",
        f"Dibuat: {made.made_at:%Y-%m-%d %H:%M:%S %z}",
    ]


def _seal(made: Proof, key: str) -> list[str]:
    return [
        f"Log audit {made.audit_seq}: {made.audit_hash}",
        f"Tanda tangan: {signature_of(made, key)}",
    ]


def _row(row: ProofRow) -> tuple[str, ...]:
    return (
        f"{row.planned_at:%Y-%m-%d %H:%M:%S}",
        _time(row.started_at),
        _time(row.ended_at),
        row.outcome or "-",
        row.machine or "-",
        str(row.playlist_version),
        row.sha256 or "-",
    )


def _time(moment: datetime | None) -> str:
    return f"{moment:%H:%M:%S}.{moment.microsecond // 1000:03}" if moment else "-"
