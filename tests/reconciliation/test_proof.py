"""Proof for the office: the airings as they were, signed, with the audit log's head."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from playlists.airings import Airing
from playlists.proof import Proof, proof, proof_csv, signature_of, verify
from playlists.proof_pdf import proof_pdf
from scheduler.audit import AuditHead
from scheduler.database import Database
from scheduler.errors import NotFound
from tests.playlists.airtime import SIX
from tests.reconciliation.test_day import HOUR, Story

KEY = "station key"


@pytest.fixture
def made(database: Database) -> Proof:
    story = Story(database)
    story.says(story.item(story.spot), "aired", late_ms=12, sha256="a" * 64)
    with story.database.reading() as session:
        return proof(session, session.get_one(Airing, story.spot).announcement_id, SIX + HOUR)


def test_each_airing_is_told_planned_and_real(made: Proof) -> None:
    first = made.rows[0]
    assert first.started_at and first.started_at - first.planned_at == timedelta(milliseconds=12)
    assert (first.planned_at.isoformat()[:19], first.outcome) == ("2026-11-24T06:20:00", "aired")
    assert (first.machine, first.playlist_version, first.sha256) == ("studio-1", 1, "a" * 64)
    assert len(made.rows) > 1 and made.rows[1].outcome is None


def test_it_names_the_head_of_the_audit_log(made: Proof, database: Database) -> None:
    with database.reading() as session:
        head = session.get_one(AuditHead, 1)
    assert (made.audit_seq, made.audit_hash) == (head.seq, head.hash)


def test_as_csv_it_verifies_until_one_byte_is_changed(made: Proof) -> None:
    data = proof_csv(made, KEY)
    assert verify(data, KEY)
    assert verify(data.replace(b"\n", b"\r\n"), KEY)
    assert not verify(data, "another key")
    assert not verify(data.replace(b"T06:20:00", b"T06:20:01"), KEY)
    assert not verify(data.replace(b"aired", b"Aired"), KEY)


@pytest.mark.parametrize("data", [b"", b"signature,", b"signature,\xff", b"x" * 1000])
def test_what_is_no_proof_does_not_verify(data: bytes) -> None:
    assert not verify(data, KEY)


def test_the_csv_reads_as_a_table(made: Proof) -> None:
    rows = list(csv.reader(io.StringIO(proof_csv(made, KEY).decode())))
    head = next(number for number, row in enumerate(rows) if row[0] == "item_id")
    first = dict(zip(rows[head], rows[head + 1], strict=True))
    assert datetime.fromisoformat(first["started_at"]) == made.rows[0].started_at


def test_a_title_is_never_a_formula(made: Proof) -> None:
    assert b"title,'=HYPERLINK" in proof_csv(replace(made, title="=HYPERLINK(1)"), KEY)


def test_the_paper_bears_the_same_signature(made: Proof) -> None:
    data = proof_pdf(made, KEY)
    assert data.startswith(b"%PDF")
    assert len(signature_of(made, KEY)) == 64
    assert signature_of(made, KEY) in proof_csv(made, KEY).decode()


@pytest.mark.parametrize(("language", "title"), [("id", "Bukti siar"), ("en", "Proof of airing"), ("xx", "Bukti siar")])
def test_the_paper_speaks_the_readers_language(made: Proof, language: str, title: str) -> None:
    assert title.encode() in proof_pdf(made, KEY, language)


def test_there_is_none_for_what_is_not_there(database: Database) -> None:
    with database.reading() as session, pytest.raises(NotFound):
        proof(session, "01ZZZZZZZZZZZZZZZZZZZZZZZZ", SIX)
