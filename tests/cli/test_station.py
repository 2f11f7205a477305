"""Setting a station up from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Siar
from tests.scheduler.announcing import script


def rows(count: int, **changes: object) -> list[dict[str, object]]:
    flight = {"first_day": "2199-01-01", "last_day": "2199-01-05", "spots_per_day": 2, "dayparts": ["pagi", "sore"]}
    return [script(agency="Dinas Sosial", title=f"Judul {n}", flight=flight, **changes) for n in range(count)]


def test_a_person_is_invited_by_a_link_alone_on_the_last_line(station: Siar) -> None:
    ran = station("user", "add", "Rudi@Radio.example", "--role", "traffic")
    assert ran.code == 0
    assert ran.last.startswith("http://127.0.0.1:8000/undangan/")
    assert station("user", "add", "rudi@radio.example", "--role", "admin").code == 1


def test_an_official_needs_an_agency(station: Siar) -> None:
    assert station("user", "add", "a@b.example", "--role", "official").code == 1
    assert station("user", "add", "a@b.example", "--role", "official", "--new-agency", "Dinas Sosial").code == 0
    assert station("user", "add", "c@b.example", "--role", "official", "--agency", "dinas-sosial").code == 0


@pytest.mark.parametrize("role", ["boss", "", "ADMIN"])
def test_a_role_that_does_not_exist_is_refused(station: Siar, role: str) -> None:
    assert station("user", "add", "a@b.example", "--role", role).code == 1


def test_tokens_stand_alone_on_the_last_line(station: Siar) -> None:
    station("user", "add", "a@b.example", "--role", "official", "--new-agency", "Dinas Sosial")
    found = [
        station("machine", "add", "studio-1").last,
        station("token", "add", "--user", "a@b.example").last,
        station("token", "add", "--agency", "Dinas Sosial").last,
    ]
    assert len(set(found)) == 3
    assert all(len(token) >= 32 and " " not in token for token in found)


def test_a_machine_can_be_revoked(station: Siar) -> None:
    station("machine", "add", "studio-1")
    assert station("machine", "revoke", "studio-1").code == 0
    assert "studio-1: revoked" in station("machine", "list").out
    assert station("machine", "revoke", "studio-9").code == 1


def test_the_audit_log_can_be_verified(station: Siar) -> None:
    station("machine", "add", "studio-1")
    assert station("audit", "verify").out == "The audit log is whole.\n"


def test_secrets_are_masked(station: Siar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIAR_SECRET_KEY", "very-secret")
    monkeypatch.setenv("SIAR_QUEUE_URL", "redis://user:very-secret@127.0.0.1/0")
    out = station("config").out
    assert "SIAR_TIMEZONE" not in out
    assert "very-secret" not in out


def test_the_doctor_tells_a_mend_for_each_fault(station: Siar) -> None:
    ran = station("doctor")
    assert ran.code == 1
    assert "siar library add" in ran.out


@pytest.mark.parametrize("kind", ["json", "csv", "semicolons", "xlsx"])
def test_announcements_come_in_bulk(station: Siar, tmp_path: Path, kind: str) -> None:
    file = written(rows(3), tmp_path, kind)
    assert station("import", str(file)).code == 1
    ran = station("import", str(file), "--create-agencies")
    assert (ran.code, len(ran.out.splitlines())) == (0, 3)
    assert all(len(line) == 26 for line in ran.out.splitlines())


def written(announcements: list[dict[str, object]], folder: Path, kind: str) -> Path:
    if kind == "json":
        file = folder / "a.json"
        file.write_text(json.dumps(announcements))
        return file
    flat = [{**{k: v for k, v in row.items() if k != "flight"}, **_cells(row["flight"])} for row in announcements]
    if kind == "xlsx":
        from openpyxl import Workbook

        book = Workbook()
        for line in [list(flat[0]), *(list(row.values()) for row in flat)]:
            book.worksheets[0].append(line)
        book.save(folder / "a.xlsx")
        return folder / "a.xlsx"
    import csv

    file = folder / "a.csv"
    with file.open("w", newline="") as target:
        writer = csv.DictWriter(target, list(flat[0]), delimiter=";" if kind == "semicolons" else ",")
        writer.writeheader()
        writer.writerows(flat)
    return file


def _cells(flight: object) -> dict[str, object]:
    assert isinstance(flight, dict)
    return {**flight, "dayparts": ";".join(flight["dayparts"])}


def test_an_import_is_all_or_nothing(station: Siar, tmp_path: Path) -> None:
    announcements = rows(3)
    announcements[1]["title"] = " "
    ran = station("import", str(written(announcements, tmp_path, "json")), "--create-agencies")
    assert ran.code == 1
    assert ran.out.startswith("2: ")
    good = station("import", str(written(rows(2), tmp_path, "json")), "--create-agencies")
    assert good.code == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"{"),
        ("a.json", b"[" * 200_000),
        ("a.json", b"\xff"),
        ("a.csv", b"\x00\x01"),
        ("a.xlsx", b"PK nonsense"),
        ("a.pdf", b"%PDF"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(station: Siar, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    ran = station("import", str(tmp_path / name))
    assert ran.code == 1
    assert "Traceback" not in ran.err
