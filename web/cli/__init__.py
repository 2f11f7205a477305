"""The command line: one module a command, loaded only when it is called."""

from __future__ import annotations

from web.cli.group import main

__all__ = ["main"]
