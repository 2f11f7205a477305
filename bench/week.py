"""1,000 episodes drawn in Chromium by the page of the week, and by the bare calendar that it is made of."""

from __future__ import annotations

import json
import re
import shutil
import statistics
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench._station import Station, sample_station

EPISODES = 1_000
ROUNDS = 7
Load = dict[str, float]
DATA = re.compile(r'(<script type="application/json" id="week-data">)(.*?)(</script>)', re.DOTALL)
CATEGORIES = ("news", "education", "culture", "entertainment", "public_service", "religion")
# from the moment at which the page asks for a calendar to the end of the frame that shows what is in sight, and all
TIMED = """
let timed;
const bareOnes = (options) => ({
  view: options.view, date: options.date, firstDay: 1, headerToolbar: options.headerToolbar, editable: true,
  slotMinTime: options.slotMinTime, slotMaxTime: options.slotMaxTime, eventClick: () => {},
  events: options.events.map(({ id, title, start, end }) => ({ id, title, start, end })),
});
const timedCreate = (create) => (place, options) => {
  const begun = performance.now();
  const made = create(place, location.hash === "#bare" ? bareOnes(options) : options);
  const look = () => {
    window.sightAfter ??= performance.now() - begun;
    window.drawn = made.getEvents().length;
    if (window.drawn >= 1000) window.drawnAfter = performance.now() - begun;
    else requestAnimationFrame(() => setTimeout(look));
  };
  requestAnimationFrame(() => setTimeout(look));
  return made;
};
Object.defineProperty(window, "EventCalendar", {
  get: () => timed,
  set: (real) => { timed = { ...real, create: timedCreate(real.create) }; },
});
"""


def run() -> list[tuple[str, str]]:
    """How long the page takes to draw them, and of the bare calendar's time how much that is."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return [("the week", "needs a browser: the Debian package chromium")]
    with sample_station() as station:
        ours, bare = measure(station, chromium)
    seen, whole, bare_whole = [
        median(times, name)
        for times, name in (
            (ours, "sightAfter"),
            (ours, "drawnAfter"),
            (bare, "drawnAfter"),
        )
    ]
    return [
        (f"of {EPISODES} episodes those in sight drawn, median of {ROUNDS} page loads", f"{seen:.0f} ms"),
        (f"all {EPISODES} drawn", f"{whole:.0f} ms"),
        ("those in sight, of the bare calendar's time for all", f"{seen / bare_whole:.2f}"),
        ("all, of the bare calendar's time for all", f"{whole / bare_whole:.2f}"),
    ]


def median(loads: list[Load], name: str) -> float:
    """Milliseconds."""
    return statistics.median(each[name] for each in loads)


def measure(station: Station, chromium: str) -> tuple[list[Load], list[Load]]:
    """Of each page load the milliseconds: our page, and the bare calendar on it; in turns, so that both meet the
    same."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=f"http://127.0.0.1:{station.port}", viewport={"width": 1440, "height": 900})
        sign_in(page, station)
        page.set_default_timeout(120_000)
        page.add_init_script(TIMED)
        page.route(re.compile(r"/pekan/[-\d]+$"), crowd)
        page.goto("/pekan")
        address = page.url.partition("?")[0]
        times = [load(page, address + mark) for _ in range(ROUNDS) for mark in ("", "#bare")]
        browser.close()
    return times[::2], times[1::2]


def sign_in(page: Any, station: Station) -> None:
    """As the sample's traffic manager."""
    logins = json.loads((Path(station.home) / "sample-logins.json").read_text())
    login = next(each for each in logins if each["role"] == "traffic")
    page.goto("/masuk")
    page.locator("input[type=email], input[name=email]").first.fill(login["email"])
    page.locator("input[type=password]").first.fill(login["password"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/")


def load(page: Any, address: str) -> Load:
    """One fresh load."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function("window.drawnAfter > 0")
    assert page.evaluate("window.drawn") == EPISODES
    return {name: float(page.evaluate(f"window.{name}")) for name in ("sightAfter", "drawnAfter")}


def crowd(route: Any) -> None:
    """The page as the station serves it, with a made-up week in it."""
    answer = route.fetch()
    head, data, end = DATA.split(answer.text())[1:4]
    settings = json.loads(data)
    like = settings["content"]["episodes"][0]
    first = datetime.fromisoformat(settings["content"]["begins"])
    settings["content"]["episodes"] = [episode(like, first, number) for number in range(EPISODES)]
    body = DATA.sub(lambda _: head + json.dumps(settings).replace("<", "\\u003c") + end, answer.text())
    route.fulfill(response=answer, body=body)


def episode(like: dict[str, Any], first: datetime, number: int) -> dict[str, Any]:
    """Ten minutes each, one after the other through all seven days."""
    starts = first + timedelta(days=number % 7, minutes=10 * (number // 7))
    return {
        **like,
        "id": f"episode-{number}",
        "title": f"Acara {number}",
        "host": "Neng Siti",
        "category": CATEGORIES[number % len(CATEGORIES)],
        "starts": starts.isoformat(),
        "ms": 600_000,
        "past": False,
        "cancelled": False,
        "clashes": False,
        "missing": "",
    }
