"""The way of an announcement from draft to its end, and who may do what on it."""

from __future__ import annotations

from datetime import date

import pytest

from scheduler.announcements.deciding import awaiting_countersign, countersign, decide, expire, release_alone
from scheduler.announcements.finding import find_announcement, visible
from scheduler.announcements.writing import revise, submit, write
from scheduler.database import Database
from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from tests.conftest import NOW
from tests.scheduler.announcing import flight, office, submission, submitted, the


def test_an_approved_script_airs(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        assert announcement.status == "submitted"
        decide(session, the(session, "editor"), announcement.id, 1, "approve", NOW)
        assert announcement.status == "approved"
        assert announcement.on_air is announcement.newest


def test_a_draft_is_nobodys_to_approve(database: Database) -> None:
    with database.writing() as session:
        draft = submitted(session, draft=True)
        with pytest.raises(Conflict):
            decide(session, the(session, "editor"), draft.id, 1, "approve", NOW)
        submit(session, the(session, "sehat@dinkes.example"), draft.id, 1, NOW)
        decide(session, the(session, "editor"), draft.id, 1, "approve", NOW)


def test_an_edit_after_approval_leaves_the_approved_one_on_air(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        decide(session, the(session, "editor"), announcement.id, 1, "approve", NOW)
        official = the(session, "sehat@dinkes.example")
        revise(session, official, announcement.id, 1, submission(body="Nomor baru."), NOW)
        assert (announcement.status, announcement.revision, announcement.approved_revision) == ("submitted", 2, 1)
        assert announcement.on_air and announcement.on_air.number == 1
        assert announcement.revisions[0].body == "Bawa anak ke Posyandu terdekat."
        decide(session, the(session, "editor"), announcement.id, 2, "approve", NOW)
        assert announcement.on_air.number == 2


def test_an_approval_of_a_revision_that_changed_since_it_was_read_is_refused(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        revise(session, the(session, "sehat@dinkes.example"), announcement.id, 1, submission(body="Lain."), NOW)
        with pytest.raises(Conflict):
            decide(session, the(session, "editor"), announcement.id, 1, "approve", NOW)
        assert announcement.approved_revision is None


def test_a_hold_takes_it_off_until_a_newer_revision_is_approved(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        editor = the(session, "editor")
        decide(session, editor, announcement.id, 1, "approve", NOW)
        decide(session, editor, announcement.id, 1, "hold", NOW, "nomor telepon salah")
        assert (announcement.status, announcement.on_air) == ("held", None)
        with pytest.raises(Conflict):
            decide(session, editor, announcement.id, 1, "approve", NOW)
        revise(session, the(session, "sehat@dinkes.example"), announcement.id, 1, submission(body="Nomor benar."), NOW)
        assert announcement.on_air is None
        decide(session, editor, announcement.id, 2, "approve", NOW)
        assert announcement.on_air and announcement.on_air.number == 2


@pytest.mark.parametrize("role", ["editor", "traffic", "admin"])
def test_who_wrote_a_script_cannot_approve_it_whatever_the_role(database: Database, role: str) -> None:
    with database.writing() as session:
        writer = the(session, role)
        announcement, _ = write(session, writer, submission(agency="BPBD"), NOW)
        with pytest.raises(Forbidden):
            decide(session, writer, announcement.id, 1, "approve", NOW)


def test_who_wrote_an_earlier_revision_since_the_last_approval_cannot_approve_either(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        editor, traffic = the(session, "editor"), the(session, "traffic")
        revise(session, editor, announcement.id, 1, submission(body="Disunting redaksi."), NOW)
        revise(
            session, the(session, "sehat@dinkes.example"), announcement.id, 2, submission(body="Disunting dinas."), NOW
        )
        with pytest.raises(Forbidden):
            decide(session, editor, announcement.id, 3, "approve", NOW)
        decide(session, traffic, announcement.id, 3, "approve", NOW)
        revise(session, the(session, "sehat@dinkes.example"), announcement.id, 3, submission(body="Lagi."), NOW)
        decide(session, editor, announcement.id, 4, "approve", NOW)


@pytest.mark.parametrize("who", ["announcer", "sehat@dinkes.example"])
def test_announcers_and_officials_decide_nothing(database: Database, who: str) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        with pytest.raises(Forbidden):
            decide(session, the(session, who), announcement.id, 1, "approve", NOW)


def test_at_two_in_the_morning_with_a_flood_one_person_can_release_and_is_flagged(database: Database) -> None:
    with database.writing() as session:
        traffic = the(session, "traffic")
        announcement, _ = write(session, traffic, submission(agency="BPBD", priority=5), NOW)
        with pytest.raises(Invalid):
            release_alone(session, traffic, announcement.id, 1, NOW, " ")
        release_alone(session, traffic, announcement.id, 1, NOW, "banjir bandang, sendirian")
        assert announcement.on_air
        assert awaiting_countersign(announcement)
        with pytest.raises(Forbidden):
            countersign(session, traffic, announcement.id, NOW)
        countersign(session, the(session, "editor"), announcement.id, NOW)
        assert awaiting_countersign(announcement) is None


def test_an_editor_cannot_release_alone(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        with pytest.raises(Forbidden):
            release_alone(session, the(session, "editor"), announcement.id, 1, NOW, "tergesa")


def test_asking_for_changes_needs_a_note(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        with pytest.raises(Invalid):
            decide(session, the(session, "editor"), announcement.id, 1, "request_changes", NOW)
        decide(session, the(session, "editor"), announcement.id, 1, "request_changes", NOW, "Sebut tempatnya.")
        assert announcement.status == "changes_requested"


def test_an_agency_withdraws_its_own_and_that_ends_it(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        decide(session, office(session, "dinkes"), announcement.id, 1, "withdraw", NOW)
        assert announcement.status == "withdrawn"
        with pytest.raises(Conflict):
            decide(session, the(session, "editor"), announcement.id, 1, "approve", NOW)
        with pytest.raises(Conflict):
            revise(session, office(session, "dinkes"), announcement.id, 1, submission(), NOW)


def test_another_agencys_announcement_does_not_exist(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        other = the(session, "siaga@bpbd.example")
        for act in (
            lambda: find_announcement(session, other, announcement.id),
            lambda: revise(session, other, announcement.id, 1, submission(), NOW),
            lambda: decide(session, other, announcement.id, 1, "withdraw", NOW),
        ):
            with pytest.raises(NotFound):
                act()
        assert session.scalars(visible(other)).all() == []
        assert session.scalars(visible(the(session, "announcer"))).all() == [announcement]


def test_an_official_cannot_write_in_another_agencys_name(database: Database) -> None:
    with database.writing() as session, pytest.raises(Forbidden):
        write(session, the(session, "sehat@dinkes.example"), submission(agency="BPBD"), NOW)


def test_staff_write_what_an_agency_dictates_and_it_is_said_so(database: Database) -> None:
    with database.writing() as session:
        editor = the(session, "editor")
        announcement, _ = write(session, editor, submission(agency="bpbd"), NOW)
        assert announcement.agency.name == "BPBD"
        assert announcement.dictated_to_id == editor.person_id
        assert submitted(session).dictated_to_id is None


def test_the_same_external_id_is_the_same_announcement(database: Database) -> None:
    with database.writing() as session:
        first, is_new = write(session, office(session, "dinkes"), submission(external_id="D-7"), NOW)
        again, is_new_again = write(
            session, office(session, "dinkes"), submission(external_id="D-7", body="Lain."), NOW
        )
        other, _ = write(session, office(session, "bpbd"), submission(external_id="D-7"), NOW)
        assert (first.id, is_new, is_new_again) == (again.id, True, False)
        assert other.id != first.id


def test_a_form_sent_twice_makes_one_announcement_and_one_revision(database: Database) -> None:
    with database.writing() as session:
        official = the(session, "sehat@dinkes.example")
        first, _ = write(session, official, submission(), NOW, form_key="form-1")
        again, is_new = write(session, official, submission(), NOW, form_key="form-1")
        assert again.id == first.id and not is_new
        revise(session, official, first.id, 1, submission(body="Baru."), NOW)
        revise(session, official, first.id, 1, submission(body="Baru."), NOW)
        assert first.revision == 2


def test_an_announcement_expires_after_the_last_day_of_what_airs(database: Database) -> None:
    with database.writing() as session:
        announcement = submitted(session)
        decide(session, the(session, "editor"), announcement.id, 1, "approve", NOW)
        official = the(session, "sehat@dinkes.example")
        shorter = submission(flight=flight(last_day="2026-11-25"))
        revise(session, official, announcement.id, 1, shorter, NOW)
        assert expire(session, date(2026, 11, 28), NOW) == []
        assert expire(session, date(2026, 12, 1), NOW) == [announcement.id]
        assert announcement.status == "expired"
        assert expire(session, date(2026, 12, 2), NOW) == []
