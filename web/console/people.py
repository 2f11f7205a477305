"""People and agencies: who is here, adding and inviting, closing the door."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from audio.errors import SiarError
from scheduler import audit
from scheduler.errors import Conflict, Forbidden, NotFound
from scheduler.people import Agency, Person, Role, add_agency, add_person
from scheduler.settings import Settings
from web.console.access import only
from web.console.error_pages import told
from web.console.scope import actor, db, me, now
from web.identity.credentials import Credential
from web.identity.invitations import invite

pages = Blueprint("people", __name__, url_prefix="/orang")


@pages.get("")
@only(Role.ADMIN)
def show() -> ResponseReturnValue:
    """Staff first, then each agency with its people."""
    return _page()


@pages.post("")
@only(Role.ADMIN)
def add() -> ResponseReturnValue:
    """A new person, and the link with which they set a password."""
    form = request.form
    try:
        agency = _agency(form["agency_id"]) if form.get("agency_id") else None
        person = add_person(
            db(), email=form.get("email", ""), role=form.get("role", ""), name=_line("name"), agency=agency, now=now()
        )
    except SiarError as fault:
        db().rollback()
        return _page(fault)
    audit.record(
        db(),
        actor().name,
        "person_added",
        f"person {person.id}",
        now(),
        after={"email": person.email, "role": person.role},
    )
    return _invited(person)


@pages.post("/<person_id>/undang")
@only(Role.ADMIN)
def invite_again(person_id: str) -> ResponseReturnValue:
    """A new link; the older ones stop working."""
    return _invited(_person(person_id))


@pages.post("/<person_id>/pintu")
@only(Role.ADMIN)
def set_door(person_id: str) -> ResponseReturnValue:
    """Close the door to a person, or open it again; what they wrote stays."""
    person = _person(person_id)
    if person.id == me().id:
        raise Forbidden("You cannot close the door on yourself.", "Ask another admin.")
    person.active = request.form.get("open") == "1"
    action = "person_let_in" if person.active else "person_shut_out"
    audit.record(db(), actor().name, action, f"person {person.id}", now(), after={"email": person.email})
    if person.active:
        flash(gettext("%(name)s may sign in again.", name=person.name), "good")
    else:
        flash(gettext("%(name)s can no longer sign in. You can let them in again here.", name=person.name), "warning")
    return redirect(url_for("people.show"))


@pages.post("/kantor")
@only(Role.ADMIN)
def add_office() -> ResponseReturnValue:
    """A new agency."""
    try:
        agency = add_agency(db(), _line("name"))
    except SiarError as fault:
        db().rollback()
        return _page(fault, of_office=True)
    audit.record(db(), actor().name, "agency_added", f"agency {agency.id}", now(), after={"name": agency.name})
    flash(gettext("%(name)s is here now. Add its people next.", name=agency.name), "good")
    return redirect(url_for("people.show"))


def _page(fault: SiarError | None = None, of_office: bool = False) -> ResponseReturnValue:
    people = db().scalars(select(Person).order_by(Person.active.desc(), Person.name)).all()
    with_password = select(Credential.person_id).where(Credential.password.is_not(None))
    return render_template(
        "people.html",
        staff=[person for person in people if person.agency_id is None],
        agencies=db().scalars(select(Agency).order_by(Agency.name)).all(),
        come_in=set(db().scalars(with_password)),
        values=request.form,
        fault=told(fault) if fault else None,
        of_office=of_office,
    ), fault.status if fault else 200


def _invited(person: Person) -> ResponseReturnValue:
    if not person.active:
        raise Conflict("%(name)s cannot sign in.", "Let them in again first.", name=person.name)
    settings: Settings = current_app.extensions["siar_settings"]
    token = invite(db(), person, now(), settings.secret_key)
    audit.record(db(), actor().name, "person_invited", f"person {person.id}", now(), after={"email": person.email})
    path = url_for("invitations.show", token=token)
    link = f"{settings.base_url or request.host_url.rstrip('/')}{path}"
    answer = make_response(render_template("person_invited.html", person=person, link=link))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _person(person_id: str) -> Person:
    found = db().get(Person, person_id)
    if found is None:
        raise NotFound("There is no such person.", "See the list of people.")
    return found


def _agency(agency_id: str) -> Agency:
    found = db().get(Agency, agency_id)
    if found is None:
        raise NotFound("There is no such agency.", "See the list of agencies.")
    return found


def _line(name: str) -> str:
    return " ".join(request.form.get(name, "").replace("\0", "").split())[:120]
