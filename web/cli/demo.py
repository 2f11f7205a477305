"""`siar demo`: a sample station, and one announcement's way from script to air."""

from __future__ import annotations

import os
import socket
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from audio.errors import SiarError
from scheduler.desk import Desk, open_desk, system_time
from scheduler.settings import read_settings

if TYPE_CHECKING:
    from web.sample.story import Summary

ZONE = ZoneInfo("Asia/Jakarta")


@click.command()
@click.option("--once", is_flag=True, help="print a JSON summary and end")
@click.option("--home", type=click.Path(path_type=Path), help="the station's folder; a fresh one when not told")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def demo(once: bool, home: Path | None, port: int) -> None:
    """Open a sample station and carry a real announcement from script to air."""
    home = home or Path(tempfile.mkdtemp(prefix="siar-demo-"))
    os.environ["SIAR_HOME"] = str(home.resolve())
    summary = tell_story(home, system_time())
    if once:
        click.echo(summary.as_json())
        return
    port = free_port(port)
    click.echo(f"\n  The console is at http://127.0.0.1:{port}/ (Ctrl-C ends it). Sign in as:")
    for login in summary.logins:
        click.echo(f"    {login.role:10} {login.email:28} {login.password}")
    click.echo(
        f"  The station lies in {home.resolve()}; other commands go on with it: SIAR_HOME={home.resolve()} siar …"
    )
    keep_open(port)


def tell_story(home: Path, real_now: datetime) -> Summary:
    """Tell the story in its own time, on the day of `real_now`; each step is a calm line on stderr."""
    from web.migrating import upgrade
    from web.sample.clockwork import StoryTime
    from web.sample.story import Story, publish_around

    settings = read_settings(home=home)
    today = real_now.astimezone(ZONE).date()
    probe = open_desk(settings)
    upgrade(probe.database)
    clock = StoryTime(_begins(probe, today))
    probe.database.close()
    desk = open_desk(settings, clock.now)
    click.echo(f"  Radio Multatuli, {today}: the story runs on the station's simulated time.", err=True)

    def tell(name: str, at: datetime, milliseconds: int) -> None:
        click.echo(f"  {at:%H.%M.%S}  {name:16} {milliseconds / 1000:6.2f} s", err=True)

    try:
        summary = Story(desk, clock, today, tell).run()
        publish_around(desk, real_now)
    finally:
        desk.database.close()
    return summary


def keep_open(port: int) -> None:
    """Run the station until it is stopped."""
    from web.processes.signals import stop_flag
    from web.processes.supervisor import supervise

    supervise(f"127.0.0.1:{port}", stop_flag())


def free_port(wanted: int) -> int:
    """The wanted port, or a free one, said so, when it is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                click.echo(f"  Port {wanted} is taken; another one is used.", err=True)
                continue
            return int(probe.getsockname()[1])
    raise AssertionError("the system gave no port")


def _begins(desk: Desk, today: date) -> datetime:
    from web.sample.story import OPENS, story_begins

    try:
        with desk.database.reading() as session:
            return story_begins(session, today)
    except SiarError:  # no station yet: this is the first time
        return datetime.combine(today, OPENS, tzinfo=ZONE)
