// What the server knows as what the calendar draws.
export const plus = (wall, milliseconds) => new Date(Date.parse(`${wall}Z`) + milliseconds).toISOString().slice(0, 19);
const element = (name, className, ...inner) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...inner);
  return node;
};

const SHORT_MS = 35 * 60000;

export function eventsOf(content, now, settings) {
  return [
    ...content.episodes.map((episode) => episodeEvent(episode, settings)),
    ...content.breaks.map((brk) => ({ id: `break ${brk.id}`, display: "background", start: brk.starts, end: plus(brk.starts, brk.ms), resourceIds: ["breaks"], extendedProps: { brk } })),
    ...content.fixtures.map((fixture, number) => fixtureEvent(fixture, number)),
    { id: "now", display: "background", start: now, end: plus(now, 60000), resourceIds: ["fixed", "breaks"], extendedProps: { now: true } },
  ];
}

function episodeEvent(episode, settings) {
  const classes = [`cat-${episode.category}`];
  if (episode.past) classes.push("ev-past");
  if (episode.cancelled) classes.push("ev-cancelled");
  if (episode.clashes) classes.push("ev-clash");
  return {
    id: episode.id,
    title: episode.title,
    start: episode.starts,
    end: plus(episode.starts, episode.ms),
    resourceIds: [episode.category, `source ${episode.source}`],
    editable: settings.editable && !episode.past && !episode.cancelled,
    classNames: classes,
    extendedProps: { episode },
  };
}

function fixtureEvent(fixture, number) {
  const off = fixture.kind === "off_air";
  return { id: `fixture ${number}`, display: "background", start: fixture.starts, end: plus(fixture.starts, fixture.ms), classNames: off ? ["off"] : [], resourceIds: ["fixed"], extendedProps: { fixture } };
}

export function resourcesOf(settings, by) {
  const prefix = by === "source" ? "source " : "";
  const names = by === "source" ? settings.sources : settings.categories;
  const rows = Object.entries(names).map(([id, title]) => ({ id: prefix + id, title }));
  const known = new Set(rows.map((row) => row.id));
  const others = by === "source" ? [] : [...new Set(settings.content.episodes.map((each) => each.category))].filter((id) => !known.has(id));
  return [{ id: "fixed", title: settings.words.fixed }, { id: "breaks", title: settings.words.breaks }, ...rows, ...others.map((id) => ({ id, title: id }))];
}

export function contentOf(info, words) {
  const { episode, brk, fixture, now } = info.event.extendedProps;
  if (brk) return { domNodes: [breakNode(brk)] };
  if (now) return { domNodes: [element("span", "now")] };
  if (fixture) return { domNodes: fixture.kind === "off_air" ? [] : [element("span", "fix", element("span", "", `${point(fixture.starts, words)} ${fixture.title}`))] };
  return { domNodes: episode ? [episodeNode(info, episode, words)] : [] };
}

function breakNode(brk) {
  const node = element("span", "brk", element("span", ""));
  node.dataset.break = brk.id;
  node.title = `${brk.starts.slice(11, 16)} · ${Math.round(brk.used / 1000)} / ${Math.round(brk.ms / 1000)} s`;
  node.firstChild.style.width = `${brk.ms ? Math.min(100, (100 * brk.used) / brk.ms) : 0}%`;
  return node;
}

function episodeNode(info, episode, words) {
  const ms = info.event.end - info.event.start;
  const node = element("span", ms <= SHORT_MS && !info.view.type.startsWith("list") ? "ev ev-short" : "ev");
  node.append(element("span", "ev-time", `${hour(info.event.start, words)}–${hour(info.event.end, words)}`), element("span", "ev-title", episode.title));
  if (episode.host && ms > SHORT_MS) node.append(element("span", "ev-host", episode.host));
  const marks = [
    episode.missing && element("span", episode.missing === "late" ? "ev-mark ev-mark-bad" : "ev-mark", words[episode.missing]),
    episode.clashes && element("span", "ev-mark ev-mark-bad", words.clash),
    episode.cancelled && element("span", "visually-hidden", words.cancelled),
    element("span", "visually-hidden", info.event.start.toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long" })),
  ].filter(Boolean);
  node.append(element("span", "ev-marks", ...marks));
  return node;
}

const separator = () => (document.documentElement.lang === "en" ? ":" : ".");
const hour = (moment) => `${String(moment.getHours()).padStart(2, "0")}${separator()}${String(moment.getMinutes()).padStart(2, "0")}`;
const point = (wall) => wall.slice(11, 16).replace(":", separator());
