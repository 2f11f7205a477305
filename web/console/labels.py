"""The words that pages use for states, roles, dayparts and the like."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask
from flask_babel import LazyString, lazy_gettext

STATUS: Mapping[str, LazyString] = {
    "draft": lazy_gettext("draft"),
    "submitted": lazy_gettext("waiting for review"),
    "changes_requested": lazy_gettext("changes asked for"),
    "approved": lazy_gettext("approved"),
    "held": lazy_gettext("held"),
    "withdrawn": lazy_gettext("withdrawn"),
    "expired": lazy_gettext("ended"),
}
STATUS_LOOK: Mapping[str, str] = {
    "submitted": "state-wait",
    "changes_requested": "state-wait",
    "approved": "state-good",
    "held": "state-bad",
}
ROLE: Mapping[str, LazyString] = {
    "admin": lazy_gettext("admin"),
    "traffic": lazy_gettext("traffic"),
    "editor": lazy_gettext("editor"),
    "announcer": lazy_gettext("announcer"),
    "official": lazy_gettext("official"),
}
DAYPART: Mapping[str, LazyString] = {
    "dini_hari": lazy_gettext("night"),
    "pagi": lazy_gettext("morning"),
    "siang": lazy_gettext("midday"),
    "sore": lazy_gettext("afternoon"),
    "malam": lazy_gettext("evening"),
}
LANGUAGE: Mapping[str, LazyString] = {
    "id": lazy_gettext("Indonesian"),
    "su": lazy_gettext("Sundanese"),
    "en": lazy_gettext("English"),
}
PRIORITY: Mapping[int, LazyString] = {
    1: lazy_gettext("1 – when there is room"),
    2: lazy_gettext("2 – ordinary"),
    3: lazy_gettext("3 – important"),
    4: lazy_gettext("4 – urgent"),
    5: lazy_gettext("5 – lives depend on it"),
}
KIND: Mapping[str, LazyString] = {
    "spot": lazy_gettext("announcement"),
    "programme": lazy_gettext("programme"),
    "jingle": lazy_gettext("jingle"),
    "station_id": lazy_gettext("station ID"),
    "anthem": lazy_gettext("anthem"),
    "adzan": lazy_gettext("adzan"),
    "relay": lazy_gettext("relay"),
    "live": lazy_gettext("live"),
    "filler": lazy_gettext("filler"),
    "alert": lazy_gettext("alert"),
    "off_air": lazy_gettext("off air"),
}
OUTCOME: Mapping[str | None, LazyString] = {
    None: lazy_gettext("waiting"),
    "aired": lazy_gettext("aired"),
    "partial": lazy_gettext("aired in part"),
    "skipped": lazy_gettext("missed"),
    "failed": lazy_gettext("failed"),
    "replaced": lazy_gettext("replaced"),
    "unknown": lazy_gettext("not reported"),
}
COMMAND: Mapping[str, LazyString] = {
    "skip": lazy_gettext("Skip"),
    "hold": lazy_gettext("Hold"),
    "play_next": lazy_gettext("Play this next"),
    "resume": lazy_gettext("Back to plan"),
    "trust_clock": lazy_gettext("The clock is right"),
}
COMMAND_STATE: Mapping[str, LazyString] = {
    "done": lazy_gettext("taken"),
    "waiting": lazy_gettext("on its way"),
    "lapsed": lazy_gettext("lapsed: the machine did not ask in time"),
}
BEAT: Mapping[str, LazyString] = {
    "silent": lazy_gettext("silent"),
    "standby": lazy_gettext("standby, ready"),
    "on_air": lazy_gettext("on air"),
    "ready": lazy_gettext("ready"),
}
MAKE_GOOD: Mapping[str, LazyString] = {
    "proposed": lazy_gettext("to be decided"),
    "placed": lazy_gettext("made good"),
    "declined": lazy_gettext("left missed"),
    "impossible": lazy_gettext("no room"),
    "needless": lazy_gettext("aired after all"),
}
CHANGE: Mapping[str, LazyString] = {
    "moved": lazy_gettext("moved"),
    "added": lazy_gettext("added"),
    "removed": lazy_gettext("removed"),
    "changed": lazy_gettext("changed"),
}
ACT: Mapping[str, LazyString] = {
    "written": lazy_gettext("wrote"),
    "submitted": lazy_gettext("submitted"),
    "approved": lazy_gettext("approved it"),
    "changes_requested": lazy_gettext("asked for changes"),
    "held": lazy_gettext("held it"),
    "withdrawn": lazy_gettext("withdrew"),
    "expired": lazy_gettext("ended it"),
    "countersigned": lazy_gettext("countersigned"),
    "machine_added": lazy_gettext("added a machine"),
    "machine_revoked": lazy_gettext("shut a machine out"),
    "person_added": lazy_gettext("added a person"),
    "person_invited": lazy_gettext("invited a person"),
    "person_shut_out": lazy_gettext("shut a person out"),
    "person_let_in": lazy_gettext("let a person in again"),
    "password_changed": lazy_gettext("changed the password"),
    "commanded": lazy_gettext("commanded"),
    "switched": lazy_gettext("put another machine on air"),
    "pair_made": lazy_gettext("paired two machines"),
    "pair_parted": lazy_gettext("parted a pair"),
    "pair_changed": lazy_gettext("changed a pair"),
    "day_closed": lazy_gettext("closed the books of the day"),
    "made_good": lazy_gettext("made a missed spot good"),
    "make_good_declined": lazy_gettext("left a spot missed"),
    "air_rules_changed": lazy_gettext("changed the rules for trouble on air"),
    "alarm_target_added": lazy_gettext("added an address for alarms"),
    "alarm_target_removed": lazy_gettext("removed an address for alarms"),
    "agency_added": lazy_gettext("added an agency"),
    "published": lazy_gettext("published the day"),
    "lexicon_changed": lazy_gettext("changed the lexicon"),
    "lexicon_removed": lazy_gettext("removed from the lexicon"),
    "production_changed": lazy_gettext("changed a production"),
    "take_kept": lazy_gettext("recorded a take"),
    "rendition_chosen": lazy_gettext("chose another rendition"),
    "reading_wanted": lazy_gettext("had the voice read it anew"),
    "programme_added": lazy_gettext("added a programme"),
    "programme_changed": lazy_gettext("changed a programme"),
    "programme_retired": lazy_gettext("retired a programme"),
    "episode_moved": lazy_gettext("moved an episode"),
    "episode_changed": lazy_gettext("changed an episode"),
    "episode_cancelled": lazy_gettext("left an episode out"),
    "episode_restored": lazy_gettext("brought an episode back"),
    "episode_copied": lazy_gettext("copied an episode"),
    "episode_delivered": lazy_gettext("gave an episode its recording"),
    "calendar_imported": lazy_gettext("took a calendar in"),
    "clock_added": lazy_gettext("added a clock"),
    "clock_changed": lazy_gettext("changed a clock"),
    "clock_removed": lazy_gettext("removed a clock"),
    "hours_assigned": lazy_gettext("gave hours another clock"),
    "clock_exception_added": lazy_gettext("added an exception to the clocks"),
    "clock_exception_removed": lazy_gettext("removed an exception to the clocks"),
    "sound_added": lazy_gettext("added a sound"),
    "sound_changed": lazy_gettext("changed a sound"),
    "sound_retired": lazy_gettext("retired a sound"),
    "sound_brought_back": lazy_gettext("brought a sound back"),
    "air_settings_changed": lazy_gettext("changed what airs whatever else is planned"),
    "station_changed": lazy_gettext("changed the station"),
    "flights_mended": lazy_gettext("helped what found no place"),
    "flight_changed": lazy_gettext("changed the flight"),
    "flight_rules_set": lazy_gettext("set the flight's rules"),
    "pin_added": lazy_gettext("pinned a spot"),
    "pin_removed": lazy_gettext("took a pin off"),
    "agency_limit_set": lazy_gettext("set how much of an agency a break holds"),
    "undone": lazy_gettext("took a change back"),
}
STAGE: Mapping[str, LazyString] = {
    "voice": lazy_gettext("The voice is reading it…"),
    "listen": lazy_gettext("The take is being listened to…"),
    "mix": lazy_gettext("It is being mixed…"),
    "encode": lazy_gettext("The file is being written…"),
}
FIELD: Mapping[str, LazyString] = {
    "title": lazy_gettext("Title"),
    "body": lazy_gettext("Text"),
    "agency": lazy_gettext("Agency"),
    "category": lazy_gettext("Category"),
    "language": lazy_gettext("Language"),
    "priority": lazy_gettext("Priority"),
    "flight.first_day": lazy_gettext("First day"),
    "flight.last_day": lazy_gettext("Last day"),
    "flight.spots_per_day": lazy_gettext("Spots a day"),
    "flight.dayparts": lazy_gettext("Times of day"),
    "flight.separation_min": lazy_gettext("Minutes between two"),
    "flight.total": lazy_gettext("In all, at most"),
}


def install_labels(app: Flask) -> None:
    """Give the templates their words; a value that has none is shown as it is."""
    app.jinja_env.globals.update(
        status_name=lambda value: STATUS.get(value, value),
        status_look=lambda value: STATUS_LOOK.get(value, ""),
        role_name=lambda value: ROLE.get(value, value),
        daypart_name=lambda value: DAYPART.get(value, value),
        language_name=lambda value: LANGUAGE.get(value, value),
        priority_name=lambda value: PRIORITY.get(value, value),
        kind_name=lambda value: KIND.get(value, value),
        outcome_name=lambda value: OUTCOME.get(value, value),
        command_name=lambda value: COMMAND.get(value, value),
        command_state=lambda value: COMMAND_STATE.get(value, value),
        beat_name=lambda value: BEAT.get(value, value),
        make_good_name=lambda value: MAKE_GOOD.get(value, value),
        change_name=lambda value: CHANGE.get(value, value),
        act_name=lambda value: ACT.get(value, value),
        stage_name=lambda value: STAGE.get(value, STAGE["voice"]),
        field_name=lambda value: FIELD.get(value, value),
        priorities=PRIORITY,
        daypart_names=DAYPART,
        language_names=LANGUAGE,
        role_names=ROLE,
    )
