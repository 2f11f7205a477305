// Hearing a sound of the list, one at a time; and forms that stand in the list come back into it with their faults.
(() => {
  "use strict";
  const sound = new Audio();
  let button = null;
  const draw = () => button?.setAttribute("aria-pressed", String(!sound.paused));
  for (const name of ["play", "pause", "ended"]) sound.addEventListener(name, draw);
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-hear-sound]");
    if (!pressed) return;
    if (pressed !== button) {
      button?.setAttribute("aria-pressed", "false");
      button = pressed;
      sound.src = pressed.dataset.hearSound;
    }
    if (sound.paused) sound.play().catch(draw);
    else sound.pause();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target.closest(".sounds") && [409, 422].includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
  });
})();
