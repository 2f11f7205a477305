"""`siar plan`: the station's own breaks, or a placement problem in a file."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from scheduler.errors import Invalid
from web.cli.opening import read_day, station_desk


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
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else _in_words(told))


def _plan_instance(file: Path, limit_s: float) -> dict[str, Any]:
    from scheduler.placement import plan_as_json, read_problem, solve

    try:
        data = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Invalid("%(file)s is not JSON: %(why)s.", "Mend it there.", file=file, why=str(error)) from error
    return plan_as_json(solve(read_problem(data), limit_s))


def _plan_station(written: str, days: int, limit_s: float) -> dict[str, Any]:
    from playlists.publishing import fixed_until
    from scheduler.placement import plan_as_json, solve
    from scheduler.planning import drop_ended, keep_plan, read_situation

    with station_desk() as desk:
        first = read_day(desk, written)
        now = desk.now()
        with desk.database.writing() as session:
            drop_ended(session, now)
        with desk.database.reading() as session:
            fixed = fixed_until(session, first, now)
            situation = read_situation(session, first, first + timedelta(days=days - 1), now, fixed)
        found = solve(situation.problem, limit_s)
        with desk.database.writing() as session:
            keep_plan(session, situation, found, now)
    told = plan_as_json(found)
    told["spots"] = [
        {"flight": spot.flight, "break": situation.break_of(spot.break_id)}
        for spot in found.spots
        if situation.problem.break_by_id[spot.break_id].day >= first
    ]
    told["unplaced"] = [one for one in _listed(told["unplaced"]) if _day(one) >= first]
    return told


def _listed(value: Any) -> list[dict[str, Any]]:
    return list(value)


def _day(one: dict[str, Any]) -> date:
    return date.fromisoformat(one["day"])


def _in_words(told: dict[str, Any]) -> str:
    lines = [f"{one['day']} {one['flight']}: {one['missing']} not placed. {one['reason']}" for one in told["unplaced"]]
    gap = f"value {told['objective']:.2f} of at most {told['bound']:.2f} (gap {told['gap']:.2%})"
    return "\n".join([f"{len(told['spots'])} spots placed, {gap}, {told['seconds']:.1f} s.", *lines])
