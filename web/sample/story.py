"""One announcement's way, told on the sample station: the same functions, queue, HTTP and agent that a station uses."""

from __future__ import annotations

import hashlib
import json
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from playlists.agent.agent import Agent
from playlists.agent.clock import SimulatedClock
from playlists.agent.outputs.kinds import output_named
from playlists.airings import latest_reported
from playlists.as_run import AsRunLine
from playlists.machines import add_machine
from playlists.publishing import replan
from scheduler.desk import Desk
from scheduler.errors import Unavailable
from scheduler.events import Event
from scheduler.people import Role
from scheduler.station import the_station
from scheduler.tokens import add_token
from web.sample.clockwork import StoryTime, served, worked
from web.sample.desk_week import fill_desk
from web.sample.station import SETTING_UP, Login, person_of_role, set_up
from web.sample.texts import sample_announcements

TOLD = "Klarifikasi pesan bantuan sosial"
OPENS = time(6)
PATIENCE_S = 120.0
Json = dict[str, Any]


@dataclass
class Summary:
    """What the story came to; `ms` of a step is real time, `at` the story's."""

    steps: list[Json] = field(default_factory=list)
    announcement_id: str = ""
    playlist: Json = field(default_factory=dict)
    media_sha256: str = ""
    as_run: Json = field(default_factory=dict)
    logins: list[Login] = field(default_factory=list)

    def as_json(self) -> str:
        """As the contract lays it out."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


Tell = Callable[[str, datetime, int], None]


class Story:
    """Carries one announcement from script to air. `tell` hears of each step: its name, its time, its milliseconds."""

    def __init__(self, desk: Desk, clock: StoryTime, today: date, tell: Tell) -> None:
        self.desk = desk
        self.clock = clock
        self.today = today
        self.tell = tell
        self.summary = Summary()
        self._since = monotonic()

    def run(self) -> Summary:
        """Tell it to the end. Raises Unavailable at the first step that did not truly happen."""
        with worked(self.desk), served(self.desk) as url:
            self.summary.logins = set_up(self.desk, self.today)
            fill_desk(self.desk, self.today, TOLD)
            self._wait("end of the work", self._idle)
            self._step("station opened")
            self._submit(url)
            self._approve(url)
            airing = self._place(url)
            self._play(url, airing)
            self._report(url, airing)
        return self.summary

    def _submit(self, url: str) -> None:
        row = next(each for each in sample_announcements(self.today) if each["title"] == TOLD)
        made = self._call("POST", f"{url}/api/v1/announcements", self._token(Role.OFFICIAL), row)
        self.summary.announcement_id = made["id"]
        self._step("submitted")

    def _approve(self, url: str) -> None:
        self.clock.pass_by(minutes=4)
        path = f"{url}/api/v1/announcements/{self.summary.announcement_id}"
        self._call("POST", f"{path}/decisions", self._token(Role.EDITOR), {"revision": 1, "decision": "approve"})
        self._step("approved")

    def _place(self, url: str) -> Json:
        """Wait for the recording and its first spot."""
        token = self._token(Role.EDITOR)
        path = f"{url}/api/v1/announcements/{self.summary.announcement_id}"
        recording = self._wait("recording", lambda: self._ready(self._call("GET", path, token)["recording"]))
        self.summary.media_sha256 = recording["sha256"]
        self._step("rendered")
        airing: Json = self._wait("spot", lambda: next(iter(self._call("GET", path, token)["airings"]), None))
        self._step("placed")
        return airing

    def _play(self, url: str, airing: Json) -> None:
        """A playout machine fetches the day, holds the recording, plays it and reports."""
        token = self._machine_token()
        day = self._call("GET", f"{url}/api/v1/playlists/{airing['date']}", token)
        if airing["item_id"] not in [item["id"] for item in day["items"]]:
            raise Unavailable("The published day does not hold the spot.")
        self.summary.playlist = {"date": day["date"], "version": day["version"]}
        self._step("published")
        planned = datetime.fromisoformat(airing["planned_at"])
        self.clock.set_to(planned - timedelta(minutes=2))
        folder = self.desk.settings.home / "sample-machine"
        agent = Agent(url, token, folder, [output_named("null")], SimulatedClock(self.clock.now()))
        agent.run(until=planned + timedelta(minutes=3))
        self._check_fetched(folder)
        self._step("fetched")
        self.clock.set_to(planned + timedelta(minutes=3))

    def _report(self, url: str, airing: Json) -> None:
        path = f"{url}/api/v1/announcements/{self.summary.announcement_id}"
        told = self._call("GET", path, self._token(Role.OFFICIAL))["airings"]
        if not any(each["item_id"] == airing["item_id"] and each["outcome"] == "aired" for each in told):
            raise Unavailable("The spot was not reported as aired: %(told)s.", told=str(told)[:400])
        with self.desk.database.reading() as session:
            line = session.scalars(select(AsRunLine).where(AsRunLine.item_id == airing["item_id"])).one()
            self.summary.as_run = _line_as_json(line, the_station(session).zone)
        self._step("aired")

    def _check_fetched(self, folder: Path) -> None:
        wanted = self.summary.media_sha256
        held = [each for each in (folder / "media").rglob(f"{wanted}*") if each.is_file()]
        if not held or hashlib.sha256(held[0].read_bytes()).hexdigest() != wanted:
            raise Unavailable("The machine does not hold the recording that was made.")

    def _step(self, name: str) -> None:
        now = monotonic()
        milliseconds = round((now - self._since) * 1000)
        with self.desk.database.reading() as session:
            at = self.clock.now().astimezone(the_station(session).zone)
        self.summary.steps.append({"step": name, "at": at.isoformat(timespec="seconds"), "ms": milliseconds})
        self.tell(name, at, milliseconds)
        self._since = now

    def _token(self, role: Role) -> str:
        with self.desk.database.writing() as session:
            return add_token(session, person_of_role(session, role), self.clock.now())

    def _machine_token(self) -> str:
        """The sample machine keeps its token beside its cache, so that a second story goes on with it."""
        file = self.desk.settings.home / "sample-machine.token"
        if not file.exists():
            with self.desk.database.writing() as session:
                _, token = add_machine(session, "studio-1", SETTING_UP, self.clock.now())
            file.touch(mode=0o600)
            file.write_text(token)
        return file.read_text()

    def _idle(self) -> Json | None:
        with self.desk.database.reading() as session:
            waiting = session.scalar(select(func.count()).select_from(Event).where(Event.handled_at.is_(None)))
        return None if waiting else {"waiting": 0}

    @staticmethod
    def _ready(recording: Json) -> Json | None:
        if recording["status"] == "failed":
            raise Unavailable("The recording failed: %(why)s.", why=recording["detail"])
        return recording if recording["status"] == "ready" else None

    @staticmethod
    def _wait(what: str, look: Callable[[], Json | None]) -> Json:
        deadline = monotonic() + PATIENCE_S
        while monotonic() < deadline:
            if found := look():
                return found
            sleep(0.03)
        raise Unavailable("No %(what)s came in %(seconds)d s.", what=what, seconds=PATIENCE_S)

    @staticmethod
    def _call(method: str, url: str, token: str, body: Json | None = None) -> Any:
        request = urllib.request.Request(  # noqa: S310  (our own server, on this machine)
            url,
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  (as above)
            return json.load(answer)


def story_begins(session: Session, today: date) -> datetime:
    """Six in the morning of that day, or after what has aired of it already when the story is told again."""
    opens = datetime.combine(today, OPENS, tzinfo=the_station(session).zone)
    reported = latest_reported(session, today)
    return max(opens, reported + timedelta(minutes=5)) if reported else opens


def publish_around(desk: Desk, real_now: datetime) -> None:
    """Publish the days around the real moment too, so that a machine started now has something to play."""
    replan(desk.database, real_now, SETTING_UP, "sample station opened")


def _line_as_json(line: AsRunLine, zone: Any) -> Json:
    return {
        "seq": line.seq,
        "item_id": line.item_id,
        "playlist_version": line.playlist_version,
        "started_at": line.started_at and line.started_at.astimezone(zone).isoformat(timespec="milliseconds"),
        "ended_at": line.ended_at and line.ended_at.astimezone(zone).isoformat(timespec="milliseconds"),
        "outcome": line.outcome,
        "detail": line.detail,
        "title": line.title,
        "kind": line.kind,
        "sha256": line.sha256,
    }
