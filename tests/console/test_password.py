"""One's own password, and whose address a try is counted for."""

from __future__ import annotations

from dataclasses import replace

from audio.media import MediaStore
from scheduler.desk import Desk
from tests.console.conftest import NOW, PASSWORD, PEOPLE, text_of
from web.identity.attempts import is_locked
from web.wsgi import create_app

NEW = "sungai ciujung meluap"


def test_a_person_changes_the_password_and_stays_here_alone(as_, guest):
    browser = as_("editor")
    guest.post("/masuk", data={"email": PEOPLE["editor"], "password": PASSWORD})
    assert browser.post("/sandi", data={"old": PASSWORD, "new": NEW}).status_code == 302
    assert browser.get("/").status_code == 200
    assert guest.get("/").status_code == 302
    assert "mengganti kata sandi" in text_of(as_("admin").get("/riwayat"))
    assert guest.post("/masuk", data={"email": PEOPLE["editor"], "password": NEW}).status_code == 302


def test_a_wrong_old_password_changes_nothing_and_counts_as_a_failed_try(as_, database):
    for _ in range(5):
        answer = as_("editor").post("/sandi", data={"old": "something else", "new": NEW})
    assert answer.status_code == 422
    assert "Kata sandi lama tidak cocok." in text_of(answer)
    assert as_("editor").post("/sandi", data={"old": PASSWORD, "new": NEW}).status_code == 403
    with database.reading() as session:
        assert is_locked(session, PEOPLE["editor"], "127.0.0.1", NOW)


def test_a_new_password_that_is_too_short_is_told(as_):
    answer = as_("editor").post("/sandi", data={"old": PASSWORD, "new": "short"})
    assert answer.status_code == 422
    assert "10 sampai 200 karakter" in text_of(answer)


def test_behind_a_proxy_with_https_tries_count_for_who_really_asks_and_else_no_header_is_believed(settings, database):
    for base_url, counted in (("https://siar.example", "192.0.2.7"), (None, "127.0.0.1")):
        at_home = replace(settings, base_url=base_url)
        app = create_app(Desk(at_home, database, MediaStore.at(settings.media_url), lambda: NOW))
        app.config.update(WTF_CSRF_ENABLED=False, SECURITY_CSRF_PROTECT_MECHANISMS=[])
        browser = app.test_client()
        for _ in range(5):
            browser.post(
                "/masuk",
                data={"email": PEOPLE["editor"], "password": "wrong one here"},
                headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.7", "X-Forwarded-Proto": "https"},
            )
        with database.reading() as session:
            assert is_locked(session, PEOPLE["editor"], counted, NOW)
            assert not is_locked(session, PEOPLE["editor"], "198.51.100.1", NOW)
