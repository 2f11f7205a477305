"""Run every benchmark that is named, or all: `python -m bench [NAME…]`."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench


def main() -> None:
    """Print one line a figure."""
    names = sys.argv[1:] or sorted(each.name for each in pkgutil.iter_modules(bench.__path__) if each.name[0] != "_")
    for name in names:
        print(f"\n{name}", flush=True)
        for label, figure in importlib.import_module(f"bench.{name}").run():
            print(f"  {label:<58} {figure}", flush=True)


main()
