"""An answer of the database (or of the media store) that is kept for a moment, and asked anew beside the requests."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from scheduler.errors import Unavailable
from web.api import asking
from web.api.asking import Asking

log = logging.getLogger(__name__)

T = TypeVar("T")


class Kept(Generic[T]):
    """The newest answer to one question.

    Under load nobody waits for it: in the second half of its time one request sets the question going again and goes
    on with what is known. Only where nobody has asked for a while is it waited for.
    """

    def __init__(self, question: Callable[[], T]) -> None:
        self._question = question
        self._asking: Asking[None] = Asking()
        self._known: tuple[float, T] | None = None
        self._gave_up_at = float("-inf")

    def get(self, fresh_s: float) -> T:
        """The answer, at most that many seconds old; older when there is none to be had.

        Raises what the question raises, and Unavailable, when nothing is known.
        """
        known = self._known
        now = monotonic()
        if known is None:
            self._asking.begin("", self._ask).answer(asking.PATIENCE_WITHOUT_ANY_ANSWER_S)
        elif now - known[0] >= fresh_s:
            if now - self._gave_up_at >= fresh_s:
                self._ask_with_patience()
        elif now - known[0] >= fresh_s / 2:
            self._asking.begin("", self._ask)
        assert self._known is not None
        return self._known[1]

    @property
    def age_s(self) -> float:
        """How long ago the answer that is known was asked for."""
        return monotonic() - self._known[0] if self._known else float("inf")

    @property
    def is_out_of_reach(self) -> bool:
        """Whether nobody answered when it was last asked."""
        return self._known is None or self._gave_up_at > self._known[0]

    def expire(self) -> None:
        """What is known is no longer so: whoever wants it next waits for a new answer."""
        if self._known:
            self._known = (float("-inf"), self._known[1])

    def _ask(self) -> None:
        begun = monotonic()
        self._known = (begun, self._question())

    def _ask_with_patience(self) -> None:
        try:
            self._asking.begin("", self._ask).answer(asking.PATIENCE_S)
        except (SQLAlchemyError, OSError, Unavailable):
            self._gave_up_at = monotonic()
            log.warning("no answer; what is known is served on")
