"""Proof for the office: each airing of an announcement, planned and real, in a form that can't be altered unseen."""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from playlists.airings import RANK, Airing, airings_of
from playlists.as_run import AsRunLine, lines_of_items
from scheduler.announcements.tables import Announcement
from scheduler.audit import BEGINNING, AuditHead
from scheduler.errors import NotFound
from scheduler.station import the_station

COLUMNS = (
    "item_id", "planned_at", "started_at", "ended_at", "outcome", "machine", "playlist_version", "sha256",
    "makes_good", "detail",
)  # fmt: skip
SIGNATURE = "signature,"


@dataclass(frozen=True)
class ProofRow:
    """One airing. Times are at the station's wall clock, with their offset; `sha256` is of the recording."""

    item_id: str
    planned_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    outcome: str | None
    machine: str | None
    playlist_version: int
    sha256: str | None
    makes_good: str | None
    detail: str | None


@dataclass(frozen=True)
class Proof:
    """What stands in the books at `made_at`. `audit_seq` and `audit_hash` name the audit log's last line then: who
    changes that log or this proof later has to change both, and all between."""

    announcement_id: str
    title: str
    agency: str
    station: str
    made_at: datetime
    audit_seq: int
    audit_hash: str
    rows: tuple[ProofRow, ...]


def proof(session: Session, announcement_id: str, now: datetime) -> Proof:
    """The proof of that announcement's airings so far. Raises NotFound where there is none."""
    announcement = session.get(Announcement, announcement_id)
    if announcement is None:
        raise NotFound("There is no such announcement.", "See the list of scripts.")
    station = the_station(session)
    airings = airings_of(session, [announcement_id])[announcement_id]
    lines: dict[str, AsRunLine] = {}
    for line in lines_of_items(session, [airing.item_id for airing in airings]):
        before = lines.get(line.item_id or "")
        if before is None or RANK[line.outcome] > RANK[before.outcome]:
            lines[line.item_id or ""] = line
    head = session.get(AuditHead, 1)
    return Proof(
        announcement_id=announcement_id,
        title=announcement.newest.title,
        agency=announcement.agency.name,
        station=station.name,
        made_at=now.astimezone(station.zone),
        audit_seq=head.seq if head else 0,
        audit_hash=head.hash if head else BEGINNING,
        rows=tuple(_row(airing, lines.get(airing.item_id), station.zone) for airing in airings),
    )


def proof_csv(made: Proof, key: str) -> bytes:
    """The proof as CSV (UTF-8): what it is about, the rows, and in its last line the signature over all before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for name in ("station", "agency", "announcement_id", "title", "made_at", "audit_seq", "audit_hash"):
        writer.writerow([name, _cell(getattr(made, name))])
    writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(row, name)) for name in COLUMNS] for row in made.rows)
    body = text.getvalue().encode(errors="replace")
    return body + f"{SIGNATURE}{_sign(body, key)}\n".encode()


def signature_of(made: Proof, key: str) -> str:
    """The signature that the proof bears on paper too: that of its CSV."""
    return proof_csv(made, key).decode().rpartition(SIGNATURE)[2].strip()


def verify(data: bytes, key: str) -> bool:
    """Whether these bytes are a proof as this station made it, whole and unaltered."""
    body, mark, signature = data.replace(b"\r\n", b"\n").rpartition(SIGNATURE.encode())
    return bool(mark) and hmac.compare_digest(_sign(body, key).encode(), signature.strip())


def _row(airing: Airing, line: AsRunLine | None, zone: ZoneInfo) -> ProofRow:
    def local(moment: datetime | None) -> datetime | None:
        return moment.astimezone(zone) if moment else None

    return ProofRow(
        item_id=airing.item_id,
        planned_at=airing.planned_at.astimezone(zone),
        started_at=local(airing.started_at),
        ended_at=local(airing.ended_at),
        outcome=airing.outcome,
        machine=airing.machine,
        playlist_version=(line and line.playlist_version) or airing.version,
        sha256=(line and line.sha256) or airing.sha256,
        makes_good=airing.makes_good,
        detail=airing.detail,
    )


def _cell(value: object) -> str:
    """As text; what a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _sign(body: bytes, key: str) -> str:
    return hmac.new(f"proof:{key}".encode(), body, hashlib.sha256).hexdigest()
