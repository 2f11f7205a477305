// What the server knows as what the calendar draws.
import { breakNode, fixtureName } from "./week-over.js";

export const plus = (wall, milliseconds) => new Date(Date.parse(`${wall}Z`) + milliseconds).toISOString().slice(0, 19);
const two = (number) => String(number).padStart(2, "0");
export const dayOfWall = (wall) => wall.slice(0, 10);
export const isoDay = (moment) => `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
export const isoTime = (moment) => `${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
export const element = (name, className, ...inner) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...inner);
  return node;
};

const SHORT_MS = 35 * 60000; // no room for two lines
const LINE_MS = 60 * 60000; // no room for a title of two lines

const longDay = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long" });

// In rows, breaks and fixed times have rows of their own; elsewhere they lie over the programmes, drawn by themselves.
export function eventsOf(content, now, editable, inRows) {
  const episodes = content.episodes.map((episode) => episodeEvent(episode, editable));
  if (!inRows) return episodes;
  return [
    ...episodes,
    ...content.breaks.map((brk) => backgroundEvent(`break ${brk.id}`, brk, ["breaks"], { brk })),
    ...content.fixtures.map((fixture, number) => backgroundEvent(`fixture ${number}`, fixture, ["fixed"], { fixture })),
    backgroundEvent("now", { starts: now, ms: 60000 }, ["fixed", "breaks"], { now: true }),
  ];
}

function backgroundEvent(id, { starts, ms }, resourceIds, extendedProps) {
  return { id, display: "background", start: starts, end: plus(starts, ms), resourceIds, extendedProps };
}

function episodeEvent(episode, editable) {
  const classes = [`cat-${episode.category}`];
  if (episode.past) classes.push("ev-past");
  if (episode.cancelled) classes.push("ev-cancelled");
  if (episode.clashes) classes.push("ev-clash");
  if (episode.ms <= SHORT_MS) classes.push("ev-short");
  else if (episode.ms <= LINE_MS) classes.push("ev-line");
  return {
    id: episode.id,
    title: episode.title,
    start: episode.starts,
    end: plus(episode.starts, episode.ms),
    resourceIds: [episode.category, `source ${episode.source}`],
    editable: editable && !episode.past && !episode.cancelled,
    classNames: classes,
    extendedProps: { episode },
  };
}

export function resourcesOf(settings, by) {
  const prefix = by === "source" ? "source " : "";
  const names = by === "source" ? settings.sources : settings.categories;
  const rows = names.map(([id, title]) => ({ id: prefix + id, title }));
  const known = new Set(rows.map((row) => row.id));
  const others = by === "source" ? [] : [...new Set(settings.content.episodes.map((each) => each.category))].filter((id) => !known.has(id));
  return [{ id: "fixed", title: settings.words.fixed }, { id: "breaks", title: settings.words.breaks }, ...rows, ...others.map((id) => ({ id, title: id }))];
}

export function contentOf(info, words) {
  const { episode, brk, fixture, now } = info.event.extendedProps;
  if (brk) return { domNodes: [breakNode(brk)] };
  if (now) return { domNodes: [element("span", "now")] };
  if (fixture) return { domNodes: fixture.kind === "off_air" ? [] : [element("span", "fix", fixtureName(fixture))] };
  return { domNodes: episode ? episodeNodes(info, episode, words) : [] };
}

function episodeNodes(info, episode, words) {
  const { start, end } = info.event;
  const isTight = info.view.type === "timeGridWeek" && end - start <= SHORT_MS; // then the title needs the room
  const nodes = [element("span", "ev-time", isTight ? hour(start) : `${hour(start)}–${hour(end)}`), element("span", "ev-title", episode.title)];
  if (episode.host && end - start > SHORT_MS) nodes.push(element("span", "ev-host", episode.host));
  if (episode.missing) nodes.push(element("span", episode.missing === "late" ? "ev-mark ev-mark-bad" : "ev-mark", words[episode.missing]));
  if (episode.clashes) nodes.push(element("span", "ev-mark ev-mark-bad", words.clash));
  return nodes;
}

// What an episode's own words leave out: its day, and what is the matter with it.
export function describe(info, words) {
  const { episode } = info.event.extendedProps;
  if (!episode) return;
  info.el.dataset.episode = episode.id;
  const matters = [episode.missing && words[episode.missing], episode.cancelled && words.cancelled, episode.altered && words.altered];
  info.el.title = [longDay.format(info.event.start), ...matters].filter(Boolean).join(" · ");
}

const separator = () => (document.documentElement.lang === "en" ? ":" : ".");
const hour = (moment) => `${two(moment.getHours())}${separator()}${two(moment.getMinutes())}`;
export const point = (wall) => wall.slice(11, 16).replace(":", separator());
