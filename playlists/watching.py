"""What the clock does about the air, every half minute: settles, makes good, lets the standby take over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from playlists.air_rules import air_rules
from playlists.closing import settle_open_days
from playlists.make_goods import drop_needless, notice_missed, place_make_good, proposed
from playlists.pairs import switch_from_silent


def watch_air(session: Session, actor: str, now: datetime) -> bool:
    """Bring the books up to date; True when spots were placed or taken back, and the days must be published anew."""
    switch_from_silent(session, actor, now)
    settle_open_days(session, now)
    changed = drop_needless(session, now) > 0
    notice_missed(session, now)
    if air_rules(session).make_good_automatic:
        placed = [place_make_good(session, each.missed_id, actor, now) for each in proposed(session)]
        changed = changed or any(each.state == "placed" for each in placed)
    return changed
