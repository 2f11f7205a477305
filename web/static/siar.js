// Small comforts. Every page works without this file; it only saves a reload or a hand movement.
(() => {
  "use strict";
  let arrived = performance.now();
  let servedAt = Date.parse(document.body.dataset.now);
  const now = () => servedAt + (performance.now() - arrived);
  const point = document.documentElement.lang === "en" ? ":" : ".";
  const two = (number) => String(number).padStart(2, "0");

  const clockOf = (milliseconds, zone) => {
    const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
    return parts.format(milliseconds).replaceAll(":", point);
  };
  const leftUntil = (moment) => {
    const seconds = Math.max(0, Math.ceil((moment - now()) / 1000));
    const hours = Math.floor(seconds / 3600);
    const rest = `${two(Math.floor(seconds / 60) % 60)}${point}${two(seconds % 60)}`;
    return hours ? `${hours}${point}${rest}` : rest;
  };

  const tick = () => {
    for (const node of document.querySelectorAll("[data-clock]")) node.textContent = clockOf(now(), node.dataset.clock);
    for (const node of document.querySelectorAll("[data-until]")) {
      const until = Date.parse(node.dataset.until);
      node.textContent = leftUntil(until);
      if (node.dataset.ends && now() >= until) {
        htmx.trigger(document.body, node.dataset.ends);
        delete node.dataset.ends;
      }
    }
    for (const node of document.querySelectorAll("progress[data-from]")) {
      const from = Date.parse(node.dataset.from);
      node.value = Math.min(1, Math.max(0, (now() - from) / (Date.parse(node.dataset.to) - from)));
    }
  };
  tick();
  setInterval(tick, 1000);

  // One key, one action: the element says its own key, and typing in a field never triggers it.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const wanted = event.key.toLowerCase();
    const found = [...document.querySelectorAll("[data-key]")].find((node) => node.dataset.key === wanted);
    if (!found) return;
    event.preventDefault();
    found.focus();
    found.click();
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
    const step = event.target.closest("[data-step]");
    if (step) {
      const field = document.getElementById(step.dataset.for);
      field.value = Math.min(+field.max, Math.max(+field.min, +field.value + +step.dataset.step));
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog).showModal();
    const closer = event.target.closest("[data-close]");
    if (closer) closer.closest("dialog").close();
    if (event.target.closest("[data-print]")) print();
    const copier = event.target.closest("[data-copy]");
    if (copier) {
      navigator.clipboard?.writeText(document.getElementById(copier.dataset.copy).textContent.trim());
      copier.textContent = copier.dataset.done;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
  });

  // A page that lives asks again by itself; after sleep and without a network it says so, and catches up at once.
  const lives = document.querySelector("[data-lives]");
  const STALE_MS = 45000;
  let heardAt = Date.now();
  const tellStale = (stale) => document.body.classList.toggle("is-stale", stale);
  const catchUp = () => { if (lives && !document.hidden) htmx.trigger(document.body, "refresh"); };
  if (lives) {
    setInterval(() => { if (Date.now() - heardAt > STALE_MS) tellStale(true); }, 5000);
    for (const name of ["online", "focus"]) window.addEventListener(name, catchUp);
    window.addEventListener("pageshow", (event) => { if (event.persisted) catchUp(); });
    document.addEventListener("visibilitychange", catchUp);
    window.addEventListener("offline", () => tellStale(true));
    for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(name, () => tellStale(true));
    document.addEventListener("htmx:afterSettle", () => {
      const served = document.querySelector("[data-served]");
      if (!served) return;
      [servedAt, arrived, heardAt] = [Date.parse(served.dataset.served), performance.now(), Date.now()];
      tellStale(false);
    });
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (new URL(event.detail.xhr.responseURL || location.href).pathname !== "/masuk") return;
    event.detail.shouldSwap = false;
    location.reload();
  });
  document.addEventListener("htmx:afterRequest", () => { for (const form of document.forms) delete form.dataset.sent; });

  // A form that was sent is not sent twice, and a page left with unsaved words asks first.
  let unsaved = false;
  document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) unsaved = true; });
  document.addEventListener("submit", (event) => {
    unsaved = false;
    const form = event.target;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  const BARS = 64;
  // The peaks are kept with the recording, so that nothing is fetched before somebody wants to hear it.
  const samplesOf = async (wave) => {
    if (wave.dataset.peaks) return wave.dataset.peaks.split(" ").map(Number);
    const sound = await (await fetch(wave.dataset.src)).arrayBuffer();
    return (await new OfflineAudioContext(1, 1, 8000).decodeAudioData(sound)).getChannelData(0);
  };
  const drawWave = async (wave) => {
    const samples = await samplesOf(wave);
    const step = Math.floor(samples.length / BARS) || 1;
    const peaks = Array.from({ length: BARS }, (_, index) => samples.slice(index * step, (index + 1) * step).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0));
    const loudest = Math.max(...peaks, 0.01);
    return peaks.map((peak, index) => {
      const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const height = Math.max(3, (peak / loudest) * 46);
      for (const [name, value] of Object.entries({ x: index * 4, y: 24 - height / 2, width: 2.5, height })) bar.setAttribute(name, value);
      return wave.appendChild(bar);
    });
  };

  // The player: a button and a waveform over a plain <audio>.
  const wire = (player) => {
    const audio = player.querySelector("audio");
    const button = player.querySelector(".play");
    const place = player.querySelector("[data-place]");
    const bars = [];
    const told = (seconds) => `${Math.floor(seconds / 60)}${point}${two(Math.floor(seconds % 60))}`;
    const draw = () => {
      const share = audio.duration ? audio.currentTime / audio.duration : 0;
      bars.forEach((bar, index) => bar.classList.toggle("played", index < share * bars.length));
      place.textContent = told(audio.currentTime);
      button.setAttribute("aria-pressed", String(!audio.paused));
    };
    button.addEventListener("click", () => (audio.paused ? audio.play() : audio.pause()));
    player.querySelector(".wave")?.addEventListener("click", (event) => {
      const box = event.currentTarget.getBoundingClientRect();
      if (audio.duration) audio.currentTime = (audio.duration * (event.clientX - box.left)) / box.width;
    });
    for (const name of ["timeupdate", "play", "pause", "ended", "seeked"]) audio.addEventListener(name, draw);
    player.dataset.wired = "yes";
    drawWave(player.querySelector(".wave")).then((drawn) => bars.push(...drawn), () => {});
  };
  const wireAll = () => document.querySelectorAll(".player:not([data-wired])").forEach(wire);
  wireAll();
  document.addEventListener("htmx:afterSettle", () => { wireAll(); tick(); });
})();
