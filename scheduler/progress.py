"""How far a job is, told in steps that a page can show: each change would be a write to the database."""

from __future__ import annotations

from collections.abc import Callable

from audio.render import Progress

STEP_PERCENT = 2


def in_steps(tell: Callable[[int, str], None]) -> Progress:
    """A progress that calls `tell(percent, stage)` when the stage is another, or the work STEP_PERCENT further."""
    told = (0, "")

    def progress(percent: int, stage: str) -> None:
        nonlocal told
        if stage != told[1] or percent >= told[0] + STEP_PERCENT:
            told = (percent, stage)
            tell(percent, stage)

    return progress
