"""Which language a page speaks: the person's, else the browser's, else Indonesian. Its zone is the station's."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Flask, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_security import current_user

from audio.errors import SiarError
from scheduler.errors import Invalid
from web.console.scope import me, station
from web.console.ways import back

LANGUAGES = {"id": "Bahasa Indonesia", "su": "Basa Sunda", "en": "English"}
COOKIE = "bahasa"
TRANSLATIONS = Path(__file__).parent.parent / "translations"
pages = Blueprint("languages", __name__)


def install_languages(app: Flask) -> None:
    """Let every page find its language and zone."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    Babel(app, default_locale="id", locale_selector=chosen_language, timezone_selector=_zone)
    app.jinja_env.globals.update(languages=LANGUAGES, chosen_language=chosen_language)


def chosen_language() -> str:
    """`id`, `su` or `en`."""
    if current_user and current_user.is_authenticated and current_user.person.language in LANGUAGES:
        return str(current_user.person.language)
    return guest_language()


def guest_language() -> str:
    """What the browser alone tells; asks no database."""
    if request.cookies.get(COOKIE) in LANGUAGES:
        return request.cookies[COOKIE]
    return request.accept_languages.best_match(list(LANGUAGES)) or "id"


@pages.post("/bahasa")
def choose() -> ResponseReturnValue:
    """Keep the language: on the person who is signed in, and in the browser for the sign-in page."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        raise Invalid("%(language)s is not a language of this console.", language=language[:20])
    if current_user.is_authenticated:
        me().language = language
    answer = redirect(back())
    answer.set_cookie(COOKIE, language, max_age=31_536_000, samesite="Lax", httponly=True)
    return answer


def _zone() -> str | None:
    try:
        return station().timezone
    except SiarError:
        return None
