"""The answer: which spot goes where, what found no place and why, and how good that provably is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scheduler.placement.problem import Spot
from scheduler.placement.remark import Remark


@dataclass(frozen=True)
class Unplaced:
    """`missing` spots of a flight on a day that found no place, and the rule that binds."""

    flight: str
    day: date
    missing: int
    remark: Remark

    @property
    def reason(self) -> str:
        """The remark in English."""
        return str(self.remark)


@dataclass(frozen=True)
class Plan:
    """A plan with its proof.

    `bound` is proven: no plan is worth more. `gap` = (bound − objective) / bound, 0 when both are 0. `seconds` is how
    long it took, `stopped_by` one of `proof`, `gap`, `clock`, `greedy` (no solver was asked), `failure` (the solver
    died; what was found before it did is the plan, and `notes` tells).
    """

    spots: tuple[Spot, ...]
    unplaced: tuple[Unplaced, ...]
    objective: float
    bound: float
    seconds: float
    stopped_by: str
    notes: tuple[Remark, ...] = ()

    @property
    def gap(self) -> float:
        return (self.bound - self.objective) / self.bound if self.bound > 0 else 0.0

    @property
    def proven(self) -> bool:
        """Whether this is as good as any plan can be."""
        return self.stopped_by == "proof"


def plan_as_json(plan: Plan) -> dict[str, object]:
    """The plan laid out as the answer to a placement problem; figures are not rounded, `notes` are sentences."""
    return {
        "spots": [{"flight": spot.flight, "break": spot.break_id} for spot in plan.spots],
        "unplaced": [
            {"flight": one.flight, "day": one.day.isoformat(), "missing": one.missing, "reason": one.reason}
            for one in plan.unplaced
        ],
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "seconds": plan.seconds,
        "notes": [str(note) for note in plan.notes],
    }
