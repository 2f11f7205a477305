// The list of a clock grows and shrinks on the page. Without this file the server does it.
(() => {
  "use strict";
  const list = document.getElementById("elements");
  const redraw = () => htmx.trigger(document.body, "redraw");
  const number = () => [...list.children].forEach((row, place) => { row.id = `row-${place}`; });
  document.addEventListener("click", (event) => {
    const gone = event.target.closest("[data-gone]");
    if (gone) {
      event.preventDefault();
      const row = gone.closest(".element");
      const next = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      (next?.querySelector("input") || document.querySelector("[data-add]")).focus();
      number();
      redraw();
    }
    if (event.target.closest("[data-add]")) {
      event.preventDefault();
      const row = document.getElementById("empty-row").content.firstElementChild.cloneNode(true);
      list.append(row);
      number();
      row.querySelector("input").focus();
    }
    const mark = event.target.closest(".dial a");
    if (mark) {
      event.preventDefault();
      document.querySelector(mark.getAttribute("href"))?.querySelector("input").focus();
    }
  });
})();
