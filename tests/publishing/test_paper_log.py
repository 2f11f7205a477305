"""The announcer's log on paper."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from playlists.items import Day, Item
from playlists.paper_log import log_pdf

STARTS = datetime.fromisoformat("2026-11-24T04:00:00+07:00")


def day(*items: Item) -> Day:
    ends = items[-1].ends_at if items else STARTS
    return Day("multatuli", date(2026, 11, 24), "Asia/Jakarta", 3, STARTS, ends, STARTS, items)


def item(minute: int, **changes: object) -> Item:
    plain = Item(f"{minute:026}", STARTS + timedelta(minutes=minute), 60_000, "soft", "spot", "Imunisasi campak")
    return replace(plain, **changes)  # type: ignore[arg-type]


def text_of(pdf: bytes, folder: Path) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext of the package poppler-utils")
    (folder / "log.pdf").write_bytes(pdf)
    command = ["pdftotext", "-layout", str(folder / "log.pdf"), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_it_tells_times_items_lengths_and_agencies(tmp_path: Path) -> None:
    told = text_of(
        log_pdf(day(item(0, artist="Dinas Kesehatan", duration_ms=31_240)), "Radio Multatuli", "id"), tmp_path
    )
    for word in ("Radio Multatuli", "04.00.00", "Imunisasi campak", "Dinas Kesehatan", "0.31", "versi 3"):
        assert word in told


def test_what_is_read_live_stands_there_word_for_word_over_as_many_pages_as_it_takes(tmp_path: Path) -> None:
    script = "\n".join(f"Kalimat nomor {n} dari pengumuman <penting> & panjang." for n in range(300))
    live = item(1, kind="live", input="studio", transcript=script, title="Pengumuman Bupati")
    told = text_of(log_pdf(day(item(0), live, item(2)), "Radio Multatuli", "id"), tmp_path)
    assert all(f"Kalimat nomor {n} dari pengumuman <penting> & panjang." in told for n in range(300))
    assert "LANGSUNG: Pengumuman Bupati" in told


def test_filler_in_a_row_is_one_line(tmp_path: Path) -> None:
    filler = [item(n, kind="filler", title=f"Lagu {n}") for n in range(3)]
    told = text_of(log_pdf(day(*filler, item(3)), "Radio Multatuli", "en"), tmp_path)
    assert "(filler: 3)" in told
    assert "Lagu 1" not in told


def test_a_hard_time_is_marked(tmp_path: Path) -> None:
    assert "04.05.00 !" in text_of(log_pdf(day(item(5, timing="hard")), "Radio Multatuli", "id"), tmp_path)


def test_the_same_day_gives_the_same_bytes() -> None:
    assert log_pdf(day(item(0)), "Radio Multatuli", "su") == log_pdf(day(item(0)), "Radio Multatuli", "su")


@pytest.mark.parametrize("title", ["", "<b>tebal", "&amp;", "ꦫꦢꦶꦪꦺꦴ 📻", "x" * 3000, "\0", "“kutip” – é"])
def test_no_title_breaks_it(title: str) -> None:
    assert log_pdf(day(item(0, title=title, artist=title)), title or "Radio", "xx").startswith(b"%PDF")


def test_a_day_of_2000_items_and_an_empty_one_can_be_printed() -> None:
    many = [item(n % 1400, title=f"Acara {n}") for n in range(2000)]
    assert log_pdf(day(*many), "Radio Multatuli", "id").startswith(b"%PDF")
    assert log_pdf(day(), "Radio Multatuli", "id").startswith(b"%PDF")
