"""Announcements in bulk: JSON, CSV or XLSX into rows laid out as a submission is."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from scheduler.errors import Invalid, NotFound

FLIGHT = ("first_day", "last_day", "spots_per_day", "dayparts", "separation_min", "total")
LARGEST_FILE = 50 * 1024 * 1024
Row = dict[str, Any]


def read_rows(file: Path) -> list[Any]:
    """The announcements in the file, unchecked. Raises Invalid for a file that is not what its name says."""
    if not file.is_file():
        raise NotFound("There is no file %(file)s.", "Check the path.", file=file)
    if file.stat().st_size > LARGEST_FILE:
        raise Invalid("%(file)s is larger than 50 MB.", "Split it.", file=file)
    read = {".json": _from_json, ".csv": _from_csv, ".xlsx": _from_xlsx}.get(file.suffix.lower())
    if read is None:
        raise Invalid("%(file)s is neither JSON, CSV nor XLSX.", "Name it by what it is.", file=file)
    if not (rows := read(file)):
        raise Invalid("%(file)s holds no announcement.", "Each stands on a line of its own.", file=file)
    return rows


def _from_json(file: Path) -> list[Any]:
    try:
        data = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Invalid("%(file)s is not JSON: %(why)s.", "Mend it there.", file=file, why=error) from error
    return data if isinstance(data, list) else [data]


def _from_csv(file: Path) -> list[Any]:
    """Separated by commas or, as spreadsheets in Indonesia write them, by semicolons."""
    text = file.read_bytes().decode("utf-8-sig", errors="replace")
    heading = text.partition("\n")[0]
    separator = ";" if heading.count(";") > heading.count(",") else ","
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Invalid("%(file)s is not CSV: %(why)s.", "Save it again as CSV.", file=file, why=error) from error
    return [_nested(row) for row in rows]


def _from_xlsx(file: Path) -> list[Any]:
    from openpyxl import load_workbook

    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    except Exception as error:  # openpyxl raises whatever its zip and XML readers raise
        raise Invalid("%(file)s is not an XLSX file.", "Save it again as XLSX.", file=file) from error
    heading = [str(name or "") for name in lines[0]] if lines else []
    return [_nested(dict(zip(heading, line, strict=False))) for line in lines[1:] if any(line)]


def _nested(row: Row) -> Row:
    """The flight's columns become an object of their own; empty cells are left out."""
    cells = {str(name).strip(): _plain(value) for name, value in row.items() if name}
    filled = {name: value for name, value in cells.items() if value not in (None, "")}
    flight = {name: filled.pop(name) for name in FLIGHT if name in filled}
    return {**filled, "flight": flight}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.strip() if isinstance(value, str) else value
