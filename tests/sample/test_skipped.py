"""A spot that an operator skips is on the audit log, in the as-run and in the office's proof: seen in a real browser,
with a machine that really plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from playlists.agent.agent import Agent
from playlists.agent.clock import SimulatedClock
from playlists.agent.outputs.kinds import output_named
from playlists.airings import Airing
from playlists.as_run import AsRunLine
from playlists.watching import watch_air
from scheduler.desk import Desk, open_desk
from scheduler.settings import read_settings
from tests.browsing import CHROMIUM
from tests.sample.test_story import few_sounds
from web.cli.demo import ZONE, tell_story
from web.sample import station, story
from web.sample.clockwork import StoryTime, served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs a browser: the Debian package chromium")
SECOND = timedelta(seconds=1)


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[story.Summary, Desk, StoryTime]:
    """The sample station after its story, with few sounds and nothing else on the desk."""
    monkeypatch.setattr(station, "make_samples", few_sounds)
    monkeypatch.setattr(story, "fill_desk", lambda *_: None)
    summary = tell_story(tmp_path / "home", datetime(2026, 11, 24, 9, 0, tzinfo=ZONE))
    clock = StoryTime(datetime.fromisoformat(summary.as_run["ended_at"]))
    return summary, open_desk(read_settings(home=tmp_path / "home"), clock.now), clock


@pytest.fixture
def page_of(chromium: Any, told: Any) -> Iterator[Any]:
    """`page_of(address, role)`: a page of the browser of that person."""
    contexts = []

    def sign_in(address: str, role: str) -> Any:
        login = next(each for each in told[0].logins if each.role == role)
        contexts.append(chromium.new_context(locale="id-ID", base_url=address))
        page = contexts[-1].new_page()
        page.set_default_timeout(30_000)
        page.goto("/masuk")
        page.get_by_label("E-mail").fill(login.email)
        page.get_by_label("Kata sandi").fill(login.password)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/")
        return page

    yield sign_in
    for context in contexts:
        context.close()


def next_airing(desk: Desk) -> Airing:
    with desk.database.reading() as session:
        coming = Airing.planned_at > desk.now()
        return session.scalars(select(Airing).where(coming).order_by(Airing.planned_at)).first()


def play(address: str, folder: Path, token: str, clock: StoryTime, airing: Airing, press: Callable[[], None]) -> None:
    """A machine plays from before the airing to after it; `press` is called once, five seconds into it."""
    time = SimulatedClock(airing.planned_at - 40 * SECOND)
    wait, due = time.wait, [press]

    def and_press(seconds: float | None) -> None:
        wait(seconds)
        clock.set_to(time.now())
        if due and time.now() >= airing.planned_at + 5 * SECOND:
            due.pop()()

    time.wait = and_press
    Agent(address, token, folder, [output_named("null")], time).run(until=airing.planned_at + 90 * SECOND)


def test_a_skipped_spot_stands_on_the_audit_log_in_the_as_run_and_in_the_offices_proof(
    told: tuple[story.Summary, Desk, StoryTime], page_of: Any, tmp_path: Path
) -> None:
    summary, desk, clock = told
    airing = next_airing(desk)
    token = (desk.settings.home / "sample-machine.token").read_text()
    with served(desk) as address:
        operator = page_of(address, "announcer")

        def press() -> None:
            operator.goto("/")
            assert operator.locator("#on-air-title").inner_text() == summary.as_run["title"]
            operator.get_by_role("button", name="Lewati").click()
            operator.get_by_text("sedang dikirim ke studio-1").wait_for()

        clock.set_to(airing.planned_at - 40 * SECOND)
        play(address, tmp_path / "agent", token, clock, airing, press)
        with desk.database.writing() as session:
            watch_air(session, "siar", desk.now())
            line = session.scalars(select(AsRunLine).where(AsRunLine.item_id == airing.item_id)).one()
            assert (line.outcome, line.detail) == ("partial", "skipped by the operator")

        admin, official = page_of(address, "admin"), page_of(address, "official")
        admin.goto("/riwayat")
        assert "skip" in admin.get_by_role("row", name="memberi perintah").inner_text()
        official.goto(f"/naskah/{summary.announcement_id}/bukti")
        row = official.get_by_role("row", name=f"{airing.planned_at.astimezone(ZONE):%d/%m %H.%M.%S}")
        assert "dilewati oleh operator" in row.inner_text()
