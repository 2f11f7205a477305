// A file that is sent shows how far it is. Without this file the form is sent as any other.
(() => {
  "use strict";
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-upload]");
    if (!form || !window.FormData) return;
    event.preventDefault();
    const bar = form.querySelector("progress");
    const told = form.querySelector("[data-told]");
    const button = form.querySelector("button");
    const request = new XMLHttpRequest();
    const end = (text) => {
      [bar.hidden, button.disabled] = [true, false];
      delete form.dataset.sent;
      told.textContent = text;
    };
    [bar.hidden, bar.value, button.disabled, told.textContent] = [false, 0, true, ""];
    request.upload.addEventListener("progress", (part) => { if (part.lengthComputable) bar.value = part.loaded / part.total; });
    request.addEventListener("load", () => {
      const there = request.getResponseHeader("HX-Redirect");
      if (there) location.assign(there);
      else end(new DOMParser().parseFromString(request.responseText, "text/html").querySelector("[role=alert]")?.textContent.trim() || form.dataset.broken);
    });
    for (const name of ["error", "abort", "timeout"]) request.addEventListener(name, () => end(form.dataset.broken));
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.send(new FormData(form));
  });
})();
