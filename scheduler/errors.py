"""What can go wrong in the station's own rules, each with a message for people and a mend."""

from __future__ import annotations

from collections.abc import Mapping

from audio.errors import SiarError


class Invalid(SiarError):
    """Input that breaks a rule. `fields` maps each field's name to its own (message, values)."""

    status = 422

    def __init__(
        self, message: str, mend: str = "", fields: Mapping[str, SiarError] | None = None, **values: object
    ) -> None:
        super().__init__(message, mend, **values)
        self.fields = dict(fields or {})

    def __str__(self) -> str:
        told = "; ".join(f"{name}: {error}" for name, error in self.fields.items())
        return f"{super().__str__()} {told}".strip()


class NotFound(SiarError):
    """No such thing, or not for this person: the two are told alike on purpose."""

    status = 404


class Forbidden(SiarError):
    """This person may see it, but may not do that."""

    status = 403


class Conflict(SiarError):
    """It changed since it was read, or its state does not allow that any more."""

    status = 409


class Unavailable(SiarError):
    """A part of the machine (disk, database, network) does not answer now; nothing was lost."""

    status = 503
