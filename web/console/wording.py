"""How pages write dates, times and lengths: as Indonesians do (14.20.31), in the station's zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel.dates import format_date
from flask import Flask
from flask_babel import get_locale, gettext, ngettext

from web.console.scope import now, station


def install_wording(app: Flask) -> None:
    """Give the templates their filters."""
    for write in (clock_time, short_time, duration, long_day, short_day, day_month, ago, initials, decimal, day_span):
        app.jinja_env.filters[write.__name__] = write
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def local(moment: datetime) -> datetime:
    """The moment by the station's clock."""
    return moment.astimezone(station().zone)


def clock_time(moment: datetime) -> str:
    """14.20.31"""
    return local(moment).strftime(f"%H{_point()}%M{_point()}%S")


def short_time(moment: datetime) -> str:
    """14.20"""
    return local(moment).strftime(f"%H{_point()}%M")


def duration(milliseconds: int | float | None) -> str:
    """0.31 for 31 seconds, 1.02.03 for more than an hour; a dash for what is not known."""
    if milliseconds is None:
        return "–"
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    point = _point()
    return f"{hours}{point}{minutes:02}{point}{seconds:02}" if hours else f"{minutes}{point}{seconds:02}"


def long_day(day: date | datetime) -> str:
    """Selasa, 24 November 2026"""
    return format_date(_day(day), "EEEE, d MMMM y", locale=get_locale())


def short_day(day: date | datetime) -> str:
    """Sel 24/11"""
    return format_date(_day(day), "EEE d/M", locale=get_locale())


def day_month(day: date | datetime) -> str:
    """24 Nov"""
    return format_date(_day(day), "d MMM", locale=get_locale())


def day_span(first: date, last: date) -> str:
    """30 Nov – 12 Des, or one day alone."""
    return day_month(first) if first == last else f"{day_month(first)} – {day_month(last)}"


def ago(moment: datetime) -> str:
    """2 jam lalu; the time of day for what is to come or nearly a day old, the day for older."""
    past = now() - moment
    if past < timedelta(0):
        return clock_time(moment)
    if past < timedelta(minutes=1):
        return str(ngettext("%(num)d second ago", "%(num)d seconds ago", past.seconds))
    if past < timedelta(hours=1):
        return str(ngettext("%(num)d minute ago", "%(num)d minutes ago", past.seconds // 60))
    if past < timedelta(days=1):
        return str(ngettext("%(num)d hour ago", "%(num)d hours ago", past.seconds // 3600))
    return str(gettext("%(day)s at %(time)s", day=short_day(moment), time=short_time(moment)))


def decimal(number: float | None, places: int = 1) -> str:
    """−16,0 with a real minus sign; a comma where Indonesians write one; a dash for what is not known."""
    if number is None:
        return "–"
    text = f"{abs(number):.{places}f}"
    text = text if _english() else text.replace(".", ",")
    return f"−{text}" if number < 0 else text


def initials(name: str) -> str:
    """RS for Rina Sulastri."""
    return "".join(part[0] for part in name.split()[:2]).upper()


def _day(moment: date | datetime) -> date:
    return local(moment).date() if isinstance(moment, datetime) else moment


def _english() -> bool:
    return str(get_locale()) == "en"


def _point() -> str:
    return ":" if _english() else "."
