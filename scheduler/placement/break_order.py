"""The order of the spots inside one break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from scheduler.placement.problem import Flight, Spot

URGENT = 5


def order_in_break(
    spots: Collection[Spot], flights: Mapping[str, Flight], previous: Collection[Spot] = ()
) -> list[Spot]:
    """The spots of one break in the order in which they air.

    Urgent ones first, then by priority; no two of one agency side by side where that can be avoided; of equals the
    one that was not in the break before (`previous`). The same spots always come in the same order.
    """
    heard = {spot.flight for spot in previous}
    waiting = sorted(spots, key=lambda spot: (-flights[spot.flight].priority, spot.flight in heard, spot))
    urgent = [spot for spot in waiting if flights[spot.flight].priority >= URGENT]
    ordered = _apart(urgent, flights, None)
    last = flights[ordered[-1].flight].agency if ordered else None
    return ordered + _apart(waiting[len(urgent) :], flights, last)


def _apart(waiting: list[Spot], flights: Mapping[str, Flight], last: str | None) -> list[Spot]:
    """The spots with agencies kept apart, otherwise in the order given."""
    left, ordered = list(waiting), []
    while left:
        spot = _next(left, flights, last)
        left.remove(spot)
        ordered.append(spot)
        last = flights[spot.flight].agency
    return ordered


def _next(left: list[Spot], flights: Mapping[str, Flight], last: str | None) -> Spot:
    counts = Counter(flights[spot.flight].agency for spot in left)
    # an agency that has more than half of what is left must come now, or it meets itself later
    pressing = {agency for agency, count in counts.items() if 2 * count > len(left)}
    fitting = [spot for spot in left if flights[spot.flight].agency != last]
    pressed = [spot for spot in fitting if flights[spot.flight].agency in pressing]
    return (pressed or fitting or left)[0]
