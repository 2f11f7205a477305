"""Where alarms go: e-mail, Telegram, webhooks and a hundred more, each by one Apprise URL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from playlists.alarms import keep_alarms, mark_told, messages_due
from playlists.troubles import troubles
from scheduler import audit
from scheduler.database import Base, Database, new_id
from scheduler.errors import Invalid, NotFound, Unavailable
from scheduler.placement.remark import Remark, remark

Say = Callable[[Remark], str]


class AlarmTarget(Base):
    """One URL. It may hold a password, so pages and the audit log get `shown` instead."""

    __tablename__ = "alarm_target"
    id: Mapped[str] = mapped_column(String(26), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80))
    url: Mapped[str]
    shown: Mapped[str]
    added_at: Mapped[datetime]
    trouble: Mapped[str | None]


def add_target(session: Session, name: str, url: str, actor: str, now: datetime) -> AlarmTarget:
    """A new target. Raises Invalid for a URL that Apprise does not understand."""
    from apprise import Apprise

    url, name = url.strip(), " ".join(name.split())[:80]
    way = Apprise()
    if not url or not way.add(url):
        raise Invalid("That address is not understood.", "Write it as Apprise does, such as mailto://user:pass@host.")
    shown = " ".join(way.urls(privacy=True))
    target = AlarmTarget(name=name or shown[:80], url=url, shown=shown, added_at=now)
    session.add(target)
    session.flush()
    audit.record(session, actor, "alarm_target_added", f"target {target.id}", now, after={"name": target.name})
    return target


def remove_target(session: Session, target_id: str, actor: str, now: datetime) -> None:
    """Tell this one nothing any more."""
    target = _find(session, target_id)
    session.delete(target)
    audit.record(session, actor, "alarm_target_removed", f"target {target_id}", now, before={"name": target.name})


def all_targets(session: Session) -> list[AlarmTarget]:
    """Every target, in the order they were added."""
    return list(session.scalars(select(AlarmTarget).order_by(AlarmTarget.id)))


def try_target(session: Session, target_id: str, station: str, say: Say = str) -> None:
    """Send a message that says it is a test, in the words of `say`. Raises Unavailable when it does not get through."""
    target = _find(session, target_id)
    if not send(target.url, station, say(remark("A test: alarms of %(station)s arrive here.", station=station))):
        raise Unavailable("The test did not get through to %(name)s.", "Check its address.", name=target.name)


def tell_alarms(database: Database, station: str, home_free_bytes: int | None, now: datetime, say: Say = str) -> int:
    """Find what is wrong, and tell what is new or over in the words of `say`; returns how many messages went out.

    Nothing is sent inside a transaction. A message that reached one target counts as told, so that one target that
    fails does not repeat it for the others; the failing one's trouble is kept with it.
    """
    with database.writing() as session:
        keep_alarms(session, troubles(session, home_free_bytes, now), now)
        due, targets = messages_due(session, now), all_targets(session)
    failed: dict[str, bool] = {}
    told = []
    for message in due:
        text = say(message.told)
        reached = [target.id for target in targets if send(target.url, station, text)]
        failed |= {target.id: target.id not in reached for target in targets}
        told += [message] if reached else []
    with database.writing() as session:
        mark_told(session, told, now)
        _note(session, failed)
    return len(told)


def send(url: str, title: str, body: str) -> bool:
    """Whether the message got through to that URL."""
    from apprise import Apprise

    way = Apprise()
    return bool(way.add(url)) and bool(way.notify(title=title, body=body))


def _note(session: Session, failed: dict[str, bool]) -> None:
    for target in session.scalars(select(AlarmTarget).where(AlarmTarget.id.in_(failed))):
        target.trouble = "The last message did not get through." if failed[target.id] else None


def _find(session: Session, target_id: str) -> AlarmTarget:
    target = session.get(AlarmTarget, target_id)
    if target is None:
        raise NotFound("There is no such target.", "See the list of targets.")
    return target
