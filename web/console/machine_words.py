"""What a machine says of an airing that was not whole, in the reader's language. It speaks English, in set phrases."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from flask import Flask
from flask_babel import gettext, lazy_gettext

from web.console.scope import now
from web.console.wording import clock_time, decimal

PHRASES = (
    lazy_gettext("a hard start came before it could begin"),
    lazy_gettext("a hard start cut it"),
    lazy_gettext("an alert broke in"),
    lazy_gettext("it has a kill date and this machine does not know what time it is"),
    lazy_gettext("its file had not arrived in time"),
    lazy_gettext("its kill date has passed"),
    lazy_gettext("its sound ended too early"),
    lazy_gettext("its sound failed"),
    lazy_gettext("its source does not play"),
    lazy_gettext("its time had passed"),
    lazy_gettext("nobody was on its live input"),
    lazy_gettext("skipped by the operator"),
    lazy_gettext("the clock was set"),
    lazy_gettext("the machine stood still"),
    lazy_gettext("the machine stopped"),
    lazy_gettext("the machine was not running"),
    lazy_gettext("the machine was stopped"),
    lazy_gettext("the operator had the air"),
    lazy_gettext("what ran before it took its time"),
    lazy_gettext("withdrawn while on air"),
)
JOINED = re.compile(r"joined (?P<seconds>\d{1,6}\.\d) s in")
LATE = re.compile(r"it would have started (?P<seconds>\d{1,9}) s late")
MOMENT = re.compile(r"(?P<what>.{1,200}) at (?P<time>(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d) UTC")


def install_machine_words(app: Flask) -> None:
    """Give the templates their filter."""
    app.jinja_env.filters["machine_words"] = machine_words


def machine_words(detail: str | None) -> str:
    """The machine's detail, phrase by phrase; what is none of its phrases stays as it was written."""
    return "; ".join(_phrase(part.strip()) for part in (detail or "").split(";") if part.strip())


def _phrase(part: str) -> str:
    if joined := JOINED.fullmatch(part):
        return str(gettext("joined %(seconds)s s in", seconds=decimal(float(joined["seconds"]))))
    if late := LATE.fullmatch(part):
        return str(gettext("it would have started %(seconds)s s late", seconds=late["seconds"]))
    if at := MOMENT.fullmatch(part):
        return str(gettext("%(what)s at %(time)s", what=_phrase(at["what"]), time=_local(at["time"])))
    return str(gettext(part))


def _local(written: str) -> str:
    """The machine gives the time of day in UTC."""
    return clock_time(datetime.combine(now().date(), time.fromisoformat(written), tzinfo=UTC))
