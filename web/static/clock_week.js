// Choosing hours in the grid: arrows walk, Shift chooses along the way, the mouse draws. Without this file each is a checkbox.
(() => {
  "use strict";
  const grid = document.getElementById("grid");
  const count = document.getElementById("chosen-count");
  if (!grid || !count) return;
  const boxes = [...grid.querySelectorAll("input[data-at]")];
  const at = (day, hour) => boxes[hour * 7 + day];
  const place = (box) => box.dataset.at.split(" ").map(Number);
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    count.textContent = chosen === 0 ? count.dataset.none : chosen === 1 ? count.dataset.one : count.dataset.many.replace("{n}", chosen);
  };
  const stand = (box) => {
    for (const each of boxes) each.tabIndex = -1;
    box.tabIndex = 0;
  };
  const choose = (some) => {
    const all = some.every((box) => box.checked);
    for (const box of some) box.checked = !all;
    tell();
  };
  stand(boxes[0]);
  tell();
  grid.addEventListener("change", tell);
  grid.addEventListener("focusin", (event) => { if (event.target.dataset.at) stand(event.target); });
  grid.addEventListener("keydown", (event) => {
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0], Home: [-7, 0], End: [7, 0], PageUp: [0, -24], PageDown: [0, 24] }[event.key];
    if (!step || !event.target.dataset.at) return;
    event.preventDefault();
    const [day, hour] = place(event.target);
    const next = at(Math.min(6, Math.max(0, day + step[0])), Math.min(23, Math.max(0, hour + step[1])));
    if (event.shiftKey) {
      event.target.checked = next.checked = true;
      tell();
    }
    next.focus();
  });
  grid.addEventListener("click", (event) => {
    const edge = event.target.closest(".edge");
    if (edge) choose(boxes.filter((box) => (edge.dataset.row ? place(box)[1] === +edge.dataset.row : place(box)[0] === +edge.dataset.column)));
  });
  let drawing = null;
  const boxUnder = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest(".cell")?.querySelector("input");
  grid.addEventListener("pointerdown", (event) => {
    const box = event.pointerType === "mouse" && event.target.closest(".cell")?.querySelector("input");
    if (box) drawing = { to: !box.checked, from: box };
  });
  grid.addEventListener("pointermove", (event) => {
    const box = drawing && boxUnder(event);
    if (!box || box === drawing.from) return;
    drawing.moved = drawing.from.checked = box.checked = drawing.to;
    drawing.drawn = true;
    tell();
  });
  document.addEventListener("pointerup", () => { if (drawing?.drawn) setTimeout(() => { drawing = null; }); else drawing = null; });
  grid.addEventListener("click", (event) => { if (drawing?.drawn && event.target.closest(".cell")) event.preventDefault(); }, true);
})();
