"""CSV for spreadsheets: a row for each item, dates in ISO 8601, no cell that is taken for a formula."""

from __future__ import annotations

import csv
import io
import re

from playlists.formats.plain_text import one_line
from playlists.items import Day, Item, UrlOf, item_as_json

COLUMNS = (
    "starts_at",
    "duration_ms",
    "timing",
    "kind",
    "title",
    "artist",
    "priority",
    "max_late_ms",
    "not_after",
    "cue_in_ms",
    "cue_out_ms",
    "tail_ms",
    "fade_in_ms",
    "fade_out_ms",
    "loudness_lufs",
    "input",
    "transcript",
    "stream_url",
    "id",
    "announcement_id",
)
MEDIA_COLUMNS = ("sha256", "bytes", "mime", "url")
# A spreadsheet set to a semicolon locale begins a cell at each one; East Asian ones take the wide signs too.
FORMULA = re.compile('(?:^|;)[\\s"]*(?=[=+\\-@＝＋－＠])')


def write_csv(day: Day, url_of: UrlOf) -> bytes:
    """A header, then a row an item. Begins with a byte order mark, without which Excel takes it for no UTF-8."""
    sheet = io.StringIO()
    rows = csv.writer(sheet)
    rows.writerow([*COLUMNS, *MEDIA_COLUMNS])
    rows.writerows(_row(item, url_of) for item in day.items)
    return sheet.getvalue().encode("utf-8-sig")


def _row(item: Item, url_of: UrlOf) -> list[object]:
    found = item_as_json(item, url_of)
    media = found["media"] or {}
    return [*(_cell(found[name]) for name in COLUMNS), *(_cell(media.get(name)) for name in MEDIA_COLUMNS)]


def _cell(value: object) -> object:
    """Numbers stay numbers, also negative ones."""
    return FORMULA.sub(r"\g<0>'", one_line(value)) if isinstance(value, str) else value
