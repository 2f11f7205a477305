"""The calls whose answers stand in the OpenAPI document as examples: one announcement's way over the API.

`python -m tests.web.example_calls` writes them down anew, after a change of what is answered.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from playlists.formats import FORMATS
from playlists.items import Item
from playlists.publishing import replan
from playlists.versions import find_version
from scheduler.announcements.tables import Announcement
from scheduler.database import Database
from tests.conftest import furnish
from tests.playlists.airtime import DAY, SIX, add_recording, furnish_long_music
from tests.web.service import Service, open_service
from web.api import examples
from web.rooms import metadata

FILE = Path(examples.__file__).with_name("examples.json")
SITE = "https://siar.example"
SUBMISSION = {
    "title": "Imunisasi campak serentak",
    "body": "Dinas Kesehatan mengajak orang tua membawa anak ke Posyandu, Senin, 30 November 2026.",
    "category": "layanan_publik",
    "language": "id",
    "priority": 3,
    "external_id": "dinkes-2026-117",
    "flight": {
        "first_day": "2026-11-24",
        "last_day": "2026-11-30",
        "spots_per_day": 1,
        "dayparts": ["siang"],
        "separation_min": 60,
        "total": None,
    },
}
HEARTBEAT = {
    "versions": {"2026-11-24": 1},
    "cached_until": "2026-11-27T04:00:00.000+07:00",
    "clock_offset_ms": 12.5,
    "clock_trusted": True,
    "now_playing": {"item_id": None, "title": "Degung pagi"},
    "on_air": True,
    "disk_free_bytes": 51_000_000_000,
}
NOWHERE = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


class Recorder:
    """Asks, and keeps what was answered under the call's name in the document."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.found: dict[str, Any] = defaultdict(dict)

    def ask(self, call: str, token: str | None, name: str, body: Any = None, **fields: str) -> TestResponse:
        """`fields` go into the path (`name` there is `name_`) or, where it has no such place, into the query."""
        method, _, path = call.partition(" ")
        places = {key.rstrip("_"): value for key, value in fields.items()}
        query = {key: value for key, value in places.items() if f"{{{key}}}" not in path}
        answer = self._service.client.open(
            f"/api{path.format(**places)}",
            method=method,
            json=body,
            query_string=query,
            headers={"Authorization": f"Bearer {token}"} if token else {},
            base_url=SITE,
        )
        if answer.status_code < 300 and body is not None:
            self.found[call].setdefault("request", {name: {"value": body}})
        if answer.data:
            told = self.found[call].setdefault(str(answer.status_code), {}).setdefault(answer.mimetype, {})
            told[name] = {"value": answer.json if answer.is_json else answer.get_data(as_text=True)}
        return answer


def story(service: Service) -> dict[str, Any]:
    """All answers, under their calls."""
    recorder = Recorder(service)
    replan(service.desk.database, SIX, "siar", "horizon")
    _submit_and_decide(recorder, service)
    with service.desk.database.writing() as session:
        add_recording(session, session.scalars(select(Announcement)).one())
    replan(service.desk.database, SIX, "siar", "recording ready")
    _follow(recorder, service)
    _fetch(recorder, service)
    _report(recorder, service)
    return json.loads(json.dumps(recorder.found))  # type: ignore[no-any-return]


def _submit_and_decide(recorder: Recorder, service: Service) -> None:
    office, editor = service.token("dinkes"), service.token("editor@radio.example")
    submit, decide = "POST /v1/announcements", "POST /v1/announcements/{announcement_id}/decisions"
    made = recorder.ask(submit, office, "submitted", SUBMISSION).get_json()["id"]
    recorder.ask(submit, office, "there already", SUBMISSION)
    recorder.ask(submit, office, "several faults", {"title": "", "body": "x", "flight": {}})
    recorder.ask(submit, None, "no token", SUBMISSION)
    recorder.ask(submit, office, "for another agency", {**SUBMISSION, "agency": "bpbd"})
    recorder.ask(submit, editor, "no such agency", {**SUBMISSION, "agency": "nobody"})
    approve = {"revision": 1, "decision": "approve", "note": ""}
    recorder.ask(decide, office, "not an editor", approve, announcement_id=made)
    recorder.ask(decide, editor, "approved", approve, announcement_id=made)
    recorder.ask(decide, editor, "changed meanwhile", {**approve, "revision": 7}, announcement_id=made)
    recorder.ask(decide, editor, "unknown decision", {**approve, "decision": "explode"}, announcement_id=made)
    recorder.ask(decide, editor, "no such announcement", approve, announcement_id=NOWHERE)
    recorder.ask(decide, None, "no token", approve, announcement_id=made)


def _follow(recorder: Recorder, service: Service) -> None:
    office, other = service.token("dinkes"), service.token("bpbd")
    listing, one = "GET /v1/announcements", "GET /v1/announcements/{announcement_id}"
    made = recorder.ask(listing, office, "one announcement", status="approved").get_json()["items"][0]["id"]
    recorder.ask(listing, office, "unknown status", status="lost")
    recorder.ask(listing, None, "no token")
    recorder.ask(one, office, "placed", announcement_id=made)
    recorder.ask(one, other, "another agency's", announcement_id=made)
    recorder.ask(one, None, "no token", announcement_id=made)


def _fetch(recorder: Recorder, service: Service) -> None:
    machine, office = service.machine, service.token("dinkes")
    day, listing = "GET /v1/playlists/{name}", "GET /v1/playlists"
    for ext in FORMATS:
        recorder.ask(day, machine, ext, name_=f"2026-11-24.{ext}")
    recorder.ask(day, machine, "not published", name_="2027-01-01")
    recorder.ask(day, machine, "no such version", name_="2026-11-24", version="first")
    recorder.ask(day, None, "no token", name_="today")
    recorder.ask(listing, machine, "three days", from_="today")
    recorder.ask(listing, machine, "wrong way round", from_="2026-11-25", to="2026-11-24")
    recorder.ask(listing, machine, "no date", from_="yesterday")
    for name in ("versions", "diff"):
        call = f"GET /v1/playlists/{{day}}/{name}"
        recorder.ask(call, machine, "two versions", day="2026-11-24")
        recorder.ask(call, machine, "not published", day="2027-01-01")
        recorder.ask(call, office, "an agency", day="2026-11-24")
        recorder.ask(call, None, "no token", day="2026-11-24")
    recorder.ask("GET /v1/playlists/{day}/diff", machine, "no such version", day="2026-11-24", to="0")
    recorder.ask(listing, office, "an agency")
    recorder.ask(listing, None, "no token")


def _report(recorder: Recorder, service: Service) -> None:
    machine, pulse, beat, as_run = service.machine, "GET /v1/pulse", "POST /v1/heartbeat", "POST /v1/as-run"
    recorder.ask(pulse, machine, "nothing to do")
    recorder.ask(pulse, None, "no token")
    recorder.ask(beat, machine, "on air", HEARTBEAT)
    recorder.ask(beat, machine, "wrong kinds", {"on_air": "yes", "disk_free_bytes": None})
    recorder.ask(beat, None, "no token", HEARTBEAT)
    with service.desk.database.reading() as session:
        item = next(each for each in find_version(session, DAY).day().items if each.kind == "spot")
    recorder.ask(as_run, machine, "two lines", [_line(1, item), {"seq": 2, "outcome": "lost"}])
    recorder.ask(as_run, machine, "not a list", {"seq": 1})
    recorder.ask(as_run, None, "no token", [])


def _line(seq: int, item: Item) -> dict[str, Any]:
    return {
        "seq": seq,
        "item_id": item.id,
        "playlist_version": 2,
        "started_at": item.starts_at.isoformat(timespec="milliseconds"),
        "ended_at": item.ends_at.isoformat(timespec="milliseconds"),
        "outcome": "aired",
        "detail": None,
        "title": item.title,
        "kind": item.kind,
        "sha256": item.media.sha256 if item.media else None,
    }


def told_now() -> dict[str, Any]:
    """The story, on a small station of its own."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/siar.db")
        metadata().create_all(database.engine)
        with database.writing() as session:
            furnish(session)
            furnish_long_music(session)
        try:
            return story(open_service(database, Path(folder) / "home", lambda: SIX))
        finally:
            database.close()


if __name__ == "__main__":
    FILE.write_text(json.dumps(told_now(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
