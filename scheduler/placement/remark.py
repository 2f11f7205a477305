"""A sentence for people, kept as source text and values so that the console can translate it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Remark:
    """`message` is English source text with `%(name)s` places, `values` fills them; `str()` is the English."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.values


def remark(message: str, **values: object) -> Remark:
    """A remark with its values by name."""
    return Remark(message, values)
