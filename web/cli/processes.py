"""`siar up`, `siar web`, `siar worker`, `siar clock`."""

from __future__ import annotations

import socket

import click

from scheduler.errors import Invalid, Unavailable
from web.cli.opening import station_desk


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="HOST:PORT")
def up(bind: str) -> None:
    """Run the whole station: web, worker and clock, supervised."""
    from web.migrating import upgrade
    from web.processes.signals import stop_flag
    from web.processes.supervisor import supervise

    require_free(bind)
    with station_desk(migrated=False) as desk:
        upgrade(desk.database)
    supervise(bind, stop_flag(), lambda: click.echo(f"Siar is up at http://{bind}/ (Ctrl-C stops it)", err=True))


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="HOST:PORT")
@click.option("--workers", type=click.IntRange(1, 64), help="as many as cores when not told")
def web(bind: str, workers: int | None) -> None:
    """Run the web process alone."""
    from web.processes.web import serve

    require_free(bind)
    with station_desk():
        pass
    serve(bind, workers)


@click.command()
def worker() -> None:
    """Run a worker alone."""
    from web.processes.worker import work

    with station_desk():
        pass
    work()


@click.command()
def clock() -> None:
    """Run the clock process alone. One of them leads, however many are started."""
    from web.processes.clock import tick

    with station_desk():
        pass
    tick()


def require_free(bind: str) -> None:
    """Raise Unavailable when that address is taken, Invalid when it is none."""
    host, _, port = bind.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise Invalid("%(bind)s is no address.", "Write it as HOST:PORT, such as 127.0.0.1:8000.", bind=bind)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except OSError as error:
            raise Unavailable(
                "%(bind)s cannot be used: %(why)s.",
                "Stop what uses it, or choose another with --bind.",
                bind=bind,
                why=error.strerror or str(error),
            ) from error
