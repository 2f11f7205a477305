"""What else lies on the sample station's desk: announcements of its offices, each as far as it has come."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from scheduler.actors import acting_agency, acting_person
from scheduler.announcements.deciding import decide
from scheduler.announcements.submission import read_submission
from scheduler.announcements.writing import write
from scheduler.desk import Desk
from scheduler.people import Role, find_agency
from web.sample.station import person_of_role
from web.sample.texts import Row, sample_announcements

APPROVED = {"Waspada banjir dan longsor", "Batas akhir pembayaran PBB"}
SENT_BACK = {
    "Penutupan Jembatan Ciberang": "Lewat tengah malam. Tulis “keesokan harinya” supaya pendengar tidak keliru."
}


def fill_desk(desk: Desk, today: date, told: str) -> None:
    """Hand in the sample announcements, except the one whose title is `told`: that is the story's."""
    for number, row in enumerate(sample_announcements(today)):
        if row["title"] != told:
            with desk.database.writing() as session:
                _hand_in(session, desk, row, f"sample-{number}")


def _hand_in(session: Session, desk: Desk, row: Row, external_id: str) -> None:
    first_day = date.fromisoformat(row["flight"]["first_day"])
    submission = read_submission({**row, "external_id": external_id}, first_day)
    actor = acting_agency(find_agency(session, row["agency"]))
    announcement, is_new = write(session, actor, submission, desk.now())
    editor = acting_person(person_of_role(session, Role.EDITOR))
    if is_new and row["title"] in APPROVED:
        decide(session, editor, announcement.id, 1, "approve", desk.now())
    if is_new and row["title"] in SENT_BACK:
        decide(session, editor, announcement.id, 1, "request_changes", desk.now(), SENT_BACK[row["title"]])
