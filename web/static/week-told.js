// What the week says: a line that goes by itself, and a card for what still wants a look.
const line = document.getElementById("week-toast");
const beside = document.getElementById("week-card-told");
const LINE_MS = 8000;
let lineEnds;

export const make = (name, fields, ...inner) => {
  const node = Object.assign(document.createElement(name), fields);
  node.append(...inner);
  return node;
};

export function sayLine(text, ...buttons) {
  clearTimeout(lineEnds);
  line.replaceChildren(text, ...buttons);
  lineEnds = setTimeout(() => line.replaceChildren(), LINE_MS);
}

export function clearCard() {
  beside.replaceChildren();
}

// `html` comes from the station itself. In an open panel the card stands where the hand is.
export function showCard(html, { heading = "", close = "", inPanel = false } = {}) {
  const place = (inPanel && document.querySelector("#week-panel[open] .week-card-place")) || beside;
  const card = make("div", { className: "week-told-card" });
  if (heading) card.append(make("h3", { textContent: heading }));
  card.append(make("div", { innerHTML: html }));
  if (close) {
    const button = make("button", { type: "button", className: "btn btn-icon", textContent: "×", ariaLabel: close });
    button.dataset.weekDismiss = "";
    card.append(button);
  }
  place.replaceChildren(card);
}
