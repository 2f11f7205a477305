"""The operator's page at the machine: what is on air, what comes, what is wrong; and the buttons of the console."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from playlists.agent.notices import log

PORT = 8130
HERE = ("127.0.0.1", "localhost")
LARGEST_FORM = 2000
BUTTONS = {"skip": "Lewati", "hold": "Tahan", "resume": "Kembali ke rencana", "trust_clock": "Jam sudah benar"}

State = dict[str, Any]


def serve(state: Callable[[], State], order: Callable[[State], None]) -> ThreadingHTTPServer:
    """Serve the page on 127.0.0.1, on PORT or, where that is taken, on another; `order` gets the commands."""
    handler = type("Handler", (Page,), {"state": staticmethod(state), "order": staticmethod(order)})
    try:
        server = ThreadingHTTPServer((HERE[0], PORT), handler)
    except OSError:
        server = ThreadingHTTPServer((HERE[0], 0), handler)
    server.daemon_threads = True
    log.info("status page on http://%s:%s", *server.server_address[:2])
    threading.Thread(target=server.serve_forever, name="status", daemon=True).start()
    return server


class Page(BaseHTTPRequestHandler):
    """GET / for people, GET /status.json for programs, POST / with `command` and perhaps `item_id`."""

    state: Callable[[], State]
    order: Callable[[State], None]

    def do_GET(self) -> None:
        if not self._from_here():
            self._answer(403, "text/plain", "Only from this machine.")
        elif self.path == "/status.json":
            self._answer(200, "application/json", json.dumps(self.state()))
        elif self.path == "/":
            self._answer(200, "text/html", page(self.state()))
        else:
            self._answer(404, "text/plain", "Not here.")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if not self._from_here() or not length.isdigit() or int(length) > LARGEST_FORM:
            self._answer(403, "text/plain", "Only from this page.")
            return
        form = {
            name: values[0] for name, values in parse_qs(self.rfile.read(int(length)).decode(errors="replace")).items()
        }
        if form.get("command") not in (*BUTTONS, "play_next"):
            self._answer(400, "text/plain", "No such command.")
            return
        self.order({"id": f"here {uuid.uuid4()}", **form})
        self.send_response(303)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """The page asks for itself every two seconds: nothing to log."""

    def _from_here(self) -> bool:
        """No other site may reach the machine through the operator's browser."""
        host = self.headers.get("Host", "")
        origin = self.headers.get("Origin")
        return host.partition(":")[0] in HERE and origin in (None, f"http://{host}")

    def _answer(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


def page(state: State) -> str:
    """The state as a page that renews itself."""
    playing = state["now_playing"] or {"title": "—"}
    coming = "".join(f"<li>{escape(each['starts_at'])} {escape(each['title'])}</li>" for each in state["coming"])
    trouble = "".join(f"<li>{escape(part)}: {escape(text)}</li>" for part, text in state["notices"].items())
    buttons = "".join(f"<button name=command value={name}>{label}</button> " for name, label in BUTTONS.items())
    levels = state["levels"]
    loud = f" · puncak {levels['peak_dbfs'][-1]:g} dBFS, rerata {levels['rms_dbfs'][-1]:g} dBFS" if levels else ""
    facts = f"Tersimpan sampai {state['cached_until']} · selisih jam {state['clock_offset_ms']} ms{loud}"
    return f"""<!doctype html><html lang="id"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width"><title>Siar</title>
<style>body{{font:18px system-ui;margin:2rem;max-width:40rem}}h1{{font-size:2rem}}
button{{font:inherit;padding:.5rem 1rem}}
ul.trouble{{color:#a40000}}</style>
<p>{"Sedang siar" if state["on_air"] else "Cadangan, tidak mengudara"}</p><h1>{escape(playing["title"])}</h1>
<form method="post">{buttons}</form><h2>Berikutnya</h2><ol>{coming}</ol>
<ul class="trouble">{trouble}</ul><p>{facts}</p></html>"""
