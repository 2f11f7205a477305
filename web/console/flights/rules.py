"""What traffic has added to a flight, and what it can choose from: exclusions, turns, live reading and pins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import get_day_names
from flask_babel import get_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.announcements.tables import Announcement
from scheduler.clocks import FormatClock
from scheduler.flight_rules import FlightRule, Pin, pins_of, rule_of
from scheduler.programmes import Programme
from scheduler.recordings import Recording, recording_of
from scheduler.renditions import Rendition, renditions_of


@dataclass(frozen=True)
class RulesShown:
    """The rule and the pins of a flight, with the programmes, clocks and renditions that there are."""

    rule: FlightRule
    pins: Sequence[Pin]
    programmes: Sequence[Programme]
    clocks: Sequence[FormatClock]
    recording: Recording | None
    renditions: Sequence[Rendition]

    def programme(self, programme_id: str | None) -> str:
        """The programme's title; a dash for one that is gone."""
        return next((each.title for each in self.programmes if each.id == programme_id), "–")

    @staticmethod
    def weekday(number: int) -> str:
        """The name of a weekday; 0 is Monday."""
        return str(get_day_names("wide", locale=get_locale())[number])


def rules_shown(session: Session, announcement: Announcement) -> RulesShown:
    """All that the forms of rules and pins show."""
    recording = recording_of(session, announcement.on_air or announcement.newest)
    return RulesShown(
        rule_of(session, announcement.id),
        pins_of(session, [announcement.id]),
        session.scalars(select(Programme).order_by(Programme.title)).all(),
        session.scalars(select(FormatClock).order_by(FormatClock.name)).all(),
        recording,
        renditions_of(session, recording),
    )
