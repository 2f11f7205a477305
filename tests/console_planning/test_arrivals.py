"""Files that are sent: kept at once, listened to by a worker, and then in the library or refused with why."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from audio.media import FolderStore, MediaStore
from scheduler.arrival_listening import take_in_sound
from scheduler.arrivals import Arrival, arrivals
from scheduler.collecting import referenced
from scheduler.desk import Desk
from scheduler.episode_editing import deliver
from scheduler.events import Event
from scheduler.library import Kind, LibrarySound
from scheduler.library_editing import retire_sound
from tests.console.conftest import NOW, text_of
from tests.console_planning.programmes import add as add_programme
from tests.console_planning.programmes import episodes
from tests.console_planning.sounds import tone
from tests.playlists.airtime import add_library_sound
from tests.week.shows import ADMIN
from web.wiring import HANDLERS


@pytest.fixture
def listen(database, settings):
    """What the worker does with all that was sent: the events of the queue, once each."""
    desk = Desk(settings, database, MediaStore.at(settings.media_url), lambda: NOW)

    def work() -> None:
        with database.reading() as session:
            sent = session.scalars(select(Event).where(Event.kind == "sound.sent").order_by(Event.id)).all()
        for event in sent:
            HANDLERS[event.kind](desk, **event.payload)

    return work


def send(browser, *files, headers=None, path="/pustaka/kirim", **form):
    data = {"sound": [(io.BytesIO(content), name) for name, content in files], **form}
    return browser.post(path, data=data, content_type="multipart/form-data", headers=headers)


def sounds(session):
    return list(session.scalars(select(LibrarySound).order_by(LibrarySound.title)))


def test_a_sent_file_is_in_the_library_once_a_worker_has_listened(as_, look, listen):
    form = {
        "kind": "jingle",
        "language": "su",
        "tags": "Pagi, pagi,  berita",
        "dayparts": ["pagi"],
        "category": "kacapi",
    }
    assert send(as_("traffic"), ("Jingle pagi.wav", tone()), **form).status_code == 302
    assert look(sounds) == []
    assert "Jingle pagi.wav" in text_of(as_("traffic").get("/pustaka/tiba"))
    assert "hx-trigger" in as_("traffic").get("/pustaka/tiba").get_data(as_text=True)
    listen()
    [made] = look(sounds)
    assert (made.title, made.kind, made.language, made.category) == ("Jingle pagi", "jingle", "su", "kacapi")
    assert (made.tags, made.dayparts) == (["pagi", "berita"], ["pagi"])
    assert made.loudness_lufs < -10
    told = as_("traffic").get("/pustaka/tiba")
    assert "di pustaka Jingle pagi.wav" in text_of(told)
    assert "hx-trigger" not in told.get_data(as_text=True)


def test_the_same_sound_by_another_name_is_told_and_what_is_no_sound_refused_with_why(as_, look, listen):
    send(as_("traffic"), ("satu.wav", tone()))
    listen()
    send(as_("traffic"), ("dua.wav", tone()), ("catatan.mp3", b"bukan suara"))
    listen()
    listen()  # a second time changes nothing
    assert [each.title for each in look(sounds)] == ["satu"]
    page = text_of(as_("traffic").get("/pustaka/tiba"))
    assert "sudah ada dua.wav sama dengan satu" in page
    assert "ditolak catatan.mp3" in page
    assert look(referenced) == {each.sha256 for each in look(sounds)}  # what was refused is collected


def test_a_sound_that_was_retired_is_back_when_it_is_sent_again(as_, look, listen, database):
    send(as_("traffic"), ("satu.wav", tone()))
    listen()
    with database.writing() as session:
        retire_sound(session, ADMIN, session.scalars(select(LibrarySound.id)).one(), 1, NOW)
    send(as_("traffic"), ("satu.wav", tone()))
    listen()
    assert look(sounds)[0].retired_at is None


def test_a_page_that_shows_how_far_it_is_is_told_where_to_go_on(as_):
    gone = send(as_("traffic"), ("a.wav", tone()), headers={"HX-Request": "true"})
    assert (gone.status_code, gone.headers["HX-Redirect"]) == (204, "/pustaka")
    nothing = send(as_("traffic"), headers={"HX-Request": "true"})
    assert nothing.status_code == 422
    assert "Pilih berkas suara." in text_of(nothing)


def test_while_a_file_is_copied_somebody_else_can_write(as_, look, database, monkeypatch):
    kept = FolderStore.put_file

    def copy_and_write(store, path, ext):
        with database.writing() as session:
            add_library_sound(session, Kind.MUSIC, "Sementara itu", 60_000)
        return kept(store, path, ext)

    browser = as_("traffic")
    monkeypatch.setattr(FolderStore, "put_file", copy_and_write)
    assert send(browser, ("a.wav", tone())).status_code == 302
    assert [each.title for each in look(sounds)] == ["Sementara itu"]


def test_a_recording_is_sent_for_an_episode_and_airs_in_it(as_, look, listen):
    programme_id = add_programme(as_("traffic"))
    first = look(episodes)[0]
    path = f"/program/episode/{first.id}/kirim"
    assert send(as_("announcer"), ("ep1.wav", tone()), path=path, version=str(first.version)).status_code == 302
    assert "“ep1.wav” sedang disimak" in text_of(as_("editor").get(f"/program/{programme_id}"))
    listen()
    [made] = look(sounds)
    assert (made.kind, made.title) == ("programme", "Bupati Menyapa, Kam 26/11")
    assert look(episodes)[0].sound_id == made.id
    page = as_("traffic").get(f"/program/{programme_id}").get_data(as_text=True)
    assert f"/api/v1/media/{made.sha256}.wav" in page


def test_a_recording_that_comes_second_is_kept_in_the_library_and_told(as_, look, listen, database):
    programme_id = add_programme(as_("traffic"))
    first = look(episodes)[0]
    path = f"/program/episode/{first.id}/kirim"
    send(as_("announcer"), ("ep1.wav", tone()), path=path, version=str(first.version))
    with database.writing() as session:
        other = add_library_sound(session, Kind.PROGRAMME, "Rekaman lain", 60_000)
        session.flush()
        deliver(session, ADMIN, first.id, first.version, other.id, NOW)
    listen()
    assert look(episodes)[0].sound_id == other.id
    assert "Kiriman Anda ada di pustaka" in text_of(as_("announcer").get(f"/program/{programme_id}"))
    late = send(as_("announcer"), ("ep1b.wav", tone(880)), path=path, version=str(first.version))
    assert late.status_code == 409


def test_a_recording_is_chosen_from_the_library_and_taken_away_again(as_, look, database):
    add_programme(as_("traffic"))
    with database.writing() as session:
        kept = add_library_sound(session, Kind.PROGRAMME, "Rekaman", 60_000)
        session.flush()
    episode = look(episodes)[0]
    path = f"/program/episode/{episode.id}/rekaman"
    assert as_("editor").post(path, data={"version": "1", "sound_id": kept.id}).status_code == 302
    assert as_("editor").post(path, data={"version": "1", "sound_id": ""}).status_code == 409
    assert look(episodes)[0].sound_id == kept.id
    as_("editor").post(path, data={"version": "2", "sound_id": ""})
    assert look(episodes)[0].sound_id is None


def test_an_arrival_is_forgotten_by_the_page_after_an_hour_but_not_while_it_waits(as_, database):
    send(as_("traffic"), ("satu.wav", tone()))
    with database.reading() as session:
        waiting = session.scalars(select(Arrival)).one()
        later = NOW.replace(hour=NOW.hour + 5)
        assert [each.id for each in arrivals(session, later)] == [waiting.id]


def test_a_worker_that_comes_to_a_file_that_is_gone_leaves_it(database, settings):
    take_in_sound(Desk(settings, database, MediaStore.at(settings.media_url), lambda: NOW), "01J" + "0" * 23)
