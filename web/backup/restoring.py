"""Bringing a station back: all of it, into a place that is empty."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from alembic.util import CommandError
from sqlalchemy import Connection, func, select, text

from audio.media import MediaStore
from scheduler import audit
from scheduler.desk import Desk
from scheduler.errors import Conflict, Invalid
from web.backup.archive import SECRET, Manifest, opened
from web.backup.rows import insert_rows
from web.migrating import upgrade, upgrade_to
from web.rooms import metadata


def restore(desk: Desk, file: Path, now: datetime) -> Manifest:
    """Bring the station in `file` back. Raises Invalid for a file that is none, or that a newer Siar made; Conflict
    where a station is already: nothing is ever written over.

    The media come first: if the machine dies, the database is still empty, and the same call begins anew.
    """
    with opened(file) as (archive, manifest):
        _upgrade(desk, manifest, file)
        _require_empty(desk)
        for name in archive.namelist():
            if name.startswith("media/"):
                _bring_back(archive, name, desk.media, file)
        with desk.database.engine.execution_options(siar_writes=True).begin() as connection:
            _insert(connection, archive, manifest)
        _keep_secret(desk.settings.home / SECRET, archive.read(SECRET))
    upgrade(desk.database)
    with desk.database.writing() as session:
        audit.record(session, "command line", "restored", "station", now, after={"made_at": manifest.made_at})
    return manifest


def _upgrade(desk: Desk, manifest: Manifest, file: Path) -> None:
    try:
        upgrade_to(desk.database, manifest.revision)
    except CommandError as error:
        raise Invalid(
            "%(file)s was made by a newer Siar than this one.", "Install that one, then restore.", file=file.name
        ) from error


def _require_empty(desk: Desk) -> None:
    with desk.database.engine.connect() as connection:
        station = metadata().tables["station"]
        if connection.scalar(select(func.count()).select_from(station)):
            raise Conflict(
                "There is a station here already; nothing was changed.",
                "Restore into another SIAR_HOME, or into an empty database.",
            )


def _insert(connection: Connection, archive: ZipFile, manifest: Manifest) -> None:
    """All or nothing, in the order in which rows name each other."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("pragma defer_foreign_keys = on"))
    for table in metadata().sorted_tables:
        if table.name in manifest.rows:
            with archive.open(f"rows/{table.name}.jsonl") as lines:
                insert_rows(connection, table, lines)


def _bring_back(archive: ZipFile, name: str, media: MediaStore, file: Path) -> None:
    sha256, _, ext = name.removeprefix("media/").partition(".")
    with TemporaryDirectory(prefix="siar-restore-") as folder:
        stored = media.put_file(Path(archive.extract(name, folder)), ext)
    if stored.sha256 != sha256:
        raise Invalid("%(file)s is not a backup of a station, or is damaged.", "Take an older one.", file=file.name)


def _keep_secret(path: Path, secret: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(secret)
