"""What is wrong at the moment, by who says it: told once when it changes, shown on the status page."""

from __future__ import annotations

import logging

log = logging.getLogger("siar.playout")


class Notices:
    """The present troubles of the agent's parts."""

    def __init__(self) -> None:
        self._now: dict[str, str] = {}

    def tell(self, part: str, trouble: str | None) -> None:
        """A part's trouble, or None when it has none."""
        if trouble == self._now.get(part):
            return
        if trouble is None:
            self._now.pop(part, None)
            log.info("%s: well again", part)
        else:
            self._now[part] = trouble
            log.warning("%s: %s", part, trouble)

    @property
    def current(self) -> dict[str, str]:
        return dict(self._now)
