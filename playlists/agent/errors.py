"""What the agent says when it cannot go on, or cannot do one thing now."""

from __future__ import annotations


class AgentError(Exception):
    """Ends the program: one line for a person, saying what is wrong and how to mend it."""


class StationError(AgentError):
    """The station could not be reached or did not answer as it should; always tried again.

    `status` is the HTTP status, 0 where no answer came.
    """

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class PlanError(AgentError):
    """A playlist that cannot be played as it stands; the one held before stays in force."""


class MediaError(AgentError):
    """A file that could not be had, is not what was promised, or does not play."""
