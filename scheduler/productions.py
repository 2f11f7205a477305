"""How each category of announcements is produced: sounds around the voice, what is said first and last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from audio.media import MediaStore
from audio.template import Template, script
from scheduler import audit
from scheduler.actors import Actor, require_planner
from scheduler.announcements.tables import Revision
from scheduler.database import Base
from scheduler.errors import Invalid
from scheduler.library import Kind, LibrarySound, sounds

AGENCY = "{agency}"
CLOSING = {
    "id": "Informasi ini disampaikan oleh {agency}.",
    "su": "Ieu informasi ti {agency}.",
    "en": "This was a message from {agency}.",
}
URGENT = frozenset({"kebencanaan", "lalu lintas"})
CATEGORIES = ("umum", "kesehatan", "kebencanaan", "lalu lintas", "pendidikan", "layanan publik", "pajak", "acara")
LEVELS = {
    "gap_ms": (0, 5000),
    "bed_lu": (0, 40),
    "ducked_lu": (0, 60),
    "fade_in_ms": (0, 10_000),
    "fade_out_ms": (0, 10_000),
}


class Production(Base):
    """The station's own template of a category. Sounds are of the library; `closing` may name the `{agency}`."""

    __tablename__ = "production"
    category: Mapped[str] = mapped_column(String(60), primary_key=True)
    intro_id: Mapped[str | None] = mapped_column(ForeignKey("library_sound.id"))
    outro_id: Mapped[str | None] = mapped_column(ForeignKey("library_sound.id"))
    bed_id: Mapped[str | None] = mapped_column(ForeignKey("library_sound.id"))
    gap_ms: Mapped[int]
    bed_lu: Mapped[float]
    ducked_lu: Mapped[float]
    fade_in_ms: Mapped[int]
    fade_out_ms: Mapped[int]
    announce_title: Mapped[bool]
    closing: Mapped[str] = mapped_column(String(300))
    changed_by: Mapped[str] = mapped_column(String(254))
    changed_at: Mapped[datetime]


@dataclass(frozen=True)
class Style:
    """A template before its sounds are files: ids of the library, times in ms, levels in LU below the voice.

    `closing` None is the usual line in the script's own language.
    """

    intro_id: str | None = None
    outro_id: str | None = None
    bed_id: str | None = None
    gap_ms: int = 400
    bed_lu: float = 8.0
    ducked_lu: float = 20.0
    fade_in_ms: int = 300
    fade_out_ms: int = 1200
    announce_title: bool = False
    closing: str | None = None


NAMES = tuple(Style.__dataclass_fields__)


def style_of(session: Session, category: str) -> Style:
    """The category's production: the station's own, or the usual one for it."""
    row = session.get(Production, category)
    return Style(**{name: getattr(row, name) for name in NAMES}) if row else usual_style(session, category)


def usual_style(session: Session, category: str) -> Style:
    """Jingle before it and bed beneath it; what is urgent has no music beneath, and its title is said first."""
    intro, bed = _first(session, Kind.JINGLE), _first(session, Kind.BED)
    if category in URGENT:
        return Style(intro_id=intro, announce_title=True)
    return Style(intro_id=intro, bed_id=bed)


@dataclass(frozen=True)
class SampleScript:
    """A script that nobody handed in, to hear a production with."""

    title: str
    body: str
    language: str


def said_in(style: Style, revision: Revision | SampleScript, agency: str) -> str:
    """The whole text to be said of a script, with its title and closing where the category has them."""
    return script(Template(announce_title=style.announce_title, closing=_closing(style, revision, agency)),
                  revision.title, revision.body)  # fmt: skip


def production_template(session: Session, media: MediaStore, style: Style, folder: Path) -> Template:
    """The sounds and levels around the voice; a store that is not on this machine is copied from into `folder`."""
    intro, outro, bed = (_file(session, media, each, folder) for each in (style.intro_id, style.outro_id, style.bed_id))
    return Template(
        intro=intro,
        outro=outro,
        bed=bed,
        gap_ms=style.gap_ms,
        bed_lu=style.bed_lu,
        ducked_lu=style.ducked_lu,
        fade_in_ms=style.fade_in_ms,
        fade_out_ms=style.fade_out_ms,
    )


def around_ms(session: Session, style: Style) -> int:
    """How long what sounds before and after the voice lasts, in milliseconds."""
    intro, outro = (_duration_ms(session, each) for each in (style.intro_id, style.outro_id))
    before = intro + style.gap_ms if intro else Template.bed_lead_ms if style.bed_id else 0
    after = max(style.gap_ms + outro if outro else 0, style.fade_out_ms if style.bed_id else 0)
    return before + after


def _duration_ms(session: Session, sound_id: str | None) -> int:
    sound = session.get(LibrarySound, sound_id) if sound_id else None
    return sound.duration_ms if sound else 0


def set_style(session: Session, actor: Actor, category: str, style: Style, now: datetime) -> None:
    """Make it the category's production. Raises Invalid, each fault at its field; Forbidden for who may not."""
    require_planner(actor)
    check_style(session, style)
    row = session.get(Production, category) or Production(category=category)
    before = {name: getattr(row, name) for name in NAMES} if row.changed_by else {}
    for name in NAMES:
        setattr(row, name, getattr(style, name))
    row.closing, row.changed_by, row.changed_at = style.closing or "", actor.name, now
    session.add(row)
    session.flush()
    after = {name: getattr(row, name) for name in NAMES}
    audit.record(session, actor.name, "production_changed", f"production {category}", now, before, after)


def usual_again(session: Session, actor: Actor, category: str, now: datetime) -> None:
    """Back to the usual production of that category."""
    require_planner(actor)
    row = session.get(Production, category)
    if row:
        before = {name: getattr(row, name) for name in NAMES}
        session.delete(row)
        audit.record(session, actor.name, "production_changed", f"production {category}", now, before)


def _closing(style: Style, revision: Revision | SampleScript, agency: str) -> str:
    usual = CLOSING.get(revision.language, CLOSING["id"])
    line = (usual if style.closing is None else style.closing).replace(AGENCY, agency)
    return "" if line.strip(" .").casefold() in revision.body.casefold() else line


def check_style(session: Session, style: Style) -> None:
    """Raises Invalid, each fault at its field, for a style that can't be used."""
    faults = {
        name: Invalid("This must be from %(low)s to %(high)s.", low=low, high=high)
        for name, (low, high) in LEVELS.items()
        if not low <= getattr(style, name) <= high
    }
    for name, kinds in (
        ("intro_id", (Kind.JINGLE, Kind.STATION_ID)),
        ("outro_id", (Kind.JINGLE, Kind.STATION_ID)),
        ("bed_id", (Kind.BED, Kind.MUSIC)),
    ):
        chosen = getattr(style, name)
        if chosen and chosen not in {each.id for each in sounds(session, *kinds)}:
            faults[name] = Invalid("That sound is not in the library.", "Choose another.")
    if len(style.closing or "") > 300:
        faults["closing"] = Invalid("The closing is longer than %(most)s characters.", "Make it shorter.", most=300)
    if faults:
        raise Invalid("The production can't be kept so.", "Mend what is marked.", fields=faults)


def _first(session: Session, kind: Kind) -> str | None:
    choice = sounds(session, kind)
    return choice[0].id if choice else None


def _file(session: Session, media: MediaStore, sound_id: str | None, folder: Path) -> Path | None:
    sound = session.get(LibrarySound, sound_id) if sound_id else None
    if sound is None or sound.retired_at is not None or not media.exists(sound.sha256, sound.ext):
        return None
    return media.at_hand(sound.sha256, sound.ext, folder)
