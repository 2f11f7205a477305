"""What a station has decided about trouble on air: make-goods by themselves or by hand, and its quiet hours."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy.orm import Mapped, Session, mapped_column

from scheduler import audit
from scheduler.database import Base


class AirRules(Base):
    """One row, which need not be there. From `quiet_from` to `quiet_to` (station time) no alarm is told; None: never
    quiet."""

    __tablename__ = "air_rules"
    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    make_good_automatic: Mapped[bool] = mapped_column(default=False)
    quiet_from: Mapped[time | None]
    quiet_to: Mapped[time | None]

    def is_quiet(self, at: time) -> bool:
        """Whether that time of day lies in the quiet hours, across midnight too."""
        if self.quiet_from is None or self.quiet_to is None:
            return False
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= at < self.quiet_to
        return at >= self.quiet_from or at < self.quiet_to


def air_rules(session: Session) -> AirRules:
    """The rules in force; the defaults when there is no row (it is not added)."""
    return session.get(AirRules, 1) or AirRules(make_good_automatic=False, quiet_from=None, quiet_to=None)


def set_air_rules(
    session: Session,
    actor: str,
    now: datetime,
    *,
    make_good_automatic: bool,
    quiet_from: time | None,
    quiet_to: time | None,
) -> AirRules:
    """Change the rules; one end of the quiet hours alone means that it is never quiet."""
    rules = session.get(AirRules, 1) or AirRules(id=1)
    before = _told(rules)
    rules.make_good_automatic, rules.quiet_from, rules.quiet_to = make_good_automatic, quiet_from, quiet_to
    session.add(rules)
    session.flush()
    audit.record(session, actor, "air_rules_changed", "station", now, before, _told(rules))
    return rules


def _told(rules: AirRules) -> dict[str, object]:
    return {
        "make_good_automatic": bool(rules.make_good_automatic),
        "quiet_from": rules.quiet_from and rules.quiet_from.isoformat("minutes"),
        "quiet_to": rules.quiet_to and rules.quiet_to.isoformat("minutes"),
    }
