// A way out of a clash, taken with one press: it fills the field, and the page tells what would be met then.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const way = event.target.closest("[data-fill]");
    if (!way) return;
    const field = document.getElementById(way.dataset.fill);
    field.value = way.dataset.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
})();
