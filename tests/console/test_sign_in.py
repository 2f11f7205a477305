"""Coming in and being kept out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from scheduler.people import find_person
from tests.console.conftest import NOW, PASSWORD, PEOPLE, text_of
from web.identity.attempts import WINDOW, is_locked
from web.identity.credentials import Credential, set_password
from web.identity.invitations import VALID_FOR, invite
from web.identity.sessions import person_of_session


def sign_in(browser, email=PEOPLE["editor"], password="not this one"):
    return browser.post("/masuk", data={"email": email, "password": password})


def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_page_he_wanted(guest):
    answer = guest.get("/naskah")
    assert answer.status_code == 302
    assert answer.location.startswith("/masuk?next=")


@pytest.mark.parametrize("path", ["/", "/naskah", "/naskah/baru", "/tinjau", "/hari", "/mesin", "/orang", "/riwayat"])
def test_no_page_of_the_station_is_open_to_a_stranger(guest, path):
    assert guest.get(path).status_code == 302


def test_the_right_password_opens_the_console(as_):
    assert "Perlu Anda" in text_of(as_("editor").get("/"))


def test_a_wrong_password_and_an_unknown_address_are_told_alike(guest, as_):
    as_("editor")
    wrong, unknown = sign_in(guest), sign_in(guest, email="nobody@radio.example")
    assert "Alamat e-mail atau kata sandi tidak cocok." in text_of(wrong)
    assert text_of(wrong).replace(PEOPLE["editor"], "") == text_of(unknown).replace("nobody@radio.example", "")


def test_after_five_wrong_passwords_even_the_right_one_must_wait(guest, as_):
    as_("editor")
    for _ in range(5):
        sign_in(guest)
    assert "Tunggu seperempat jam" in text_of(sign_in(guest, password=PASSWORD))


def test_a_stranger_elsewhere_cannot_keep_a_person_out(guest, as_, database):
    as_("editor")
    for _ in range(5):
        sign_in(guest)
    with database.reading() as session:
        assert is_locked(session, PEOPLE["editor"], "127.0.0.1", NOW)
        assert not is_locked(session, PEOPLE["editor"], "192.0.2.7", NOW)
        assert not is_locked(session, PEOPLE["editor"], "127.0.0.1", NOW + WINDOW + timedelta(seconds=1))


def test_who_was_shut_out_is_out_at_once(as_, database):
    browser = as_("editor")
    with database.writing() as session:
        find_person(session, PEOPLE["editor"]).active = False
    assert browser.get("/naskah").status_code == 302


def test_a_new_password_ends_every_session(as_, database):
    browser = as_("editor")
    with database.writing() as session:
        set_password(session, find_person(session, PEOPLE["editor"]), "another one altogether")
    assert browser.get("/naskah").status_code == 302


def test_signing_out_ends_the_session(as_):
    as_("editor").post("/keluar")
    assert as_("editor").get("/naskah").status_code == 302


def test_passwords_are_kept_as_argon2(as_, database):
    as_("editor")
    with database.reading() as session:
        assert all(kept.startswith("$argon2id$") for kept in session.scalars(select(Credential.password)))


def test_the_session_cookie_is_recognised_without_the_console(as_, database):
    browser = as_("editor")
    with browser.session_transaction() as cookie, database.reading() as session:
        assert person_of_session(cookie, session).email == PEOPLE["editor"]
        assert person_of_session({"_user_id": "somebody else"}, session) is None


class TestAnInvitation:
    @pytest.fixture
    def token(self, database, settings):
        with database.writing() as session:
            return invite(session, find_person(session, PEOPLE["official"]), NOW, settings.secret_key)

    def test_lets_its_person_set_a_password_and_come_in(self, guest, token):
        assert "sehat" in text_of(guest.get(f"/undangan/{token}"))
        assert guest.post(f"/undangan/{token}", data={"password": PASSWORD}).location == "/"
        assert "Naskah Anda" in text_of(guest.get("/"))

    def test_works_once(self, guest, token):
        guest.post(f"/undangan/{token}", data={"password": PASSWORD})
        assert guest.get(f"/undangan/{token}").status_code == 404

    def test_is_replaced_by_a_newer_one(self, guest, token, database, settings):
        with database.writing() as session:
            invite(session, find_person(session, PEOPLE["official"]), NOW, settings.secret_key)
        assert "tidak berlaku lagi" in text_of(guest.get(f"/undangan/{token}"))

    def test_ends_after_a_week(self, guest, database, settings):
        with database.writing() as session:
            person = find_person(session, PEOPLE["official"])
            token = invite(session, person, NOW - VALID_FOR, settings.secret_key)
        assert guest.get(f"/undangan/{token}").status_code == 404

    def test_asks_again_for_a_password_that_is_too_short_and_stays_valid(self, guest, token):
        answer = guest.post(f"/undangan/{token}", data={"password": "short"})
        assert answer.status_code == 422
        assert "10 sampai 200 karakter" in text_of(answer)
        assert guest.get(f"/undangan/{token}").status_code == 200
