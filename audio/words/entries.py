"""The station's and the agencies' own lexicon: how a word or a pattern is to be said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from audio.errors import AudioError

Kind = Literal["word", "pattern", "phonemes"]
LONGEST = 200
REACH = 80
_LOOPS = 3
_PHONEMES = re.compile(r"[A-Za-z0-9@#!?*^&%~_:;',=|\-\"\[\]{}<>$./\\+() ]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """`written` is said as `spoken`: a whole word, a regular expression, or phonemes.

    In a pattern's `spoken`, `\\1` stands for its first group. Phonemes are espeak's own, without square brackets.
    """

    written: str
    spoken: str
    kind: Kind = "word"


class BadEntry(AudioError):
    """An entry of the lexicon that can't be used, and why."""


def check_entry(entry: Entry) -> None:
    """Raises BadEntry with the reason: nothing written, bad phonemes, or a pattern that is no pattern or could hang."""
    if not entry.written.strip():
        raise BadEntry("The written form is empty.", "Write the word as it stands in scripts.")
    if len(entry.written) > LONGEST or len(entry.spoken) > 5 * LONGEST:
        raise BadEntry("The entry is longer than %(most)s characters.", "Make it shorter.", most=LONGEST)
    if entry.kind == "phonemes":
        _check_phonemes(entry.spoken)
    elif entry.kind == "pattern":
        _check_pattern(entry)
    elif entry.kind != "word":
        raise BadEntry("“%(kind)s” is no kind of entry.", "Choose word, pattern or phonemes.", kind=entry.kind)


def _check_phonemes(spoken: str) -> None:
    if not spoken.strip():
        raise BadEntry("The phonemes are empty.", "Write them as espeak-ng does, for example “m'ulta,tuli”.")
    if "[[" in spoken or "]]" in spoken:
        raise BadEntry("Phonemes are written without the brackets “[[ ]]”.", "Leave the brackets out.")
    if not _PHONEMES.fullmatch(spoken):
        odd = next(sign for sign in spoken if not _PHONEMES.fullmatch(sign))
        raise BadEntry(
            "“%(sign)s” is no phoneme sign of espeak-ng.",
            "Use its ASCII phonemes, for example “m'ulta,tuli”.",
            sign=odd,
        )


def _check_pattern(entry: Entry) -> None:
    try:
        compiled = re.compile(entry.written)
    except (re.error, OverflowError, RecursionError) as error:
        raise BadEntry(
            "The pattern can't be read: %(reason)s.", "Mend the regular expression.", reason=str(error)
        ) from error
    if compiled.match(""):
        raise BadEntry("The pattern also fits where nothing is written.", "Let it ask for at least one character.")
    _refuse_hanging(entry.written)
    try:
        # Reads the template against the pattern's groups; nothing is replaced.
        re._parser.parse_template(entry.spoken, compiled)  # type: ignore[attr-defined]  # the public way needs a match
    except (re.error, IndexError) as error:
        raise BadEntry(
            "The spoken form can't be read: %(reason)s.", "Name only groups that the pattern has.", reason=str(error)
        ) from error


def _refuse_hanging(pattern: str) -> None:
    """Loops inside loops, loops over choices and many loops in a row can take for ever on a long text."""
    parsed = re._parser.parse(pattern)  # type: ignore[attr-defined]  # no public parser; it is what re itself uses
    loops = list(_loops(parsed))
    if any(nested for _, nested in loops):
        raise BadEntry(
            "The pattern has a repetition inside a repetition, which could take for ever.",
            "Use one repetition: “[a-z ]+” instead of “([a-z]+ ?)+”.",
        )
    if len(loops) > _LOOPS:
        raise BadEntry(
            "The pattern has more than %(most)s open repetitions, which could take for ever.",
            "Use fewer “*” and “+”, or say how many: “{1,3}”.",
            most=_LOOPS,
        )


def _loops(parsed: Any) -> Iterator[tuple[Any, bool]]:
    """Every repetition of varying length, and whether another one or a choice stands inside it."""
    for operation, argument in parsed:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, inside = argument
            if high - low > 3:
                yield argument, any(True for _ in _choices(inside))
            yield from _loops(inside)
        else:
            for part in _parts(argument):
                yield from _loops(part)


def _choices(parsed: Any) -> Iterator[bool]:
    for operation, argument in parsed:
        if str(operation) in ("MAX_REPEAT", "MIN_REPEAT", "BRANCH", "GROUPREF", "GROUPREF_EXISTS"):
            yield True
        for part in _parts(argument):
            yield from _choices(part)


def _parts(argument: Any) -> Iterator[Any]:
    """The sub-patterns inside an operation's argument."""
    if isinstance(argument, re._parser.SubPattern):  # type: ignore[attr-defined]  # as above
        yield argument
    elif isinstance(argument, tuple | list):
        for part in argument:
            yield from _parts(part)
