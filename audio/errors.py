"""The root of Siar's error tree. It stands in the innermost room, so that every room can raise from it."""

from __future__ import annotations


class SiarError(Exception):
    """Something that could not be done, told to a person.

    `message` says what, `mend` says how to put it right; both are English source texts that the console and the
    command line translate, with `%(name)s` places filled from `values`. Never a traceback for the user.
    """

    status = 400

    def __init__(self, message: str, mend: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend
        self.values = values

    def __str__(self) -> str:
        text = self.message % self.values if self.values else self.message
        mend = self.mend % self.values if self.values else self.mend
        return f"{text} {mend}".strip()


class AudioError(SiarError):
    """Speech, a mix or a file of sound that could not be made or read."""

    status = 422


class MediaMissing(AudioError):
    """The media store holds no file of this hash."""

    status = 404


class ForeignAudio(AudioError):
    """A file that is no sound, or none that can be read."""


class VoiceFailed(AudioError):
    """A voice that could not speak: not installed, no network, or broken off."""
