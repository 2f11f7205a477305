"""Hearing a production before it is kept: with a sample sentence, or with a script that airs. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from audio.media import MediaStore
from audio.recording import Rendered
from audio.render import render
from scheduler.announcements.tables import ENDED, Announcement, Revision
from scheduler.lexicon import lexicon_of
from scheduler.productions import SampleScript, Style, check_style, production_template, said_in
from scheduler.settings import Settings
from scheduler.station import the_station

MOST_SCRIPTS = 30
LONGEST = 2000  # characters: two minutes and a half tell how it sounds
AGENCY = {"id": "Dinas Kesehatan", "su": "Dinas Kaséhatan", "en": "the Health Office"}
# Title and text by language; without a last full stop they are no texts to translate, and get one when they are said.
SAMPLE = {
    "id": (
        "Imunisasi gratis",
        "Puskesmas Rangkasbitung membuka imunisasi gratis, Senin, pukul 08.00 WIB. Bawalah buku kesehatan anak",
    ),
    "su": (
        "Imunisasi haratis",
        "Puskesmas Rangkasbitung muka imunisasi haratis, Senén, tabuh 08.00 WIB. Candak buku kaséhatan budak",
    ),
    "en": (
        "Free vaccination",
        "The Rangkasbitung clinic offers free vaccination on Monday at 08.00. Bring your child's health book",
    ),
}


@dataclass(frozen=True)
class Hand:
    """What a trial takes of this machine: the store, the settings, the voice's name and a folder to work in."""

    media: MediaStore
    settings: Settings
    voice: str | None
    folder: Path


def scripts_to_try(session: Session) -> list[Announcement]:
    """What airs, the newest first."""
    approved = Announcement.approved_revision.is_not(None) & Announcement.status.not_in(ENDED)
    newest = session.scalars(select(Announcement).where(approved).order_by(Announcement.id.desc()).limit(MOST_SCRIPTS))
    return [each for each in newest if each.on_air]


def try_style(session: Session, hand: Hand, style: Style, announcement_id: str | None) -> Rendered:
    """Produce that announcement so, or a sample sentence, as an MP3 in the folder.

    Raises Invalid for a style that can't be used, AudioError when it can't be made.
    """
    check_style(session, style)
    announcement = session.get(Announcement, announcement_id) if announcement_id else None
    airs = announcement.on_air if announcement else None
    script: Revision | SampleScript = airs or _sample(session)
    agency = airs.announcement.agency.name if airs else AGENCY[script.language]
    return render(
        said_in(style, script, agency)[:LONGEST],
        hand.folder / "trial.mp3",
        language=script.language,
        voice=hand.voice,
        lexicon=lexicon_of(session, airs.announcement.agency_id if airs else None),
        template=production_template(session, hand.media, style, hand.folder),
        target_lufs=the_station(session).target_lufs,
        cache=hand.settings.speech_cache,
        voices_folder=hand.settings.voices_folder,
    )


def _sample(session: Session) -> SampleScript:
    language = the_station(session).language
    language = language if language in SAMPLE else "id"
    return SampleScript(*SAMPLE[language], language)
