// "Hear it": what stands in the form is read aloud at once; nothing is kept.
(() => {
  "use strict";
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-hear]");
    if (!button) return;
    const form = button.closest("form");
    const sound = form.querySelector("[data-heard-sound]");
    const told = form.querySelector("[data-hear-told]");
    button.disabled = true;
    told.textContent = "";
    try {
      const answer = await fetch(button.dataset.hear, { method: "POST", body: new FormData(form) });
      if (!answer.ok) {
        told.textContent = (answer.headers.get("Content-Type") || "").startsWith("text/plain") ? await answer.text() : answer.status;
        return;
      }
      URL.revokeObjectURL(sound.src);
      sound.src = URL.createObjectURL(await answer.blob());
      sound.hidden = false;
      await sound.play();
    } finally {
      button.disabled = false;
    }
  });
})();
