"""The playout machine's program as one file: a machine needs Python and this address, nothing else."""

from __future__ import annotations

import hashlib
import io
import os
import zipapp
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

from apiflask import APIBlueprint
from flask import Response

from web.api.conditional import send
from web.api.documents import Answers
from web.api.shelf import Copy

agent_download = APIBlueprint("agent_download", __name__, tag="Machines")

ANSWERS: Answers = {
    200: {
        "description": "A program for Python 3.11 or newer: `python3 agent.pyz --help`",
        "content": {"application/zip": {"schema": {"type": "string"}}},
    },
    304: {"description": "What the client holds is what is here"},
}
INTERPRETER = "/usr/bin/env python3"
MAIN = "import sys\n\nfrom playlists.agent.cli import main\n\nsys.exit(main())\n"
# The same program is the same bytes, whenever it was installed: zip files know no time before this.
LONG_AGO = 315_532_800


@agent_download.get("/agent.pyz")
@agent_download.doc(summary="The playout agent as one file", responses=ANSWERS)
def agent_pyz() -> Response:
    """Open to everybody: it holds no secret, and a machine fetches it before it has its token at hand."""
    answer = send(packed_agent(), "", "public, no-cache")
    answer.headers["Content-Disposition"] = "attachment; filename=agent.pyz"
    return answer


@cache
def packed_agent() -> Copy:
    """The file, packed once in a process."""
    with TemporaryDirectory(prefix="siar-agent-") as folder, as_file(files("playlists.agent")) as source:
        root = Path(folder)
        copytree(source, root / "playlists" / "agent", ignore=ignore_patterns("__pycache__"))
        (root / "playlists" / "__init__.py").touch()
        (root / "__main__.py").write_text(MAIN)
        for path in root.rglob("*"):
            os.utime(path, (LONG_AGO, LONG_AGO))
        packed = io.BytesIO()
        zipapp.create_archive(root, packed, interpreter=INTERPRETER, compressed=True)
    body = packed.getvalue()
    return Copy(body, "application/zip", f'"{hashlib.sha256(body).hexdigest()[:32]}"')
