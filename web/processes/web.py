"""The web process: gunicorn with as many workers as cores."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from web.processes.signals import die_with_parent

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  (gunicorn's heartbeat files; a disk would make workers wait)


class Gunicorn(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn, set up from here instead of from a file."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings over."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Made in each worker: connections are not to be shared by a fork."""
        from web.wsgi import application

        return application(str(self.options["bind"]))


def serve(bind: str, workers: int | None = None) -> None:
    """Serve until SIGTERM or SIGINT. `bind` is HOST:PORT."""
    die_with_parent()
    Gunicorn(
        {
            "bind": bind,
            "workers": workers or os.cpu_count() or 1,
            "worker_class": "gthread",
            "threads": 4,
            "timeout": 60,
            "graceful_timeout": 3,
            "keepalive": 20,
            "loglevel": "warning",
            "worker_tmp_dir": str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None,
            "proc_name": "siar web",
        }
    ).run()
