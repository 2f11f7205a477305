"""The day under somebody's hand: each step shows what it does, can be taken back, and is published with a reason."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import delete

from playlists.hand_drafts import hand_draft
from playlists.publishing import publish_day
from playlists.versions import find_version, newest_version
from scheduler.library import LibrarySound
from tests.console.conftest import NOW, text_of

TODAY = date(2026, 11, 24)
HERE = "/hari/2026-11-24/ubah"


@pytest.fixture
def later(database, with_music):
    """Today is published; these are its items from a quarter of an hour on."""
    with database.writing() as session:
        day = publish_day(session, TODAY, "a colleague", NOW).day()
    return [item for item in day.items if item.starts_at > NOW + timedelta(minutes=15)]


@pytest.fixture
def hand(as_, later):
    """`hand("drop ID", number)`: press that button, as the page would by itself."""

    def press(step, number=0, **fields):
        data = {"step": step, "number": str(number), **fields}
        return text_of(as_("traffic").post(HERE, data=data, headers={"HX-Request": "true"}))

    return press


def test_an_item_is_dropped_the_times_after_it_shift_and_the_hole_is_told_and_filled(hand, later):
    page = hand(f"drop {later[0].id}")
    assert "belum utuh" in page
    assert f"semula {later[1].starts_at:%H.%M.%S}" in page
    assert "Terbitkan v2" not in page
    assert "Terbitkan v2" in hand("fill", 1)


def test_two_items_change_places_and_a_third_is_put_before_another(hand, later, database):
    hand(f"swap {later[0].id} {later[1].id}")
    hand(f"move {later[3].id} {later[2].id}", 1)
    with database.reading() as session:
        items = [item.id for item in hand_draft(session, TODAY).edited.items]
    start = items.index(later[1].id)
    assert items[start : start + 4] == [later[1].id, later[0].id, later[3].id, later[2].id]


def test_the_page_of_a_picked_item_offers_where_it_can_go(as_, later):
    page = as_("traffic").get(f"{HERE}?pilih={later[0].id}").get_data(as_text=True)
    assert f'value="move {later[0].id} {later[2].id}"' in page
    assert f'value="drop {later[1].id}"' not in page


def test_a_sound_of_the_library_and_words_to_read_live_are_put_in(hand, later, as_):
    page = as_("traffic").get(f"{HERE}?pilih={later[0].id}").get_data(as_text=True)
    jingle = re.search(r'value="(\w{26})">Jingle Radio Multatuli', page).group(1)
    assert "Jingle Radio Multatuli" in hand(f"insert {later[0].id}", sound_id=jingle)
    page = hand(f"insert {later[0].id}", 1, title="Sapaan pagi", minutes="2", transcript="Selamat pagi.")
    assert "Sapaan pagi" in page
    assert "2 langkah" in page


def test_each_step_is_taken_back_and_all_are_thrown_away(hand, later):
    hand(f"drop {later[0].id}")
    hand(f"drop {later[1].id}", 1)
    assert "1 langkah" in hand("undo", 2)
    assert "0 langkah" in hand("discard", 1)


def test_who_looked_before_a_colleagues_step_is_told_and_changes_nothing(hand, later, database):
    hand(f"drop {later[0].id}")
    assert "Orang lain sudah mengubah" in hand(f"drop {later[1].id}", 0)
    with database.reading() as session:
        assert hand_draft(session, TODAY).number == 1


@pytest.mark.parametrize("step", ["drop nothing", "explode", "move", "insert x", ""])
def test_a_step_that_makes_no_sense_is_told(as_, later, step):
    assert as_("traffic").post(HERE, data={"step": step, "number": "0"}).status_code in (404, 422)


def test_what_airs_within_ten_minutes_stands(hand, database, later):
    with database.reading() as session:
        on_air = next(item for item in find_version(session, TODAY).day().items if item.ends_at > NOW)
    assert "tetap seperti apa adanya" in hand(f"drop {on_air.id}")


def test_a_hand_made_day_is_published_with_its_reason_and_the_difference_says_what_went(as_, hand, later, database):
    hand(f"insert {later[0].id}", title="Sapaan pagi", minutes="2")
    traffic = as_("traffic")
    assert traffic.post(f"{HERE}/terbit", data={"number": "1", "reason": " "}).status_code == 422
    assert traffic.post(f"{HERE}/terbit", data={"number": "1", "reason": "tamu datang"}).status_code == 302
    with database.reading() as session:
        assert newest_version(session, TODAY).by_hand
    difference = text_of(traffic.get("/hari/2026-11-24/beda?dari=1&ke=2"))
    assert "baru – " in difference
    assert "Sapaan pagi" in difference
    assert "tamu datang" in text_of(traffic.get("/hari/2026-11-24"))


def test_a_publish_is_undone_by_bringing_the_older_version_back(as_, hand, later, database):
    hand(f"insert {later[0].id}", title="Sapaan pagi", minutes="2")
    as_("traffic").post(f"{HERE}/terbit", data={"number": "1", "reason": "tamu datang"})
    answer = as_("traffic").post("/hari/2026-11-24/kembali", data={"version": "1", "read_version": "2"})
    assert answer.status_code == 302
    with database.reading() as session:
        assert find_version(session, TODAY, 3).day().items == find_version(session, TODAY, 1).day().items


def test_steps_on_a_day_that_was_published_meanwhile_are_brought_over(as_, hand, later, database):
    hand(f"drop {later[-1].id}")
    with database.writing() as session:
        from playlists.keeping import keep_day

        row = newest_version(session, TODAY)
        keep_day(session, row.day(), row, "a colleague", NOW, "again")
    assert "Bawa langkah" in text_of(as_("traffic").get(HERE))
    assert "1 langkah" in hand("catch_up", 1)


@pytest.mark.parametrize("who", ["official", "announcer", "editor"])
def test_only_traffic_and_the_admin_change_a_day(as_, who):
    assert as_(who).get(HERE).status_code == 403
    assert as_(who).post("/hari/2026-11-24/kembali", data={"version": "1"}).status_code == 403


def test_tomorrow_says_at_a_glance_whether_it_is_whole(as_, with_music):
    assert "utuh" in text_of(as_("announcer").get("/hari/2026-11-25/sekilas"))


def test_tomorrow_without_anything_to_play_says_what_is_missing(as_):
    page = text_of(as_("announcer").get("/hari/2026-11-25/sekilas"))
    assert "belum utuh" in page
    assert "Tambahkan musik atau jingle ke pustaka" in page
    assert "Belum bisa terbit." in page
    assert "Mesin putar punya daftar" not in page


def test_tomorrow_that_is_not_whole_says_until_when_machines_have_something_to_play(as_, later, database):
    with database.writing() as session:
        session.execute(delete(LibrarySound))
    assert "Mesin putar punya daftar sampai Rab 25/11 04.00." in text_of(
        as_("announcer").get("/hari/2026-11-25/sekilas")
    )


def test_the_announcers_log_has_the_words_to_read(as_, hand, later):
    hand(f"insert {later[0].id}", title="Sapaan pagi", minutes="2", transcript="Selamat pagi, Lebak.")
    as_("traffic").post(f"{HERE}/terbit", data={"number": "1", "reason": "tamu datang"})
    assert "Selamat pagi, Lebak." in text_of(as_("announcer").get("/hari/2026-11-24/cetak"))
    file = as_("announcer").get("/hari/2026-11-24/cetak.pdf")
    assert (file.mimetype, file.data[:5]) == ("application/pdf", b"%PDF-")
