"""`siar plan`: the station's own breaks, or a placement problem in a file."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from scheduler.errors import Invalid
from web.cli.opening import read_day, station_desk
from web.cli.plan_words import by_flight, by_name, in_sum, of_the_plan


@click.command()
@click.argument("date", required=False)
@click.option("--days", type=click.IntRange(1, 31), default=1, show_default=True)
@click.option("--instance", type=click.Path(path_type=Path), help="a placement problem as JSON; no database needed")
@click.option("--time-limit", type=click.FloatRange(0.1, 3600), default=30.0, show_default=True, help="seconds")
@click.option("--json", "as_json", is_flag=True)
def plan(date: str | None, days: int, instance: Path | None, time_limit: float, as_json: bool) -> None:
    """Place spots into breaks, and tell what found no place."""
    if bool(date) == bool(instance):
        raise click.UsageError("Give either DATE or --instance FILE.")
    told = _plan_instance(instance, time_limit) if instance else _plan_station(str(date), days, time_limit)
    in_words = [of_the_plan(told.plan), *told.plan["notes"], *told.left]
    click.echo(json.dumps(told.plan, ensure_ascii=False) if as_json else "\n".join(in_words))


@dataclass(frozen=True)
class Told:
    """The answer as JSON has it, and in words what the plan leaves out, a line each."""

    plan: dict[str, Any]
    left: list[str]


def _plan_instance(file: Path, limit_s: float) -> Told:
    from scheduler.placement import plan_as_json, read_problem, solve

    try:
        data = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Invalid("%(file)s is not JSON: %(why)s.", "Mend it there.", file=file, why=str(error)) from error
    found = solve(read_problem(data), limit_s)
    return Told(plan_as_json(found), by_flight(found.unplaced))


def _plan_station(written: str, days: int, limit_s: float) -> Told:
    from playlists.publishing import fixed_until
    from scheduler.lacks import awaiting_approval, lacking_on, soundless
    from scheduler.placement import plan_as_json, solve
    from scheduler.planning import drop_ended, keep_what_fits, read_situation

    with station_desk() as desk:
        first = read_day(desk, written)
        last, now = first + timedelta(days=days - 1), desk.now()
        with desk.database.writing() as session:
            drop_ended(session, now)
        with desk.database.reading() as session:
            fixed = fixed_until(session, first, now)
            situation = read_situation(session, first, last, now, fixed)
        found = solve(situation.problem, limit_s)
        with desk.database.writing() as session:
            situation, found = keep_what_fits(session, situation, found, now)
            mute = list(soundless(session, first, last))
            lacks = [*lacking_on(session, first, last), *(told for _, told in mute)]
            waiting = awaiting_approval(session, first, last)
    missing = [one for one in found.unplaced if one.day >= first]
    told = plan_as_json(replace(found, unplaced=(*missing, *(one for one, _ in mute))))
    told["spots"] = [
        {"flight": spot.flight, "break": situation.break_of(spot.break_id)}
        for spot in found.spots
        if situation.problem.break_by_id[spot.break_id].day >= first
    ]
    return Told(told, [*in_sum(lacks, waiting), *by_name(lacks)])
