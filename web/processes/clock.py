"""The clock process: APScheduler with the jobs of all rooms."""

from __future__ import annotations

from scheduler.clock import run_clock
from scheduler.desk import open_desk
from scheduler.settings import read_settings
from web.processes.signals import die_with_parent, stop_flag
from web.wiring import clock_jobs, open_dispatcher


def tick() -> None:
    """Run the jobs until SIGTERM or SIGINT; another clock that leads already is waited for."""
    die_with_parent()
    stop = stop_flag()
    desk = open_desk(read_settings())
    run_clock(desk, clock_jobs(open_dispatcher(desk)), stop)
