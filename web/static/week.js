// The week: a calendar over what the server knows. Every change is the server's; this only draws, asks and tells.
import { weekCalendar } from "./week-calendar.js";
import { dragging } from "./week-drag.js";
import { isoDay, isoTime, plus } from "./week-events.js";
import { closePanel, openPanel, send } from "./week-panel.js";
import { clearCard, make, sayLine, showCard } from "./week-told.js";

const settings = JSON.parse(document.getElementById("week-data").textContent);
const { urls, words } = settings;
const urlFor = (name, id) => urls[name].replace("ID", encodeURIComponent(id));
let content = settings.content;
let readAt = performance.now();
let opened = "";
const read = () => ({ content, now: plus(content.now, performance.now() - readAt) });

const views = [...document.querySelectorAll("[data-week-view]")];
const group = document.getElementById("week-group");
const asked = new URLSearchParams(location.search).get("tampilan");
const firstView = views.some((button) => button.dataset.weekView === asked) ? asked : matchMedia("(max-width: 47.99rem)").matches ? "listWeek" : "timeGridWeek";
const calendar = weekCalendar(document.getElementById("week-calendar"), settings, firstView, read, {
  open: (id) => {
    opened = id;
    openPanel(urlFor("episode", id));
  },
  offer: urls.add && settings.editable ? offerProgramme : undefined,
  dragging: dragging({ urlFor, words, categories: Object.fromEntries(settings.categories), refresh, tell }),
});

function offerProgramme({ date }) {
  const link = make("a", { className: "btn btn-sm", textContent: words.add, href: `${urls.add}?${new URLSearchParams({ mulai: `${isoDay(date)}T${isoTime(date).slice(0, 5)}` })}` });
  showCard(link.outerHTML, { heading: date.toLocaleString(settings.locale, { weekday: "long", hour: "2-digit", minute: "2-digit" }), close: words.close });
}

async function refresh() {
  const answer = await fetch(urls.content, { headers: { "If-None-Match": `"${content.stamp}"` } }).catch(() => null);
  if (!answer?.ok) return;
  const wasPlacing = content.placing;
  [content, readAt] = [await answer.json(), performance.now()];
  calendar.draw();
  requestAnimationFrame(goBack); // what is drawn anew stands there only with the next frame
  nameUndo();
  htmx.trigger(document.body, "week:changed");
  if (wasPlacing && !content.placing) sayLine(words.replaced);
}

// While spots are being placed the page asks each second; else now and then, so that others' changes are seen.
const ASK_MS = 15000;
let askedAt = Date.now();
const isHeld = () => document.querySelector(".ec-preview") !== null; // what is in somebody's hand is not drawn anew
setInterval(() => {
  if (document.hidden || isHeld() || (!content.placing && Date.now() - askedAt < ASK_MS)) return;
  askedAt = Date.now();
  refresh();
}, 1000);
setInterval(() => isHeld() || calendar.tick(), 60000);

// Who works by keyboard goes on where the panel was opened, also when the episode was drawn anew meanwhile.
function goBack() {
  if (document.activeElement !== document.body) return;
  document.querySelector(`[data-episode="${CSS.escape(opened)}"]`)?.focus({ preventScroll: true });
}
document.addEventListener("pointerdown", () => { opened = ""; });

const undo = document.getElementById("week-undo");
function nameUndo() {
  if (!undo) return;
  Object.assign(undo.querySelector("button"), { disabled: !content.undo, title: content.undo?.name ?? "" });
  undo.elements.step.value = content.undo?.id ?? "";
  undo.querySelector(".week-undo-what").textContent = content.undo?.name ?? "";
}

function tell(answer) {
  if (answer.card) showCard(answer.card, { close: words.close, inPanel: !answer.ok });
  else if (answer.ok) clearCard();
  if (!answer.ok) return answer.card || sayLine(words.lost);
  const back = make("button", { type: "button", className: "btn btn-sm", textContent: words.undo, onclick: () => undo.requestSubmit() });
  sayLine(answer.told, ...(content.undo ? [back] : []));
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-week-form]")) return;
  event.preventDefault();
  const answer = await send(form, event.submitter?.getAttribute("formaction") || form.getAttribute("action"));
  delete form.dataset.sent;
  if (answer.ok) closePanel();
  await refresh();
  tell(answer);
});

document.addEventListener("click", (event) => {
  const near = (selector) => event.target.closest(selector);
  const opener = near("[data-week-open]");
  if (opener) {
    event.preventDefault();
    openPanel(opener.dataset.weekOpen, opener.dataset.weekHeading);
  }
  if (near("[data-break]")) openPanel(urlFor("break", near("[data-break]").dataset.break));
  if (near("[data-week-dismiss]")) near(".week-told-card").remove();
});

document.body.addEventListener("htmx:afterSettle", () => {
  for (const note of document.querySelectorAll(".week-placing")) note.hidden = !content.placing;
  for (const bar of document.querySelectorAll("[data-week-share]:empty")) drawShare(bar);
});

function drawShare(bar) {
  bar.append(make("i", {}));
  bar.lastChild.style.width = `${Math.min(100, bar.dataset.weekShare)}%`;
  if (!bar.dataset.weekGoal) return;
  bar.append(make("b", {}));
  bar.lastChild.style.left = `${bar.dataset.weekGoal}%`;
}

const show = (view) => {
  calendar.show(view);
  for (const button of views) button.setAttribute("aria-pressed", String(button.dataset.weekView === view));
  group.closest("label").hidden = view !== "resourceTimelineDay";
  const query = new URLSearchParams({ tampilan: view });
  history.replaceState(null, "", `${location.pathname}?${query}`);
};
for (const button of views) button.addEventListener("click", () => show(button.dataset.weekView));
group.addEventListener("change", () => calendar.group(group.value));
for (const link of document.querySelectorAll("[data-week-step]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const elsewhere = calendar.turn(Number(link.dataset.weekStep));
    if (elsewhere) location.href = elsewhere + location.search;
  });
}
show(firstView);
