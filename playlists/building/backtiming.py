"""Filling a gap so that it ends when it must: a choice of whole songs first, a cut only where no choice fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from playlists.building.crossfades import Laid, lay, overlap_ms
from playlists.building.rotation import Rotation
from playlists.building.sources import BEDS, SIGNATURES, Sound, opening_ms
from playlists.building.sums import UNIT_MS, choice, highest_to, in_units, lowest_from, reachable

SEARCHED_MS = 15 * 60_000
TRIM_MS = 1_000
SONG_EDGE_MS = 20_000
BED_LEAST_MS = 3_000
PIECE_LEAST_MS = 1_000

DaypartAt = Callable[[int], str | None]


def fill(
    at_ms: int, gap_ms: int, rotation: Rotation, daypart_at: DaypartAt, opening: int = 0, slack_ms: int = 0
) -> list[Laid]:
    """Filler for `gap_ms` from `at_ms` on, ending exactly (or up to `slack_ms` late); empty if there is no filler."""
    first = _whole_songs(at_ms, gap_ms, rotation, daypart_at)
    rest_ms = gap_ms - _covered_ms(first)
    pool = rotation.pool(at_ms + gap_ms - rest_ms, daypart_at(at_ms + gap_ms - rest_ms), rest_ms)
    laid = _best([first] if rest_ms <= 0 else _endings(first, pool, rest_ms), gap_ms, opening, slack_ms)
    _note(laid, at_ms, rotation)
    return laid


def _whole_songs(at_ms: int, gap_ms: int, rotation: Rotation, daypart_at: DaypartAt) -> list[Sound]:
    """What is due, song after song, until so little is left that the end can be searched for."""
    chosen: list[Sound] = []
    covered = 0
    while gap_ms - covered > min(SEARCHED_MS, rotation.least_ms(daypart_at(at_ms + covered)) // 2):
        sound = rotation.next(at_ms + covered, daypart_at(at_ms + covered), gap_ms - covered)
        if sound is None:
            break
        rotation.note(sound.sha256, sound.artist, at_ms + covered)
        covered += sound.length_ms - (overlap_ms(chosen[-1], opening_ms(sound)) if chosen else 0)
        chosen.append(sound)
    return chosen


def _covered_ms(sounds: Sequence[Sound]) -> int:
    tails = sum(overlap_ms(before, opening_ms(after)) for before, after in pairwise(sounds))
    return sum(sound.length_ms for sound in sounds) - tails


def _best(choices: Iterable[list[Sound]], gap_ms: int, opening: int, slack_ms: int) -> list[Laid]:
    """The first choice that ends well; where none does, the one that loses least."""
    resorts: list[list[Laid]] = []
    for sounds in choices:
        laid = lay(sounds, gap_ms, opening, slack_ms) if sounds else None
        if laid and _ends_well(laid[-1]):
            return laid
        resorts += [laid] if laid else []
    return min(resorts, key=lambda laid: (laid[-1].duration_ms < PIECE_LEAST_MS, laid[-1].lost_ms), default=[])


def _ends_well(last: Laid) -> bool:
    if last.lost_ms <= TRIM_MS:
        return True
    if last.sound.kind in BEDS:
        return last.duration_ms >= BED_LEAST_MS
    return last.duration_ms >= SONG_EDGE_MS and last.lost_ms >= SONG_EDGE_MS


def _endings(first: list[Sound], pool: list[Sound], gap_ms: int) -> Iterator[list[Sound]]:
    """Ways to cover the last `gap_ms`: whole sounds, of signatures one at most if it can be; then one that is cut."""
    signatures = [sound for sound in pool if sound.kind in SIGNATURES]
    for fewer in (pool[: len(pool) - len(signatures) + 1], pool):
        yield from (first + _ordered(whole) for whole in _whole_endings(fewer, gap_ms))
    for cut in _cuttable(pool):
        yield from _cut_endings(first, pool, cut, gap_ms)


def _whole_endings(pool: list[Sound], gap_ms: int) -> Iterator[list[Sound]]:
    """Choices a little longer than the gap, by what their crossfades will take up: the most first."""
    tail = sum(min(sound.tail_ms, sound.length_ms // 4) for sound in pool) // max(len(pool), 1)
    lengths = [in_units(sound.length_ms) for sound in pool]
    totals = reachable(lengths, in_units(gap_ms + 3 * tail + TRIM_MS))
    for room in (2 * tail, tail, 0):
        total = lowest_from(totals[-1], -(-(gap_ms + room) // UNIT_MS))
        if total is not None:
            yield [pool[place] for place in choice(totals, lengths, total)]


def _ordered(sounds: list[Sound]) -> list[Sound]:
    """As they are due, a signature last: it stands well before what comes, and has no tail to lose."""
    return sorted(sounds, key=lambda sound: (sound.kind in SIGNATURES, sound.tail_ms == 0))


def _cuttable(pool: Sequence[Sound]) -> list[Sound]:
    """What may be cut, the least harm first: the longest bed, song and signature."""
    beds = [sound for sound in pool if sound.kind in BEDS]
    songs = [sound for sound in pool if sound.kind not in BEDS | SIGNATURES]
    signatures = [sound for sound in pool if sound.kind in SIGNATURES]
    longest = (max(sounds, key=lambda sound: sound.length_ms) for sounds in (beds, songs, signatures) if sounds)
    return list(longest)


def _cut_endings(first: list[Sound], pool: Sequence[Sound], cut: Sound, gap_ms: int) -> Iterator[list[Sound]]:
    """Whole sounds and then `cut`, of which as much is left as its kind asks for, or else as can be."""
    whole = [sound for sound in pool if sound is not cut]
    lengths = [in_units(sound.length_ms) for sound in whole]
    totals = reachable(lengths, in_units(gap_ms))
    least_of_song = BED_LEAST_MS if cut.kind in BEDS else SONG_EDGE_MS
    for least in (cut.length_ms // 2, least_of_song, PIECE_LEAST_MS, 1):
        total = highest_to(totals[-1], in_units(gap_ms - least))
        if total is not None and gap_ms - total * UNIT_MS <= cut.length_ms:
            yield [*first, *(whole[place] for place in choice(totals, lengths, total)), cut]


def _note(laid: Sequence[Laid], at_ms: int, rotation: Rotation) -> None:
    for piece in laid:
        rotation.note(piece.sound.sha256, piece.sound.artist, at_ms)
        at_ms += piece.duration_ms
