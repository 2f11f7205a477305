// Rows of the day are dragged to another place. It is the same step that the buttons take, which serve the keyboard and
// the phone; the answer shows what it does to the times after it. One listener serves all rows: htmx on each of a long
// day's links would take longer than the step.
(() => {
  "use strict";
  const hand = document.getElementById("hand");
  let dragged = null;
  let over = null;

  const mark = (row) => {
    over?.classList.remove("hand-over");
    over = row;
    over?.classList.add("hand-over");
  };
  const end = () => {
    mark(null);
    dragged?.classList.remove("hand-dragged");
    hand.classList.remove("is-dragging");
    dragged = null;
  };
  const placeAt = (event) => {
    const row = dragged && event.target.closest("[data-before]");
    return row && row !== dragged ? row : null;
  };

  hand.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[draggable]");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.querySelector(".hand-title").textContent.trim());
    dragged.classList.add("hand-dragged");
    hand.classList.add("is-dragging");
  });
  hand.addEventListener("dragover", (event) => {
    const row = placeAt(event);
    mark(row);
    if (row) event.preventDefault();
  });
  hand.addEventListener("drop", (event) => {
    const row = placeAt(event);
    if (!row) return;
    event.preventDefault();
    const form = hand.querySelector("form");
    const step = `move ${dragged.dataset.before} ${row.dataset.before}`.trim();
    end();
    htmx.ajax("POST", form.getAttribute("action"), { source: form, target: hand, values: { step } });
  });
  hand.addEventListener("dragend", end);
  hand.addEventListener("click", (event) => {
    const pick = event.target.closest("a.hand-pick");
    if (!pick || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    htmx.ajax("GET", pick.getAttribute("href"), { source: hand, target: hand });
  });
})();
