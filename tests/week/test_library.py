"""The library: a file's own tags, duplicates by content, what may be played when, and filler for the whole day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from audio.ffmpeg import finish, running
from audio.media import MediaStore
from scheduler.air_settings_editing import set_air_settings
from scheduler.errors import Conflict, Forbidden, Invalid
from scheduler.file_tags import file_tags
from scheduler.library import Kind, LibrarySound, sounds
from scheduler.library_editing import change_sound, retire_sound
from scheduler.rotation import dayparts_without_filler, rotation_rules
from scheduler.sounds import Use, add_sound
from scheduler.undo import undo_last
from tests.playlists.airtime import add_library_sound
from tests.scheduler.announcing import the
from tests.week.shows import ADMIN, NOW, TRAFFIC


def tone(path: Path, *tags: str, hertz: int = 440) -> Path:
    """Two seconds of a tone with these tags."""
    named = [part for tag in tags for part in ("-metadata", tag)]
    with running(["-f", "lavfi", "-i", f"sine=frequency={hertz}:duration=2", *named, str(path)]) as process:
        finish(process, path.name)
    return path


def add(
    session: Session, folder: Path, path: Path, now: datetime = NOW, use: Use | None = None
) -> tuple[LibrarySound, bool]:
    media = MediaStore.at(str(folder / "media"))
    return add_sound(session, media, path, Kind.MUSIC, now, "cli", use=use or Use())


def test_title_and_artist_are_the_files_own_and_else_its_name(session: Session, tmp_path: Path) -> None:
    file = tone(tmp_path / "07.mp3", "title=Bubuy Bulan; malam = indah", "artist=Benny Korda", "genre=Pop Sunda")
    sound, _ = add(session, tmp_path, file, use=Use(tags=("sunda",), language="su", dayparts=("malam",)))
    assert (sound.title, sound.artist, sound.category) == ("Bubuy Bulan; malam = indah", "Benny Korda", "Pop Sunda")
    assert (sound.tags, sound.language, sound.dayparts) == (["sunda"], "su", ["malam"])
    bare, _ = add(session, tmp_path, tone(tmp_path / "Lagu Tanpa Nama.wav", hertz=880))
    assert (bare.title, bare.artist) == ("Lagu Tanpa Nama", "")


def test_tags_of_a_file_that_is_no_sound_are_none(tmp_path: Path) -> None:
    (tmp_path / "x.mp3").write_bytes(b"\x00" * 500)
    assert file_tags(tmp_path / "x.mp3") == {}
    assert file_tags(tmp_path / "none.mp3") == {}


def test_the_same_content_under_another_name_is_a_duplicate(session: Session, tmp_path: Path) -> None:
    first, is_new = add(session, tmp_path, tone(tmp_path / "a.wav"))
    (tmp_path / "b.wav").write_bytes((tmp_path / "a.wav").read_bytes())
    again, again_new = add(session, tmp_path, tmp_path / "b.wav")
    assert (is_new, again_new, again.id) == (True, False, first.id)


def test_a_sound_is_edited_field_by_field_and_undone(session: Session) -> None:
    sound = add_library_sound(session, Kind.MUSIC, "Lagu 1", 180_000)
    session.flush()
    change_sound(
        session, TRAFFIC, sound.id, 1, {"tags": " Sunda, sunda ,Pop", "dayparts": "pagi;malam", "most_an_hour": 1}, NOW
    )
    assert (sound.tags, sound.dayparts, sound.most_an_hour) == (["sunda", "pop"], ["pagi", "malam"], 1)
    with pytest.raises(Conflict):
        change_sound(session, ADMIN, sound.id, 1, {"title": "X"}, NOW)
    with pytest.raises(Invalid) as refused:
        change_sound(
            session,
            TRAFFIC,
            sound.id,
            2,
            {"cue_in_ms": 5_000, "cue_out_ms": 4_000, "dayparts": "tea", "kind": "song"},
            NOW,
        )
    assert set(refused.value.fields) == {"cue_out_ms", "dayparts", "kind"}
    with pytest.raises(Forbidden):
        retire_sound(session, the(session, "announcer"), sound.id, 2, NOW)
    retire_sound(session, TRAFFIC, sound.id, 2, NOW)
    assert sounds(session, Kind.MUSIC) == []
    undo_last(session, TRAFFIC.name, NOW)
    undo_last(session, TRAFFIC.name, NOW)
    assert (sound.tags, len(sounds(session, Kind.MUSIC))) == ([], 1)


def test_each_daypart_needs_filler(session: Session) -> None:
    assert len(dayparts_without_filler(session)) == 5
    add_library_sound(session, Kind.MUSIC, "Pagi 1", 180_000).dayparts = ["pagi"]
    session.flush()
    assert dayparts_without_filler(session) == ["dini_hari", "siang", "sore", "malam"]
    add_library_sound(session, Kind.BED, "Alas 1", 180_000)
    session.flush()
    assert dayparts_without_filler(session) == []


def test_rotation_is_by_the_stations_own_limits(session: Session) -> None:
    sound = add_library_sound(session, Kind.MUSIC, "Lagu 1", 180_000)
    sound.language, sound.most_an_hour = "su", 1
    session.flush()
    changes = {"artist_separation_min": 30, "title_separation_min": 240, "language_shares": {"su": 40, "id": 60}}
    set_air_settings(session, TRAFFIC, 0, changes, NOW)
    rules = rotation_rules(session)
    assert (rules.artist_rest_ms, rules.title_rest_ms) == (1_800_000, 14_400_000)
    assert (rules.language_shares["su"], rules.languages, rules.most_an_hour) == (
        40,
        {sound.sha256: "su"},
        {sound.sha256: 1},
    )
