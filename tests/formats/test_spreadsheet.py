"""CSV: opened in a spreadsheet, it shows the day and computes nothing."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playlists.formats import FORMATS
from playlists.items import Day
from tests.formats.conftest import NASTY, address, text, titled

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cells(written: str, delimiter: str = ",") -> list[str]:
    return [cell for row in csv.reader(io.StringIO(written), delimiter=delimiter) for cell in row]


def is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdigit()


def test_it_has_a_row_for_each_item_with_iso_dates(day: Day) -> None:
    rows = list(csv.DictReader(io.StringIO(text(day, "csv"))))
    assert [datetime.fromisoformat(row["starts_at"]) for row in rows] == [item.starts_at for item in day.items]
    assert rows[0]["not_after"] == "2026-11-27T23:59:59+07:00"
    assert rows[0]["title"] == "Banjir, RT 03"
    assert rows[-2]["transcript"].endswith("é 😀")


def test_a_spreadsheet_is_told_that_it_is_utf8(day: Day) -> None:
    assert FORMATS["csv"].write(day, address).startswith(b"\xef\xbb\xbf")


def test_a_loudness_stays_a_number(day: Day) -> None:
    assert next(csv.DictReader(io.StringIO(text(day, "csv"))))["loudness_lufs"] == "-16.0"


@pytest.mark.parametrize("title", [NASTY, "@SUM(A1)", "-1+1", "\t=1", " \r\n+1", "\u202e=1", "＝1+1", '"=1"', "-5"])
def test_what_would_be_computed_is_text(title: str) -> None:
    assert not [cell for cell in cells(text(titled(title), "csv")) if cell.startswith(STARTS) and cell != "-16.0"]


@settings(max_examples=60, deadline=None)
@given(title=st.text(st.sampled_from('=+-@;", \ta\n＝'), max_size=12))
def test_no_cell_is_a_formula_wherever_cells_are_cut(title: str) -> None:
    for delimiter in ",;":
        found = cells(text(titled(title), "csv"), delimiter)
        assert not [cell for cell in found if cell.lstrip(' "').startswith(STARTS) and not is_number(cell)], delimiter
