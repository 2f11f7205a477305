"""What the station airs whatever else it does: prayer calls, anthem, sign-on and sign-off; and its goals and limits."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, Session, mapped_column

from scheduler.database import Base
from scheduler.programmes import Category

CALLED = ("subuh", "dzuhur", "ashar", "maghrib", "isya")
GOALS = {
    Category.NEWS.value: 25,
    Category.EDUCATION.value: 15,
    Category.CULTURE.value: 15,
    Category.ENTERTAINMENT.value: 20,
    Category.PUBLIC_SERVICE.value: 15,
    Category.RELIGION.value: 10,
}


class AirSettings(Base):
    """One row, which need not be there: a station that has set nothing airs no calls and no anthem.

    `prayers`: which are called. `corrections`: minutes by prayer. `sounds`: library ids by use (`adzan`, a prayer's
    own such as `subuh`, `imsak`, `anthem`, `sign_on`, `sign_off`). `goals`: percent by category. `language_shares`:
    percent of filler by language. Separations are in minutes. Off air from `sign_off` to `sign_on`.
    """

    __tablename__ = "air_settings"
    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    prayers: Mapped[list[str]] = mapped_column(default=list)
    method: Mapped[str] = mapped_column(String(20), default="kemenag")
    corrections: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sounds: Mapped[dict[str, Any]] = mapped_column(default=dict)
    imsak_first: Mapped[date | None]
    imsak_last: Mapped[date | None]
    friday_url: Mapped[str | None]
    friday_ms: Mapped[int] = mapped_column(default=45 * 60_000)
    anthem_at: Mapped[time | None]
    sign_on: Mapped[time | None]
    sign_off: Mapped[time | None]
    goals: Mapped[dict[str, Any]] = mapped_column(default=lambda: dict(GOALS))
    artist_separation_min: Mapped[int] = mapped_column(default=45)
    title_separation_min: Mapped[int] = mapped_column(default=180)
    language_shares: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)


def air_settings(session: Session) -> AirSettings:
    """The settings in force; those of a station that has set nothing when there is no row (it is not added)."""
    return session.get(AirSettings, 1) or AirSettings(
        prayers=[],
        method="kemenag",
        corrections={},
        sounds={},
        friday_ms=45 * 60_000,
        goals=dict(GOALS),
        artist_separation_min=45,
        title_separation_min=180,
        language_shares={},
        version=0,
    )
