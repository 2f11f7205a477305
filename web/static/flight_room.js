// "Add the afternoon": what would make room is one press away. The page asks anew by itself.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-daypart]");
    if (!button) return;
    const box = document.querySelector(`input[name="dayparts"][value="${button.dataset.addDaypart}"]`);
    box.checked = true;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
})();
