"""A station is taken into one file and comes back whole, on the other kind of database too."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from audio.media import MediaStore
from playlists.publishing import publish_day
from playlists.versions import find_version
from scheduler.audit import AuditLine, first_broken_line
from scheduler.database import Database
from scheduler.desk import Desk
from scheduler.errors import Conflict, Invalid, Unavailable
from scheduler.settings import read_settings
from scheduler.station import the_station
from tests.conftest import NOW, furnish
from tests.playlists.airtime import DAY, SIX, airable, furnish_air
from web.backup.archive import back_up
from web.backup.restoring import restore
from web.migrating import upgrade
from web.rooms import metadata


def desk_at(home: Path, database_url: str | None = None) -> Desk:
    settings = read_settings({}, home)
    settings = replace(settings, database_url=database_url or settings.database_url)
    return Desk(settings, Database(settings.database_url), MediaStore.at(settings.media_url), lambda: NOW)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Desk]:
    """A station with a published day, an odd title and two files of sound."""
    desk = desk_at(tmp_path / "old")
    upgrade(desk.database)
    with desk.database.writing() as session:
        furnish(session)
        furnish_air(session)
        airable(session, SIX, title="Air “bersih” 🚰\u2028 Cibadak")
        publish_day(session, DAY, "traffic@radio.example", SIX)
    for sound in (b"ID3 one" * 4000, b"ID3 two"):
        desk.media.put_bytes(sound, "mp3")
    yield desk
    desk.database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Another machine, with nothing on it."""
    url = request.getfixturevalue("fresh_postgres_url") if request.param == "postgresql" else None
    desk = desk_at(tmp_path / "new", url)
    yield desk
    desk.database.close()


def contents(desk: Desk) -> dict[str, Any]:
    with desk.database.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).mappings()))
            for table in metadata().sorted_tables
            if not table.name.startswith("audit")
        }


def test_everything_comes_back(station: Desk, elsewhere: Desk, tmp_path: Path) -> None:
    made = back_up(station, tmp_path / "siar.zip", NOW)
    assert restore(elsewhere, tmp_path / "siar.zip", NOW) == made
    assert contents(elsewhere) == contents(station)
    assert {each.sha256 for each in elsewhere.media.all()} == {each.sha256 for each in station.media.all()}
    assert (elsewhere.settings.home / "secret_key").read_text() == station.settings.secret_key
    with elsewhere.database.reading() as session, station.database.reading() as before:
        assert find_version(session, DAY).body == find_version(before, DAY).body


def test_the_audit_chain_goes_on_and_says_that_the_station_was_restored(
    station: Desk, elsewhere: Desk, tmp_path: Path
) -> None:
    back_up(station, tmp_path / "siar.zip", NOW)
    restore(elsewhere, tmp_path / "siar.zip", NOW)
    with elsewhere.database.reading() as session:
        assert first_broken_line(session) is None
        assert session.scalars(select(AuditLine).order_by(AuditLine.seq.desc())).first().action == "restored"


def test_it_is_of_one_moment_while_the_station_goes_on(station: Desk, tmp_path: Path, monkeypatch: Any) -> None:
    from web.backup import archive

    def and_meanwhile(*given: Any) -> int:
        with station.database.writing() as session:
            the_station(session).name = "Radio Lain"
        return write_rows(*given)

    write_rows = archive.write_rows
    monkeypatch.setattr(archive, "write_rows", and_meanwhile)
    back_up(station, tmp_path / "siar.zip", NOW)
    with zipfile.ZipFile(tmp_path / "siar.zip") as made:
        assert b"Radio Multatuli" in made.read("rows/station.jsonl")


def test_nobody_else_may_read_it(station: Desk, tmp_path: Path) -> None:
    back_up(station, tmp_path / "siar.zip", NOW)
    assert (tmp_path / "siar.zip").stat().st_mode & 0o077 == 0


def test_a_station_that_is_there_is_never_written_over(station: Desk, tmp_path: Path) -> None:
    back_up(station, tmp_path / "siar.zip", NOW)
    before = contents(station)
    with pytest.raises(Conflict):
        restore(station, tmp_path / "siar.zip", NOW)
    assert contents(station) == before


def damage(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 3] ^= 0xFF
    file.write_bytes(whole)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def another_zip(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("letter.txt", "Yth.")


def from_the_future(file: Path) -> None:
    with zipfile.ZipFile(file) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    kept["manifest.json"] = kept["manifest.json"].replace(b'"revision": "', b'"revision": "9')
    with zipfile.ZipFile(file, "w") as made:
        for name, data in kept.items():
            made.writestr(name, data)


@pytest.mark.parametrize("spoil", [damage, cut, empty, another_zip, from_the_future])
def test_a_file_that_is_no_whole_backup_changes_nothing(station: Desk, tmp_path: Path, spoil: Any) -> None:
    file = tmp_path / "siar.zip"
    back_up(station, file, NOW)
    spoil(file)
    new = desk_at(tmp_path / "new")
    with pytest.raises(Invalid):
        restore(new, file, NOW)
    upgrade(new.database)
    with new.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(metadata().tables["station"])) == 0
    new.database.close()


def test_media_under_a_wrong_name_are_found_out(station: Desk, tmp_path: Path) -> None:
    file = tmp_path / "siar.zip"
    back_up(station, file, NOW)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(f"media/{'ab' * 32}.mp3", b"not that")
    new = desk_at(tmp_path / "new")
    with pytest.raises(Invalid):
        restore(new, file, NOW)
    new.database.close()


def test_where_it_cannot_be_written_nothing_is_left_behind(station: Desk, tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        back_up(station, tmp_path / "no" / "such" / "siar.zip", NOW)
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part"))
