"""`siar proof verify` tells a proof of this station from any other file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from playlists.proof import Proof, proof_csv
from tests.cli.conftest import Siar

MADE = datetime(2026, 12, 7, 10, tzinfo=UTC)


@pytest.fixture
def proof(tmp_path: Path, station: Siar) -> Path:
    """A proof made with the key of the station."""
    made = Proof("01K0", "Posyandu", "Dinas Kesehatan", "Radio M", MADE, 7, "ab" * 32, ())
    file = tmp_path / "bukti.csv"
    file.write_bytes(proof_csv(made, (tmp_path / "home" / "secret_key").read_text().strip()))
    return file


def test_a_proof_of_this_station_is_whole(station: Siar, proof: Path) -> None:
    assert station("proof", "verify", str(proof)).code == 0


def test_a_changed_letter_is_seen(station: Siar, proof: Path) -> None:
    proof.write_bytes(proof.read_bytes().replace(b"Posyandu", b"Posyandi"))
    ran = station("proof", "verify", str(proof))
    assert ran.code == 1
    assert "bukti.csv" in ran.err


def test_another_stations_proof_is_not_ours(station: Siar, proof: Path, tmp_path: Path) -> None:
    (tmp_path / "home" / "secret_key").write_text("another")
    assert station("proof", "verify", str(proof)).code == 1
