"""What a day was published without is told where people look for what found no place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from playlists.drafting import LeftOut
from scheduler.spots import Unplaced, unplaced_of_day


def tell_left_out(session: Session, day: date, left_out: Sequence[LeftOut]) -> None:
    """Make the remarks on left-out spots of that day these; each names its item in `values`."""
    for row in unplaced_of_day(session, day):
        if "item_id" in row.values:
            session.delete(row)
    session.add_all(
        Unplaced(
            announcement_id=each.announcement_id,
            day=day,
            missing=1,
            reason=each.fault.message,
            values={**each.fault.values, "item_id": each.fault.item_id},
        )
        for each in left_out
        if each.announcement_id
    )
    session.flush()
