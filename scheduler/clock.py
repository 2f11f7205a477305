"""The clock: jobs at their times, in a process of its own, with one leader however many are started.

The job store is persistent: a job that came due while the clock was down runs once when it is back. APScheduler keeps
jobs by the name of their function, so every job is `run_job` with its own name; what it does comes from the list that
the process was given.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event as Flag
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from audio.errors import SiarError
from scheduler.desk import Desk
from scheduler.leader import Leadership

log = logging.getLogger(__name__)

LEADER_CHECK_S = 2.0


@dataclass(frozen=True)
class Job:
    """What is done when: `do` gets the desk; a run that fails is told in the log and comes again at its next time.

    Each job also runs once when the clock begins to lead: nobody knows what was missed before.
    """

    name: str
    trigger: BaseTrigger
    do: Callable[[Desk], object]


_jobs: dict[str, Callable[[], object]] = {}


def run_job(name: str) -> None:
    """Do the job of that name; what APScheduler calls."""
    try:
        _jobs[name]()
    except SiarError as error:
        log.error("job %s: %s", name, error)
    except Exception:
        log.exception("job %s failed; it runs again at its next time", name)


def run_clock(desk: Desk, jobs: Sequence[Job], stop: Flag) -> None:
    """Wait to be the leader, then run the jobs until `stop` is set or the leadership is lost."""
    with Leadership(desk.settings) as leadership:
        while not leadership.won():
            if stop.wait(LEADER_CHECK_S):
                return
        log.info("this clock leads")
        scheduler = _started_scheduler(desk, jobs)
        try:
            while not stop.wait(LEADER_CHECK_S) and leadership.won():
                pass
        finally:
            scheduler.shutdown(wait=False)


def _started_scheduler(desk: Desk, jobs: Sequence[Job]) -> Any:
    for job in jobs:
        _jobs[job.name] = lambda job=job: job.do(desk)  # type: ignore[misc]  # mypy cannot type a bound default
    store = SQLAlchemyJobStore(url=desk.settings.database_url)
    scheduler = BackgroundScheduler(
        jobstores={"default": store},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        timezone="UTC",
    )
    scheduler.start(paused=True)
    for stale in {job.id for job in scheduler.get_jobs()} - {job.name for job in jobs}:
        scheduler.remove_job(stale)
    for job in jobs:
        how = {"id": job.name, "replace_existing": True, "next_run_time": datetime.now(UTC)}
        scheduler.add_job(run_job, job.trigger, args=[job.name], **how)
    scheduler.resume()
    return scheduler
