// The panel: one dialog for an episode, a break, a plan; its forms are sent without leaving the week.
const panel = document.getElementById("week-panel");
const body = document.getElementById("week-panel-body");
const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

export async function openPanel(url) {
  body.replaceChildren();
  body.setAttribute("aria-busy", "true");
  if (!panel.open) panel.showModal();
  await htmx.ajax("GET", url, { target: body, swap: "innerHTML" });
  body.removeAttribute("aria-busy");
  body.querySelector("h2, h3")?.focus();
}

// Sends a form or plain fields; gives {ok, told, what, mend, card}.
export async function send(fields, url) {
  const data = fields instanceof HTMLFormElement ? new FormData(fields) : Object.entries(fields).reduce((form, [name, value]) => (form.set(name, value), form), new FormData());
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  const answer = await fetch(url, { method: "POST", headers, body: new URLSearchParams(data) }).catch(() => null);
  const words = JSON.parse(document.getElementById("week-data").textContent).words;
  if (!answer) return { ok: false, told: words.lost };
  const json = answer.headers.get("Content-Type")?.startsWith("application/json");
  return json ? { ...(await answer.json()), ok: answer.ok } : { ok: false, told: words.lost };
}

export function wirePanel({ tell }) {
  let asked;
  panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });
  // What a form would clash with is told while it is filled in, as it is while an episode is dragged.
  body.addEventListener("input", (event) => {
    const form = event.target.closest("[data-week-clashes]");
    if (!form) return;
    clearTimeout(asked);
    asked = setTimeout(() => showWould(form), 250);
  });
  body.addEventListener("htmx:responseError", () => tell({ ok: false, told: "…" }));
}

async function showWould(form) {
  const { day, time, minutes } = form.elements;
  if (!form.checkValidity()) return;
  const query = new URLSearchParams({ day: day.value, time: time.value, ms: Math.round(minutes.value * 60000) });
  const answer = await fetch(`${form.dataset.weekClashes}?${query}`).catch(() => null);
  if (answer?.ok) form.querySelector(".week-would").innerHTML = await answer.text();
}
