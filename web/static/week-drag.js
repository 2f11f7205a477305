// Dragging, resizing and copying by hand; what an episode would clash with is shown while it is held.
import { isoDay, isoTime } from "./week-events.js";
import { openPanel, send } from "./week-panel.js";
import { clearCard, sayLine, showCard } from "./week-told.js";

const ASK_AFTER_MS = 120;

export function dragging({ urlFor, words, categories, refresh, tell }) {
  let timer;
  let turn = 0;

  const ask = async (event, asked) => {
    const query = new URLSearchParams({ day: isoDay(event.start), time: isoTime(event.start), ms: event.end - event.start });
    const answer = await fetch(`${urlFor("clashes", event.id)}?${query}`).catch(() => null);
    if (!answer?.ok) return;
    const html = await answer.text();
    if (asked !== turn) return; // it is held elsewhere by now
    document.querySelector(".ec-preview")?.classList.toggle("ev-would-clash", html.includes("week-clash\""));
    showCard(html, { heading: html ? words.dropHere : words.clear });
  };
  const letGo = () => {
    clearTimeout(timer);
    turn += 1;
    clearCard();
  };
  // The calendar asks this for every place at which the episode is held. Rows of categories take any programme; those of
  // sources, breaks and fixed times none.
  const held = (info) => {
    clearTimeout(timer);
    turn += 1;
    if (info.newResource && !(info.newResource.id in categories)) {
      if (info.newResource.id.startsWith("source ")) sayLine(words.sourceStays);
      return false;
    }
    timer = setTimeout(ask, ASK_AFTER_MS, info.event, turn);
    return true;
  };
  const dropped = async (info) => {
    letGo();
    const { event } = info;
    if (info.newResource) {
      info.revert();
      openPanel(`${urlFor("category", event.id)}?${new URLSearchParams({ to: info.newResource.id })}`);
      return;
    }
    const copies = Boolean(info.delta) && info.jsEvent.altKey;
    if (copies) info.revert();
    const fields = { version: event.extendedProps.episode.version, day: isoDay(event.start), time: isoTime(event.start) };
    if (!info.delta) fields.ms = event.end - event.start;
    const answer = await send(fields, urlFor(copies ? "copy" : "move", event.id));
    if (!answer.ok && !copies) info.revert();
    await refresh();
    tell(answer);
  };
  return { dragConstraint: held, resizeConstraint: held, eventDrop: dropped, eventResize: dropped, eventDragStop: letGo, eventResizeStop: letGo };
}
