"""Who is acting: a person, or an agency by its token. A plain value: every rule can be asked without a session."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.errors import Forbidden
from scheduler.people import DECIDERS, PLANNERS, STAFF, Agency, Person


@dataclass(frozen=True)
class Actor:
    """`agency_id` is None for staff, who see every agency's announcements."""

    name: str
    role: str | None
    person_id: str | None
    agency_id: str | None

    @property
    def is_staff(self) -> bool:
        """One of the station's own people."""
        return self.role in STAFF

    @property
    def may_decide(self) -> bool:
        """Approves, asks for changes, holds."""
        return self.role in DECIDERS

    @property
    def may_plan(self) -> bool:
        """Places spots, publishes days, adds machines."""
        return self.role in PLANNERS

    def sees(self, agency_id: str) -> bool:
        """Whether announcements of that agency exist for this actor."""
        return self.is_staff or self.agency_id == agency_id


def acting_person(person: Person) -> Actor:
    """A person as one who acts."""
    return Actor(name=person.email, role=person.role, person_id=person.id, agency_id=person.agency_id)


def acting_agency(agency: Agency) -> Actor:
    """An agency's own system as one who acts."""
    return Actor(name=f"agency {agency.code}", role=None, person_id=None, agency_id=agency.id)


def require_planner(actor: Actor) -> None:
    """Raise Forbidden unless this actor may plan and publish."""
    if not actor.may_plan:
        raise Forbidden("Only traffic and the admin may do that.", "Ask one of them.")
