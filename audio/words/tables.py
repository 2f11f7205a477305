"""The written tables beside this module: tab-separated pairs and plain word lists, one file a kind and a language."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("tables")


@lru_cache(maxsize=64)
def pairs(name: str) -> dict[str, str]:
    """Written form to spoken form, from `name.tsv`."""
    lines = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line)


@lru_cache(maxsize=64)
def words(name: str) -> frozenset[str]:
    """The words of a list, from `name.txt`."""
    return frozenset((_FOLDER / f"{name}.txt").read_text(encoding="utf-8").split())
