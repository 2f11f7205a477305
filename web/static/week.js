// The week: a calendar over what the server knows. Every change is the server's; this only draws, asks and tells.
import { contentOf, describe, eventsOf, plus, resourcesOf } from "./week-events.js";
import { drawOver } from "./week-over.js";
import { openPanel, send, wirePanel } from "./week-panel.js";
import { dragging } from "./week-drag.js";

const settings = JSON.parse(document.getElementById("week-data").textContent);
const { urls, words } = settings;
const place = document.getElementById("week-calendar");
const narrow = matchMedia("(max-width: 47.99rem)");
const loadedAt = performance.now();
let content = settings.content;

const at = (url, id) => url.replace("ID", encodeURIComponent(id));
const nowAtStation = () => plus(content.now, performance.now() - (content.readAt ?? loadedAt));
const today = () => plus(nowAtStation(), -dayBegins).slice(0, 10);
const dayBegins = (() => { const [hours, minutes] = content.begins.slice(11, 16).split(":").map(Number); return (hours * 60 + minutes) * 60000; })();
const slots = { slotMinTime: content.begins.slice(11, 16), slotMaxTime: `${24 + Math.floor(dayBegins / 3600000)}:${content.begins.slice(14, 16)}` };

const views = [...document.querySelectorAll("[data-week-view]")];
const group = document.getElementById("week-group");
const startView = () => {
  const asked = new URLSearchParams(location.search).get("tampilan");
  if (views.some((button) => button.dataset.weekView === asked)) return asked;
  return narrow.matches ? "listWeek" : "timeGridWeek";
};

const drag = dragging({ settings, at, refresh, tell: (answer) => tell(answer), events: () => content });
let calendar;
calendar = EventCalendar.create(place, {
  view: startView(),
  date: settings.day,
  firstDay: 1,
  locale: settings.locale,
  headerToolbar: { start: "", center: "", end: "" },
  ...slots,
  slotDuration: "00:30",
  slotHeight: 30,
  slotWidth: 44,
  snapDuration: "00:05",
  scrollTime: scrollTo(),
  allDaySlot: false,
  nowIndicator: false,
  editable: settings.editable,
  longPressDelay: 400,
  eventTimeFormat: () => "", // ours is written with the title; the calendar's own would take most of the drawing time
  slotLabelFormat: (moment) => clock(moment),
  dayHeaderFormat: (moment) => dayHead(moment, { weekday: "short", day: "numeric", month: "numeric" }),
  listDayFormat: (moment) => dayHead(moment, { weekday: "long" }),
  listDaySideFormat: { day: "numeric", month: "long" },
  noEventsContent: words.empty,
  highlightedDates: [today()],
  resources: resourcesOf(settings, "category"),
  events: drawn(),
  eventContent: (info) => contentOf(info, words),
  eventDidMount: (info) => describe(info, words),
  eventClick: (info) => {
    info.jsEvent.preventDefault(); // the Enter that opens the panel must not press its first button
    openPanel(at(urls.episode, info.event.id));
  },
  dateClick: urls.add && settings.editable ? (info) => drag.offer(info) : undefined,
  ...drag.options,
  views: { listWeek: { validRange: narrow.matches && settings.day === today() ? { start: settings.day } : undefined }, resourceTimelineDay: { slotDuration: "00:30" }, timeGridDay: { dayHeaderFormat: (moment) => dayHead(moment, { weekday: "long", day: "numeric", month: "long" }) } },
});

function clock(moment) { return `${moment.getHours()}${settings.locale === "id" ? "." : ":"}${String(moment.getMinutes()).padStart(2, "0")}`; }
function dayHead(moment, format) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "week-day", title: words.breaksOf, textContent: moment.toLocaleDateString(settings.locale, format) });
  button.dataset.weekOpen = urls.breaks.replace(settings.first, isoDay(moment));
  return { domNodes: [button] };
}
function isoDay(moment) { return `${moment.getFullYear()}-${String(moment.getMonth() + 1).padStart(2, "0")}-${String(moment.getDate()).padStart(2, "0")}`; }
function scrollTo() {
  const hour = content.episodes.length ? Math.max(5, Number(nowAtStation().slice(11, 13)) - 2) : 5;
  return settings.first <= today() && today() <= plus(`${settings.first}T00:00:00`, 6 * 86400000).slice(0, 10) ? `${String(hour).padStart(2, "0")}:00` : "05:00";
}
function drawn() { return eventsOf(content, nowAtStation(), settings, inRows()); }
function inRows() { return (calendar?.getOption("view") ?? startView()) === "resourceTimelineDay"; }
function shownDays() {
  const days = calendar.getOption("view") === "timeGridDay" ? [isoDay(calendar.getOption("date"))] : [0, 1, 2, 3, 4, 5, 6].map((n) => plus(`${settings.first}T00:00:00`, n * 86400000).slice(0, 10));
  return days;
}
function redraw() {
  calendar.setOption("events", drawn());
  over();
}
// The calendar calls itself a table, whose cells may hold no buttons: to who listens it is plain days full of them.
const UNTRUE = ["table", "row", "rowgroup", "cell", "columnheader", "rowheader", "list", "listitem"].map((role) => `[role="${role}"]`).join(", ");
function over() {
  for (const node of place.querySelectorAll(UNTRUE)) for (const name of ["role", "aria-colindex", "aria-rowindex", "aria-colcount", "aria-rowcount"]) node.removeAttribute(name);
  drawOver(place, shownDays(), slots.slotMinTime, content, nowAtStation());
}

export async function refresh() {
  const answer = await fetch(urls.content, { headers: { "If-None-Match": `"${content.stamp}"` } }).catch(() => null);
  if (!answer?.ok) return;
  const wasPlacing = content.placing;
  content = { ...(await answer.json()), readAt: performance.now() };
  redraw();
  showUndo();
  htmx.trigger(document.body, "week:changed");
  if (wasPlacing && !content.placing) toast(words.replaced);
}

// While spots are being placed the page asks each second; else now and then, so that others' changes are seen.
const ASK_MS = 15000;
let askedAt = Date.now();
setInterval(() => {
  if (document.hidden || (!content.placing && Date.now() - askedAt < ASK_MS)) return;
  askedAt = Date.now();
  refresh();
}, 1000);
setInterval(() => (inRows() ? redraw() : over()), 60000);
document.body.addEventListener("htmx:afterSettle", () => {
  for (const note of document.querySelectorAll(".week-placing")) note.hidden = !content.placing;
  for (const bar of document.querySelectorAll("[data-week-share]:empty")) drawShare(bar);
});

function drawShare(bar) {
  const part = bar.appendChild(document.createElement("i"));
  part.style.width = `${Math.min(100, bar.dataset.weekShare)}%`;
  if (!bar.dataset.weekGoal) return;
  bar.appendChild(document.createElement("b")).style.left = `${bar.dataset.weekGoal}%`;
}

const undo = document.getElementById("week-undo");
function showUndo() {
  if (!undo) return;
  undo.querySelector("button").disabled = !content.undo;
  undo.elements.step.value = content.undo?.id ?? "";
  undo.querySelector(".week-undo-what").textContent = content.undo?.name ?? "";
}

const toastPlace = document.getElementById("week-toast");
let toastEnds;
function toast(text, withUndo) {
  clearTimeout(toastEnds);
  toastPlace.replaceChildren(text);
  if (withUndo && content.undo) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: words.undo });
    button.addEventListener("click", () => undo.requestSubmit());
    toastPlace.append(button);
  }
  toastEnds = setTimeout(() => toastPlace.replaceChildren(), 8000);
}

// What an answer says goes to the toast; what still wants a look (a clash, somebody else's change) to the card.
const told = document.getElementById("week-card-told");
export function tell(answer, heading) {
  const panelPlace = document.querySelector("#week-panel[open] .week-card-place");
  const target = answer.ok ? told : panelPlace ?? told;
  target.replaceChildren();
  if (answer.card) {
    const card = Object.assign(document.createElement("div"), { className: "week-told-card" });
    if (heading) card.append(Object.assign(document.createElement("h3"), { textContent: heading }));
    const inner = document.createElement("div");
    inner.innerHTML = answer.card;
    const close = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-icon", textContent: "×", ariaLabel: "×" });
    close.dataset.weekDismiss = "";
    card.append(inner, close);
    target.append(card);
    target.scrollIntoView({ block: "nearest" });
  }
  if (answer.told) toast(answer.told, true);
}

async function submit(form, button) {
  const answer = await send(form, button?.getAttribute("formaction") || form.getAttribute("action"));
  if (answer.ok) document.getElementById("week-panel").close();
  await refresh();
  tell(answer);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-week-form]")) return;
  event.preventDefault();
  submit(event.target, event.submitter);
});
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-week-open]");
  if (opener) { event.preventDefault(); openPanel(opener.dataset.weekOpen); }
  if (event.target.closest("[data-week-dismiss]")) event.target.closest(".week-told-card, .week-fault")?.remove();
  const brk = event.target.closest("[data-break]");
  if (brk) openPanel(at(urls.break, brk.dataset.break));
});
wirePanel({ tell, refresh });

const show = (view) => {
  if (calendar.getOption("view") !== view) calendar.setOption("view", view);
  requestAnimationFrame(redraw);
  for (const button of views) button.setAttribute("aria-pressed", String(button.dataset.weekView === view));
  group.closest("label").hidden = view !== "resourceTimelineDay";
  const query = new URLSearchParams({ tampilan: view });
  history.replaceState(null, "", `${location.pathname}?${query}`);
  for (const link of document.querySelectorAll("a[data-week-step]")) link.search = query;
};
for (const button of views) button.addEventListener("click", () => show(button.dataset.weekView));
group.addEventListener("change", () => calendar.setOption("resources", resourcesOf(settings, group.value)));
show(startView());

// By day within the week; the link leads to the other week.
for (const link of document.querySelectorAll("[data-week-step]")) {
  link.addEventListener("click", (event) => {
    const view = calendar.getOption("view");
    if (!["timeGridDay", "resourceTimelineDay"].includes(view)) return;
    event.preventDefault();
    const day = plus(`${isoDay(calendar.getOption("date"))}T00:00:00`, link.dataset.weekStep * 86400000).slice(0, 10);
    const offset = (Date.parse(day) - Date.parse(settings.first)) / 86400000;
    if (offset < 0 || offset > 6) location.href = `${urls.week.replace(settings.first, day)}?tampilan=${view}`;
    else calendar.setOption("date", day);
    requestAnimationFrame(over);
  });
}
