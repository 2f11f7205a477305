// What lies over the programmes in the week and the day: breaks with how full they are, fixed times, and now.
import { element, plus, point } from "./week-events.js";

const DAY_MS = 86400000;
const since = (wall, start) => Date.parse(`${wall}Z`) - Date.parse(`${start}Z`);

// `days` are the ISO dates of the columns; `begins` the wall-clock start of a broadcast day, such as 04:00.
export function drawOver(place, days, begins, content, now) {
  place.querySelector(".week-over")?.remove();
  const body = place.querySelector(".ec-time-grid .ec-body");
  if (!body) return;
  const columns = days.map((day) => ({ start: `${day}T${begins}:00`, node: element("div", "week-over-day") }));
  const put = (wall, node, ms = 0) => {
    const column = columns.find(({ start }) => since(wall, start) + ms > 0 && since(wall, start) < DAY_MS);
    if (!column) return;
    node.style.top = share(Math.max(0, since(wall, column.start)));
    if (ms) node.style.height = share(Math.min(ms, DAY_MS - since(wall, column.start)));
    column.node.append(node);
  };
  for (const brk of content.breaks) put(brk.starts, breakNode(brk));
  for (const fixture of content.fixtures) {
    if (fixture.kind === "off_air") put(fixture.starts, element("div", "off"), fixture.ms);
    else put(fixture.starts, element("div", "fix", fixtureName(fixture)));
  }
  put(now, element("div", "now"));
  body.append(element("div", "week-over", ...columns.map(({ node }) => node)));
}

const share = (ms) => `${(100 * ms) / DAY_MS}%`;

export const fixtureName = (fixture) => element("span", "", `${point(fixture.starts)} ${fixture.title.replace(/^Adzan /, "")}`);

export function breakNode(brk) {
  const node = element("span", "brk");
  node.dataset.break = brk.id;
  node.title = `${point(brk.starts)} · ${Math.round(brk.used / 1000)} / ${Math.round(brk.ms / 1000)} s`;
  node.style.setProperty("--full", `${brk.ms ? Math.min(100, (100 * brk.used) / brk.ms) : 0}%`);
  return node;
}
