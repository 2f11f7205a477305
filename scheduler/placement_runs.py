"""How good each plan was proven to be: one line for each run of the placement, as long as no later run covers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from scheduler.database import Base, new_id
from scheduler.days import days_between
from scheduler.placement import Plan


class PlacementRun(Base):
    """One run over the broadcast days from `first` to `last`. `value` is what its plan is worth, `bound` what no plan
    is worth more than; `stopped_by` as a plan's; `seconds` is how long it took."""

    __tablename__ = "placement_run"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    first: Mapped[date]
    last: Mapped[date]
    placed_at: Mapped[datetime]
    value: Mapped[float]
    bound: Mapped[float]
    stopped_by: Mapped[str] = mapped_column(String(8))
    seconds: Mapped[float]

    @property
    def proven(self) -> bool:
        """Whether its plan was as good as any plan can be."""
        return self.stopped_by == "proof"

    @property
    def gap(self) -> float:
        """How far its plan may be from the best one: 0.004 is 0.4 percent."""
        return (self.bound - self.value) / self.bound if self.bound > 0 else 0.0


@dataclass(frozen=True)
class Stretch:
    """Days in a row that one run placed last; `run` None: nobody has placed them yet."""

    first: date
    last: date
    run: PlacementRun | None


def keep_run(session: Session, first: date, last: date, plan: Plan, now: datetime) -> None:
    """Write down how good this plan of these days is; what it covers of earlier runs is forgotten."""
    covered = (PlacementRun.first >= first) & (PlacementRun.last <= last)
    for run in session.scalars(select(PlacementRun).where(covered)):
        session.delete(run)  # each by itself: whoever takes the plan back has its proof again
    session.add(
        PlacementRun(
            first=first,
            last=last,
            placed_at=now,
            value=plan.objective,
            bound=plan.bound,
            stopped_by=plan.stopped_by,
            seconds=plan.seconds,
        )
    )


def stretches(session: Session, first: date, last: date) -> list[Stretch]:
    """These days by the run that placed them last."""
    meet = (PlacementRun.first <= last) & (PlacementRun.last >= first)
    newest_first = PlacementRun.placed_at.desc(), PlacementRun.id.desc()
    runs = list(session.scalars(select(PlacementRun).where(meet).order_by(*newest_first)))
    by_run = groupby(days_between(first, last), key=lambda day: _placed_by(runs, day))
    return [_stretch(run, list(days)) for run, days in by_run]


def _placed_by(runs: Iterable[PlacementRun], day: date) -> PlacementRun | None:
    return next((run for run in runs if run.first <= day <= run.last), None)


def _stretch(run: PlacementRun | None, days: list[date]) -> Stretch:
    return Stretch(days[0], days[-1], run)
