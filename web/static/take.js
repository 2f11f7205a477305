// Recording a take on the page. Without a microphone, or without this file, a file can be sent.
(() => {
  "use strict";
  const form = document.getElementById("take");
  const find = (name) => form.querySelector(`[data-${name}]`);
  const [start, stop, listen, length, trouble, file] = [find("record"), find("stop"), find("listen"), find("length"), find("trouble"), form.querySelector("#file")];
  const point = document.documentElement.lang === "en" ? ":" : ".";
  const told = (milliseconds) => `${Math.floor(milliseconds / 60000)}${point}${String(Math.floor(milliseconds / 1000) % 60).padStart(2, "0")}`;
  if (!navigator.mediaDevices || !window.MediaRecorder) {
    trouble.hidden = false;
    return;
  }
  form.querySelector(".take-live").hidden = false;
  const wave = WaveSurfer.create({ container: find("wave"), height: 72, waveColor: "#a9c2ba", progressColor: "#0f5c4d", barWidth: 3, barGap: 2, cspNonce: form.dataset.nonce });
  // The plugin would fetch the blob to draw it, which the page's policy forbids; it is handed over instead.
  const recorder = wave.registerPlugin(WaveSurfer.Record.create({ renderRecordedAudio: false, audioBitsPerSecond: 192000 }));

  start.addEventListener("click", async () => {
    trouble.hidden = true;
    try {
      await recorder.startRecording({ echoCancellation: false, noiseSuppression: false, autoGainControl: false });
    } catch {
      trouble.hidden = false;
      return;
    }
    [start.hidden, stop.hidden, listen.hidden] = [true, false, true];
    stop.focus();
  });
  stop.addEventListener("click", () => recorder.stopRecording());
  recorder.on("record-progress", (milliseconds) => { length.textContent = told(milliseconds); });
  recorder.on("record-end", (blob) => {
    [start.hidden, stop.hidden, listen.hidden] = [false, true, false];
    const kind = blob.type.includes("mp4") ? "m4a" : "webm";
    const chosen = new DataTransfer();
    chosen.items.add(new File([blob], `take.${kind}`, { type: blob.type }));
    file.files = chosen.files;
    wave.loadBlob(blob);
  });
  listen.addEventListener("click", () => wave.playPause());
})();
