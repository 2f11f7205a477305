// The form of a programme shows only the fields that its choices need. Without this file all of them are there.
(() => {
  "use strict";
  const form = document.getElementById("programme");
  const show = () => {
    for (const node of form.querySelectorAll("[data-repeat], [data-source], [data-replacement]")) {
      node.hidden = ["repeat", "source", "replacement"].some((name) => node.dataset[name] && !node.dataset[name].split(" ").includes(form.elements[name].value));
    }
  };
  form.addEventListener("change", show);
  show();
})();
