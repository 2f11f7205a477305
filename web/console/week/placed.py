"""How well the week is placed: how many spots of those asked for have a place, and how good that was proven to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.placement_runs import Stretch, stretches
from scheduler.replacing import IN_PLAN
from scheduler.spots import Spot, Unplaced


@dataclass(frozen=True)
class Placed:
    """`placed` spots of `asked`; `parts` are the days by the run that placed them last."""

    placed: int
    asked: int
    parts: tuple[Stretch, ...]

    @property
    def open_days(self) -> list[Stretch]:
        """What nobody has placed yet."""
        return [part for part in self.parts if part.run is None]

    @property
    def gap(self) -> float | None:
        """The widest gap of its runs, None where nothing was placed."""
        return max((part.run.gap for part in self.parts if part.run), default=None)

    @property
    def proven(self) -> bool:
        """Whether every run ended with a proof that no plan is better."""
        return all(part.run.proven for part in self.parts if part.run)

    @property
    def failed(self) -> bool:
        """Whether a solver died on the way: the best plan that it had found stands."""
        return any(part.run.stopped_by == "failure" for part in self.parts if part.run)


def placed_between(session: Session, first: date, last: date) -> Placed:
    """The placement of these broadcast days."""
    there = select(func.count(Spot.id)).where(Spot.day >= first, Spot.day <= last, IN_PLAN)
    missing = select(func.sum(Unplaced.missing)).where(Unplaced.day >= first, Unplaced.day <= last)
    placed, unplaced = session.scalar(there) or 0, session.scalar(missing) or 0
    return Placed(placed, placed + unplaced, tuple(stretches(session, first, last)))
