// The panel: one dialog for an episode, a break, a plan; its forms are sent without leaving the week.
import { make } from "./week-told.js";

const panel = document.getElementById("week-panel");
const body = document.getElementById("week-panel-body");
const ASK_AFTER_MS = 250;
const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

export async function openPanel(url, heading = "") {
  body.replaceChildren();
  body.setAttribute("aria-busy", "true");
  if (!panel.open) panel.showModal();
  await htmx.ajax("GET", url, { target: body, swap: "innerHTML" });
  body.removeAttribute("aria-busy");
  if (heading) body.prepend(make("h2", { textContent: heading, tabIndex: -1 }));
  body.querySelector("h2, h3")?.focus();
}

export const closePanel = () => panel.close();

// Sends a form or plain fields. Gives what the station answers, {told, card} or {what, mend, card}, with `ok`;
// {ok: false} alone where it does not answer.
export async function send(fields, url) {
  const data = fields instanceof HTMLFormElement ? new FormData(fields) : Object.entries(fields);
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  const answer = await fetch(url, { method: "POST", headers, body: new URLSearchParams([...data]) }).catch(() => null);
  const isJson = answer?.headers.get("Content-Type")?.startsWith("application/json");
  return isJson ? { ...(await answer.json()), ok: answer.ok } : { ok: false };
}

panel.addEventListener("click", (event) => {
  if (event.target === panel) closePanel();
});
// What is refused is told in the panel, and not as an empty dialog.
body.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.isError) return;
  const told = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").querySelector("main");
  event.detail.shouldSwap = Boolean(told);
  event.detail.serverResponse = told?.innerHTML ?? "";
});

// What a form would clash with is told while it is filled in, as it is while an episode is dragged.
let asked;
body.addEventListener("input", (event) => {
  const form = event.target.closest("[data-week-clashes]");
  if (!form) return;
  clearTimeout(asked);
  asked = setTimeout(tellClashes, ASK_AFTER_MS, form);
});

async function tellClashes(form) {
  const { day, time, minutes } = form.elements;
  if (!form.checkValidity()) return;
  const query = new URLSearchParams({ day: day.value, time: time.value, ms: Math.round(minutes.value * 60000) });
  const answer = await fetch(`${form.dataset.weekClashes}?${query}`).catch(() => null);
  if (answer?.ok) form.querySelector(".week-would").innerHTML = await answer.text();
}
