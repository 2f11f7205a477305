"""What is wrong at the moment, by who says it: told once when it changes, shown on the status page."""

from __future__ import annotations

import logging

ANSWERS = "The station answers again."
log = logging.getLogger("siar.playout")


class Notices:
    """The present troubles of the agent's parts."""

    def __init__(self) -> None:
        self._now: dict[str, str] = {}

    def tell(self, part: str, trouble: str | None, mended: str = "") -> None:
        """A part's trouble, or None when it has none; `mended` is what to say then.

        One trouble that several parts have, such as a station that is gone, is said once, and so is its end.
        """
        before = self._now.get(part)
        if trouble == before:
            return
        if trouble is None:
            del self._now[part]
            if before not in self._now.values():
                log.info("%s", mended or f"{part}: well again.")
        else:
            if trouble not in self._now.values():
                log.warning("%s: %s", part, trouble)
            self._now[part] = trouble

    @property
    def current(self) -> dict[str, str]:
        return dict(self._now)
