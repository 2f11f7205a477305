// The log moves on by itself (htmx asks for it when an item ends). What the reader has opened stays open, and the line of
// what is on air stays in view for whoever was looking at it.
(() => {
  "use strict";
  const log = document.getElementById("log");
  let opened = [];
  let watched = false;

  const isInView = (node) => {
    const box = node?.getBoundingClientRect();
    return Boolean(box) && box.bottom > 0 && box.top < window.innerHeight;
  };

  log.addEventListener("htmx:beforeSwap", () => {
    opened = [...log.querySelectorAll("details[open]")].map((node) => node.id);
    watched = isInView(document.getElementById("now"));
  });
  log.addEventListener("htmx:afterSettle", () => {
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
    const now = document.getElementById("now");
    if (watched && now && !isInView(now)) now.scrollIntoView({ block: "center" });
  });
})();
