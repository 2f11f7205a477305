"""`siar playlist`: print a day, or publish it."""

from __future__ import annotations

import sys

import click

from scheduler.errors import NotFound
from web.cli.opening import read_day, station_desk
from web.cli.people import COMMAND_LINE


@click.command()
@click.argument("date")
@click.option("--format", "ext", default="json", show_default=True, help="json, m3u8, xspf, pls, liq, csv or rivendell")
@click.option("--publish", is_flag=True, help="make it the version that machines get")
def playlist(date: str, ext: str, publish: bool) -> None:
    """Print the day's playlist: the published version, or a draft where there is none."""
    from playlists.drafting import draft_day
    from playlists.formats import FORMATS
    from playlists.items import Media, file_name
    from playlists.publishing import publish_day
    from playlists.signing import VALID_BEYOND_DAY, signed_path
    from playlists.versions import newest_version

    if ext not in FORMATS:
        raise NotFound("There is no format %(ext)s.", "Use one of: %(known)s.", ext=ext, known=" ".join(FORMATS))
    with station_desk() as desk:
        day = read_day(desk, date)
        if publish:
            with desk.database.writing() as session:
                publish_day(session, day, COMMAND_LINE, desk.now(), media=desk.media)
        with desk.database.reading() as session:
            published = newest_version(session, day)
            shown = published.day() if published else draft_day(session, day, desk.now()).day
        base = desk.settings.base_url or "http://127.0.0.1:8000"

        def url_of(media: Media) -> str:
            path = signed_path(desk.settings.secret_key, file_name(media), shown.ends_at + VALID_BEYOND_DAY)
            return f"{base}/api/v1/media/{path}"

        sys.stdout.buffer.write(FORMATS[ext].write(shown, url_of))
        sys.stdout.buffer.flush()
