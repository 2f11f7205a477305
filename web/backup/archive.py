"""The archive: a zip with a manifest, a file of rows for each table, and the media by their hash."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from alembic.migration import MigrationContext
from sqlalchemy import Connection

from audio.media import MediaStore
from scheduler.desk import Desk
from scheduler.errors import Invalid, Unavailable
from web.backup.rows import write_rows
from web.rooms import metadata

FORMAT = 1
MANIFEST, SECRET = "manifest.json", "secret_key"
CHUNK = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What an archive holds. `revision` is the shape of its database, `rows` counts them by table."""

    format: int
    made_at: str
    revision: str
    rows: dict[str, int]
    media: int


def back_up(desk: Desk, file: Path, now: datetime) -> Manifest:
    """Write the station into `file`, which is there only when it is whole; the station may go on meanwhile.

    The rows are of one moment. The media are read after them: what a row names was stored before the row was.
    Raises Unavailable when the file cannot be written.
    """
    with _whole_or_not_at_all(file) as part, ZipFile(part, "w") as archive:
        with _one_moment(desk) as connection:
            revision = MigrationContext.configure(connection).get_current_revision() or ""
            rows = {table.name: _rows(archive, connection, table.name) for table in metadata().sorted_tables}
        media = sum(_medium(archive, desk.media, each.sha256, each.ext) for each in desk.media.all())
        manifest = Manifest(FORMAT, now.isoformat(), revision, rows, media)
        archive.writestr(SECRET, desk.settings.secret_key)
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


@contextmanager
def opened(file: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """An archive whose every byte has been checked. Raises Invalid for a file that is none, or is damaged."""
    try:
        with ZipFile(file) as archive:
            damaged = archive.testzip()
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
            if damaged or manifest.format != FORMAT:
                raise BadZipFile(damaged)
            yield archive, manifest
    except (BadZipFile, KeyError, TypeError, EOFError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise Invalid(
            "%(file)s is not a backup of a station, or is damaged.", "Take an older one.", file=file.name
        ) from error


def _rows(archive: ZipFile, connection: Connection, name: str) -> int:
    entry = ZipInfo(f"rows/{name}.jsonl")
    entry.compress_type = ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as target:
        return write_rows(connection, metadata().tables[name], target)


def _medium(archive: ZipFile, media: MediaStore, sha256: str, ext: str) -> int:
    """Stored as it is: sound does not get smaller."""
    with media.open(sha256, ext) as source, archive.open(f"media/{sha256}.{ext}", "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target, CHUNK)
    return 1


@contextmanager
def _one_moment(desk: Desk) -> Iterator[Connection]:
    engine = desk.database.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def _whole_or_not_at_all(file: Path) -> Iterator[Path]:
    """A file beside it, for nobody else to read: the archive holds passwords' hashes and the station's secret."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.touch(mode=0o600)
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(file)
    except OSError as error:
        raise Unavailable(
            "%(file)s cannot be written: %(why)s.",
            "Choose another place, or make room.",
            file=file.name,
            why=error.strerror or str(error),
        ) from error
    finally:
        part.unlink(missing_ok=True)
