"""The announcer's log on paper: the day in order, with the scripts that are read aloud."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from playlists.items import Day, Item

WORDS = {
    "id": ("Log siar", "Jam", "Acara", "Dinas / artis", "Durasi", "pengisi", "LANGSUNG", "versi", "Halaman"),
    "su": ("Log siar", "Jam", "Acara", "Dinas / artis", "Lilana", "pangeusi", "LANGSUNG", "vérsi", "Kaca"),
    "en": ("Log", "Time", "Item", "Agency / artist", "Length", "filler", "LIVE", "version", "Page"),
}
WIDTHS_MM = (24, 82, 52, 22)
MARGIN_MM = 15
LONGEST_CELL = 300


def log_pdf(day: Day, station_name: str, language: str) -> bytes:
    """The day as a PDF on A4, in `id`, `su` or `en`. Filler in a row is one line; what is read live has its whole
    script. The same day gives the same bytes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    words = WORDS.get(language, WORDS["id"])
    title = f"{words[0]} {station_name}, {day.date:%d-%m-%Y}"
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file, pagesize=A4, invariant=1, title=_printable(title), author=_printable(station_name),
        leftMargin=MARGIN_MM * mm, rightMargin=MARGIN_MM * mm, topMargin=MARGIN_MM * mm, bottomMargin=MARGIN_MM * mm,
    )  # fmt: skip

    def foot(canvas: Any, page: Any) -> None:
        canvas.setFont("Helvetica", 8)
        told = f"{title} · {words[7]} {day.version} · {words[8]} {page.page}"
        canvas.drawCentredString(A4[0] / 2, 8 * mm, _printable(told))

    document.build(_story(day, title, words), onFirstPage=foot, onLaterPages=foot)
    return file.getvalue()


def _story(day: Day, title: str, words: Sequence[str]) -> list[Any]:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, Spacer

    styles = getSampleStyleSheet()
    story: list[Any] = [Paragraph(_marked(title[:LONGEST_CELL]), styles["Title"]), _table([words[1:5]], heading=True)]
    for hour, items in groupby(day.items, key=lambda item: item.starts_at.replace(minute=0, second=0, microsecond=0)):
        story.append(Paragraph(f"<b>{hour:%H}.00</b>", styles["Heading4"]))
        for live, rows in groupby(_rows(list(items), words), key=lambda row: row[1] is not None):
            found = list(rows)
            if not live:
                story.append(_table([row for row, _ in found]))
                continue
            for row, script in found:
                story += [_table([row], bold=True), *_script(script or "", styles), Spacer(1, 6)]
    return story


def _rows(items: list[Item], words: Sequence[str]) -> Iterator[tuple[tuple[str, str, str, str], str | None]]:
    """One line of the log, and the script to be read aloud, None for what nobody reads."""
    for is_filler, group in groupby(items, key=lambda item: item.kind == "filler"):
        found = list(group)
        if is_filler:
            length = sum(item.duration_ms for item in found)
            yield (_clock(found[0]), f"({words[5]}: {len(found)})", "", _length(length)), None
            continue
        for item in found:
            live = item.input is not None
            name = f"{words[6]}: {item.title}" if live else item.title
            row = (_clock(item), name, item.artist or "", _length(item.duration_ms))
            yield row, (item.transcript or "") if live else None


def _table(rows: Sequence[Sequence[str]], heading: bool = False, bold: bool = False) -> Any:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import LongTable, Paragraph

    style = ParagraphStyle(
        "cell", fontName="Helvetica-Bold" if heading or bold else "Helvetica", fontSize=9, leading=11
    )
    cells = [[Paragraph(_marked(cell[:LONGEST_CELL]), style) for cell in row] for row in rows]
    lines = [("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP"),
             ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]  # fmt: skip
    return LongTable(cells, colWidths=[width * mm for width in WIDTHS_MM], style=lines)


def _script(text: str, styles: Any) -> list[Any]:
    """Large enough to be read at the microphone, a paragraph for each line."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle("script", parent=styles["BodyText"], fontSize=13, leading=19, leftIndent=24)
    return [Paragraph(_marked(line), style) for line in text.splitlines() if line.strip()]


def _clock(item: Item) -> str:
    return f"{item.starts_at:%H.%M.%S}" + (" !" if item.timing == "hard" else "")


def _length(milliseconds: int) -> str:
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}.{minutes:02}.{seconds:02}" if hours else f"{minutes}.{seconds:02}"


def _marked(text: str) -> str:
    return escape(_printable(text))


def _printable(text: str) -> str:
    """With what the PDF's own fonts can show."""
    return text.encode("cp1252", "replace").decode("cp1252")
