"""A CSV table for spreadsheets: UTF-8 with its mark, ISO dates, and no cell that one could take for a formula."""

from __future__ import annotations

import csv
import io

from playlists.formats.entries import location, plain, seconds
from playlists.items import Day, Item, UrlOf

COLUMNS = (
    "starts_at", "duration_s", "timing", "kind", "title", "artist", "announcement_id", "priority",
    "max_late_s", "not_after", "loudness_lufs", "sha256", "location", "input", "transcript", "id",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "|", "%")


def write_csv(day: Day, url_of: UrlOf) -> bytes:
    """One row an item, under a row of names."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in _row(item, location(item, url_of))] for item in day.items)
    return table.getvalue().encode("utf-8-sig")


def _row(item: Item, address: str | None) -> tuple[object, ...]:
    return (
        item.starts_at.isoformat(timespec="milliseconds"),
        float(seconds(item.duration_ms)),
        item.timing,
        item.kind,
        item.title,
        item.artist,
        item.announcement_id,
        item.priority,
        None if item.max_late_ms is None else float(seconds(item.max_late_ms)),
        item.not_after.isoformat() if item.not_after else None,
        item.loudness_lufs,
        item.media.sha256 if item.media else None,
        address,
        item.input,
        item.transcript,
        item.id,
    )


def _harmless(cell: object) -> object:
    """An apostrophe before what a spreadsheet would compute; numbers are numbers."""
    if not isinstance(cell, str):
        return cell
    text = plain(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
