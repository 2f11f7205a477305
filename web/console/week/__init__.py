"""The week: what airs when, how full its breaks are, and how well the spots are placed."""

from web.console.week import (
    breaks,
    category,
    clashing,
    editing,
    episodes,
    mending,
    replanning,
    showing,
    sidebar,
    undoing,
)
from web.console.week.blueprint import pages

__all__ = [
    "breaks",
    "category",
    "clashing",
    "editing",
    "episodes",
    "mending",
    "pages",
    "replanning",
    "showing",
    "sidebar",
    "undoing",
]
