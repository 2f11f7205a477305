"""A plan that was shown, on its way through the browser and back: signed, so that what is kept is what was seen."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from scheduler.errors import Conflict
from scheduler.placement import Flight, Plan, Spot
from scheduler.situation import Situation

LASTS_S = 3600


@dataclass(frozen=True)
class Paper:
    """What was shown: the days, the moment up to which nothing moves, the plan, and the situation's fingerprint."""

    first: date
    last: date
    fixed_before: datetime
    plan: Plan
    fingerprint: str


def sign(situation: Situation, plan: Plan) -> str:
    """The plan as text that the page can carry."""
    fixed = situation.problem.fixed_before
    told: dict[str, Any] = {
        "days": [situation.first.isoformat(), situation.last.isoformat(), fixed.isoformat() if fixed else ""],
        "spots": [[spot.flight, spot.break_id] for spot in plan.spots],
        "proof": [plan.objective, plan.bound, plan.seconds, plan.stopped_by],
        "situation": fingerprint(situation),
    }
    return str(_serializer().dumps(told))


def read_paper(text: str) -> Paper:
    """What `sign` wrote. Raises Conflict for a paper that is too old or not ours."""
    try:
        told = _serializer().loads(text, max_age=LASTS_S)
    except BadData as error:
        raise Conflict("This plan is too old to be kept.", "Let it be placed anew.") from error
    first, last, fixed = told["days"]
    objective, bound, seconds, stopped_by = told["proof"]
    spots = tuple(Spot(flight, break_id) for flight, break_id in told["spots"])
    plan = Plan(spots, (), objective, bound, seconds, stopped_by)
    return Paper(
        date.fromisoformat(first), date.fromisoformat(last), datetime.fromisoformat(fixed), plan, told["situation"]
    )


def fingerprint(situation: Situation) -> str:
    """What is the same for two readings as long as nothing that matters has changed."""
    problem = situation.problem
    flights = [_settled(flight) for flight in problem.flights]
    told = (problem.breaks, flights, problem.standing, sorted(problem.held), sorted(situation.takes.items()))
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _settled(flight: Flight) -> list[Any]:
    """A flight's fields; a set's own order differs from process to process."""
    return [sorted(value) if isinstance(value, frozenset) else value for _, value in sorted(vars(flight).items())]


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="week plan")
