"""Reconciliation: what was planned, held against what the machines say, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from playlists.airings import RANK
from playlists.items import Item
from scheduler.placement.remark import Remark, remark

DUE_AFTER = timedelta(minutes=1)
NOTEWORTHY_LATE = timedelta(seconds=1)
FILLS = ("filler", "jingle", "station_id", None)


@dataclass(frozen=True)
class Told:
    """One as-run line that counts, by the station's clock. `planned` is the item it names, if that is known anywhere;
    `version` the playlist that the machine held."""

    item_id: str | None
    outcome: str
    detail: str
    started_at: datetime | None
    ended_at: datetime | None
    machine: str
    version: int | None
    title: str
    kind: str | None
    sha256: str | None
    received_at: datetime


@dataclass(frozen=True)
class Outcome:
    """What became of one planned item: `aired partial skipped failed replaced unknown`, None while it is to come.

    `reason` is None where there is nothing to explain; `told` is the line that decided it.
    """

    item: Item
    outcome: str | None
    reason: Remark | None
    told: Told | None


def outcomes(
    items: Sequence[Item], lines: Iterable[Told], last_heard: Mapping[str, datetime | None], now: datetime
) -> tuple[Outcome, ...]:
    """The outcome of each item. `last_heard` tells of each machine when it last spoke to the station."""
    by_item: dict[str, Told] = {}
    foreign = []
    ids = {item.id for item in items}
    for line in lines:
        if line.item_id not in ids:
            foreign.append(line)
        elif line.item_id and _is_better(line, by_item.get(line.item_id)):
            by_item[line.item_id] = line
    moved = [by_item[item.id] for item in items if item.id in by_item and not _near(by_item[item.id], item)]
    others = [line for line in (*foreign, *moved) if _may_replace(line)]
    return tuple(_outcome(item, by_item.get(item.id), others, last_heard, now) for item in items)


def is_due(item: Item, now: datetime) -> bool:
    """Whether a report about it should be here by now."""
    return now >= item.ends_at + DUE_AFTER


def _outcome(
    item: Item,
    told: Told | None,
    others: Sequence[Told],
    last_heard: Mapping[str, datetime | None],
    now: datetime,
) -> Outcome:
    if told and told.outcome in ("aired", "partial", "failed"):
        return Outcome(item, told.outcome, _reason(item, told), told)
    if instead := _instead(item, others):
        return Outcome(item, "replaced", remark("%(title)s went out instead.", title=instead.title), told or instead)
    if told:
        return Outcome(item, told.outcome, _reason(item, told), told)
    if is_due(item, now):
        return Outcome(item, "unknown", _silence(last_heard), None)
    return Outcome(item, None, None, None)


def _reason(item: Item, told: Told) -> Remark | None:
    if told.outcome != "aired":
        return remark("The machine says: %(detail)s", detail=told.detail) if told.detail else NO_REASON
    late = told.started_at - item.starts_at if told.started_at else timedelta(0)
    if abs(late) < NOTEWORTHY_LATE:
        return None
    seconds = round(abs(late).total_seconds())
    if late > timedelta(0):
        return remark("It started %(seconds)s s later than planned.", seconds=seconds)
    return remark("It started %(seconds)s s earlier than planned.", seconds=seconds)


NO_REASON = remark("The machine gave no reason.")


def _silence(last_heard: Mapping[str, datetime | None]) -> Remark:
    heard = {name: at for name, at in last_heard.items() if at}
    if not heard:
        return remark("No machine has ever spoken to the station.")
    name = max(heard, key=lambda each: heard[each])
    return remark(
        "No machine has reported it; %(machine)s was last heard at %(at)s.", machine=name, at=heard[name].isoformat()
    )


def _instead(item: Item, others: Sequence[Told]) -> Told | None:
    """What somebody put into its place: it went out for half of its time or longer."""
    length = item.ends_at - item.starts_at
    for line in others:
        if line.item_id == item.id or not (line.started_at and line.ended_at):
            continue
        shared = min(line.ended_at, item.ends_at) - max(line.started_at, item.starts_at)
        if shared * 2 >= length > timedelta(0):
            return line
    return None


def _may_replace(line: Told) -> bool:
    """An alert, or an item that was not due then; filler only fills a hole."""
    return line.kind not in FILLS and line.outcome in ("aired", "partial")


def _near(line: Told, item: Item) -> bool:
    """Whether it went out about when it was planned."""
    at = line.started_at or item.starts_at
    return item.starts_at - timedelta(minutes=15) <= at <= item.ends_at + timedelta(minutes=15)


def _is_better(line: Told, than: Told | None) -> bool:
    return than is None or RANK[line.outcome] > RANK[than.outcome]
