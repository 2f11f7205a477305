// Dragging, resizing and copying by hand; what an episode would clash with is shown while it is held.
import { send } from "./week-panel.js";

const ASK_AFTER_MS = 120;
const two = (number) => String(number).padStart(2, "0");
const dayOf = (moment) => `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
const timeOf = (moment) => `${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;

export function dragging({ settings, at, refresh, tell }) {
  const { urls, words } = settings;
  const place = document.getElementById("week-card-told");
  let timer;
  let seen = 0;

  const card = (text, html) => {
    const box = Object.assign(document.createElement("div"), { className: "week-told-card" });
    box.append(Object.assign(document.createElement("h3"), { textContent: text }));
    const inner = document.createElement("div");
    inner.innerHTML = html;
    box.append(inner);
    place.replaceChildren(box);
  };
  const ask = async (event, turn) => {
    const query = new URLSearchParams({ day: dayOf(event.start), time: timeOf(event.start), ms: event.end - event.start });
    const answer = await fetch(`${at(urls.clashes, event.id)}?${query}`).catch(() => null);
    if (!answer?.ok || turn !== seen) return;
    const html = await answer.text();
    document.querySelector(".ec-preview")?.classList.toggle("ev-would-clash", html.includes("week-clash\""));
    card(html ? words.dropHere : words.clear, html);
  };
  // Called by the calendar for every place the episode is held at.
  const held = (info) => {
    if (info.newResource) return false;
    clearTimeout(timer);
    timer = setTimeout(ask, ASK_AFTER_MS, info.event, ++seen);
    return true;
  };
  const let_go = () => { clearTimeout(timer); seen += 1; place.replaceChildren(); };
  const dropped = async (info) => {
    let_go();
    const { episode } = info.event.extendedProps;
    const copies = info.jsEvent.altKey && info.delta;
    if (copies) info.revert();
    const fields = { version: episode.version, day: dayOf(info.event.start), time: timeOf(info.event.start) };
    if (!info.delta) fields.ms = info.event.end - info.event.start;
    const answer = await send(fields, at(copies ? urls.copy : urls.move, info.event.id));
    if (!answer.ok && !copies) info.revert();
    await refresh();
    tell(answer);
  };
  return {
    options: { dragConstraint: held, resizeConstraint: held, eventDrop: dropped, eventResize: dropped, eventDragStop: let_go, eventResizeStop: let_go },
    offer: (info) => {
      const link = Object.assign(document.createElement("a"), { className: "btn btn-sm", textContent: words.add });
      link.href = `${urls.add}?${new URLSearchParams({ mulai: `${dayOf(info.date)}T${timeOf(info.date).slice(0, 5)}` })}`;
      card(info.date.toLocaleString(settings.locale, { weekday: "long", hour: "2-digit", minute: "2-digit" }), link.outerHTML);
    },
  };
}
