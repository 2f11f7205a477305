"""What goes wrong is told calmly, in the reader's language, and the browser is kept safe."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy.exc import OperationalError

from tests.console.conftest import SCRIPT, text_of
from web.console import scripts
from web.console.app import create_console
from web.console.protection import LARGEST_BODY


def test_a_page_that_is_not_there_says_where_to_go_on(as_):
    answer = as_("editor").get("/tidak-ada")
    assert answer.status_code == 404
    assert "Halaman itu tidak ada. Mungkin sudah pindah: mulai lagi dari beranda." in text_of(answer)


def test_a_body_over_the_limit_is_refused_in_words(as_):
    answer = as_("official").post("/naskah/baru", data={**SCRIPT, "body": "a" * LARGEST_BODY})
    assert answer.status_code == 413
    assert "melebihi batas" in text_of(answer)


def test_a_form_without_its_token_changes_nothing(console, as_):
    browser = as_("official")
    console.config["WTF_CSRF_ENABLED"] = True
    answer = browser.post("/naskah/baru", data=SCRIPT)
    assert answer.status_code == 400
    assert "Formulir ini terlalu lama terbuka" in text_of(answer)


def test_a_fault_of_our_own_shows_no_traceback(console, as_, monkeypatch):
    browser = as_("editor")
    monkeypatch.setattr(scripts, "visible", lambda *_, **__: 1 / 0)
    answer = browser.get("/naskah")
    assert answer.status_code == 500
    assert "bukan kesalahan Anda" in text_of(answer)
    assert "ZeroDivisionError" not in answer.get_data(as_text=True)


def test_a_database_that_does_not_answer_is_told_without_asking_it_again(as_, monkeypatch):
    browser = as_("editor")

    def down(*_, **__):
        raise OperationalError("select", {}, Exception("connection refused"))

    monkeypatch.setattr("web.console.scope.the_station", down)
    for path in ("/", "/tidak-ada"):
        answer = browser.get(path)
        assert answer.status_code == 503
        assert "Basis data stasiun tidak menjawab." in text_of(answer)


def test_the_page_speaks_the_language_of_the_person(as_):
    browser = as_("editor")
    for language, word in (("en", "Needs you"), ("su", "Peryogi anjeun"), ("id", "Perlu Anda")):
        browser.post("/bahasa", data={"language": language})
        assert word in text_of(browser.get("/"))
    assert browser.post("/bahasa", data={"language": "xx"}).status_code == 422


def test_a_guest_is_spoken_to_in_the_browsers_language_and_else_in_indonesian(guest):
    assert "Kata sandi" in text_of(guest.get("/masuk", headers={"Accept-Language": "de"}))
    assert "Password" in text_of(guest.get("/masuk", headers={"Accept-Language": "en-GB"}))


def test_choosing_a_language_never_leads_off_the_console(guest):
    answer = guest.post("/bahasa", data={"language": "su"}, headers={"Referer": "https://elsewhere.example/x"})
    assert answer.location == "/"
    answer = guest.post("/bahasa", data={"language": "su"}, headers={"Referer": "http://localhost//elsewhere.example"})
    assert answer.location == "/elsewhere.example"


def test_the_content_policy_lets_no_inline_script_or_style_run(as_):
    answer = as_("editor").get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    page = answer.get_data(as_text=True)
    assert not re.search(r'\son\w+="|\sstyle="|<script>|<style', page)


def test_cookies_are_kept_from_scripts_and_other_sites(guest, as_, settings, database):
    cookie = guest.get("/masuk").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_behind_https_cookies_are_secure_and_the_browser_is_told_to_stay(settings, database):
    console = create_console(replace(settings, base_url="https://siar.example"), database)
    answer = console.test_client().get("/masuk", base_url="https://siar.example")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age" in answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("path", ["/masuk", "/static/siar.css", "/static/siar.js", "/static/icons.svg"])
def test_what_comes_before_signing_in_is_open(guest, path):
    answer = guest.get(path)
    assert answer.status_code == 200
    answer.close()
