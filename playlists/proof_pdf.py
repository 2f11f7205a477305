"""The proof on paper: a PDF of A4 pages with the airings, and the signature that its CSV bears too."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from playlists.proof import Proof, ProofRow, signature_of

WORDS = {
    "id": ("Bukti siar", "Stasiun", "Instansi", "Nomor", "Dibuat", "Log audit", "Tanda tangan"),
    "su": ("Bukti siar", "Stasiun", "Instansi", "Nomer", "Dijieun", "Log audit", "Tanda tangan"),
    "en": ("Proof of airing", "Station", "Agency", "Number", "Made", "Audit log", "Signature"),
}
HEADINGS = {
    "id": ("Rencana", "Mulai", "Selesai", "Hasil", "Mesin", "Versi", "SHA-256 rekaman"),
    "su": ("Rencana", "Mimiti", "Réngsé", "Hasil", "Mesin", "Vérsi", "SHA-256 rekaman"),
    "en": ("Planned", "Start", "End", "Outcome", "Machine", "Version", "SHA-256 of the recording"),
}
OUTCOMES = {
    "id": {"aired": "tayang", "partial": "terpotong", "skipped": "dilewati", "failed": "gagal", "replaced": "diganti",
           "unknown": "tidak diketahui"},
    "su": {"aired": "disiarkeun", "partial": "kapotong", "skipped": "diliwat", "failed": "gagal", "replaced": "diganti",
           "unknown": "teu kanyahoan"},
    "en": {},
}  # fmt: skip
WIDTHS_MM = (38, 24, 24, 20, 30, 14, 112)


def proof_pdf(made: Proof, key: str, language: str = "id") -> bytes:
    """The proof as PDF, in `id`, `su` or `en`."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    language = language if language in WORDS else "id"
    proof_word, *words = WORDS[language]
    lines = (HEADINGS[language], *(_row(row, OUTCOMES[language]) for row in made.rows))
    styles = getSampleStyleSheet()
    rows = [[Paragraph(escape(cell), styles["BodyText"]) for cell in row] for row in lines]
    table = Table(rows, colWidths=[width * mm for width in WIDTHS_MM], repeatRows=1)
    table.setStyle([("LINEBELOW", (0, 0), (-1, -1), 0.25, "#999999"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    story = [
        Paragraph(escape(f"{proof_word}: {made.title}"), styles["Title"]),
        *(Paragraph(escape(line), styles["BodyText"]) for line in _about(made, words)),
        Spacer(1, 6 * mm),
        table,
        Spacer(1, 6 * mm),
        *(Paragraph(escape(line), styles["Code"]) for line in _seal(made, key, words)),
    ]
    written = io.BytesIO()
    title = f"{proof_word}: {made.title}"
    SimpleDocTemplate(written, pagesize=landscape(A4), title=title, author=made.station).build(story)
    return written.getvalue()


def _about(made: Proof, words: Sequence[str]) -> list[str]:
    told = (made.station, made.agency, made.announcement_id, f"{made.made_at:%Y-%m-%d %H:%M:%S %z}")
    return [f"{word}: {each}" for word, each in zip(words[:4], told, strict=True)]


def _seal(made: Proof, key: str, words: Sequence[str]) -> list[str]:
    return [f"{words[4]} {made.audit_seq}: {made.audit_hash}", f"{words[5]}: {signature_of(made, key)}"]


def _row(row: ProofRow, outcomes: Mapping[str, str]) -> tuple[str, ...]:
    return (
        f"{row.planned_at:%Y-%m-%d %H:%M:%S}",
        _time(row.started_at),
        _time(row.ended_at),
        outcomes.get(row.outcome or "", row.outcome or "-"),
        row.machine or "-",
        str(row.playlist_version),
        row.sha256 or "-",
    )


def _time(moment: datetime | None) -> str:
    return f"{moment:%H:%M:%S}.{moment.microsecond // 1000:03}" if moment else "-"
