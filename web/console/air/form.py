"""The forms of the air day: values from the settings, and what was typed as the rules read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from scheduler.air_settings import AirSettings
from scheduler.air_settings_editing import USES
from scheduler.prayer_times import NAMES
from scheduler.programmes import Category
from scheduler.station_editing import Place

PLAIN = ("method", "imsak_first", "imsak_last", "friday_url", "anthem_at", "sign_on", "sign_off")


def place_values(place: Place) -> dict[str, Any]:
    """What stands in the form of the place."""
    return {
        "name": place.name,
        "timezone": place.timezone,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "day_starts": place.day_starts.strftime("%H:%M"),
        "seal": place.seal,
    }


def settings_values(settings: AirSettings) -> dict[str, Any]:
    """What stands in the form of the settings."""
    times = ("anthem_at", "sign_on", "sign_off")
    return {
        "method": settings.method,
        "prayers": settings.prayers,
        "friday_url": settings.friday_url or "",
        "friday_min": settings.friday_ms // 60_000,
        **{name: day.isoformat() if (day := getattr(settings, name)) else "" for name in ("imsak_first", "imsak_last")},
        **{name: at.strftime("%H:%M") if (at := getattr(settings, name)) is not None else "" for name in times},
        **{f"correction_{name}": settings.corrections.get(name, 0) for name in NAMES},
        **{f"sound_{use}": settings.sounds.get(use, "") for use in USES},
        **{f"goal_{name}": settings.goals.get(name, "") for name in Category},
        "version": settings.version,
    }


def typed_settings(form: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed, to be shown again as it was."""
    return {**form.to_dict(), "prayers": form.getlist("prayers")}


def settings_data(form: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed, by the names that the rules read."""
    minutes = form.get("friday_min", "")
    return {
        **{name: form.get(name, "") for name in PLAIN},
        "prayers": form.getlist("prayers"),
        "friday_ms": int(minutes) * 60_000 if minutes.isascii() and minutes.isdigit() else minutes or "?",
        "corrections": corrections_of(form),
        "sounds": {use: form.get(f"sound_{use}", "") for use in USES},
        "goals": {name.value: goal for name in Category if (goal := form.get(f"goal_{name}", ""))},
    }


def corrections_of(form: Mapping[str, str]) -> dict[str, str]:
    """The minutes by prayer, as they were typed; those of none are left out."""
    typed = {name: str(form.get(f"correction_{name}", "")).strip() for name in NAMES}
    return {name: minutes for name, minutes in typed.items() if minutes not in ("", "0")}


def names_in_form(fault_name: str) -> str:
    """By which name the form knows the field of a fault."""
    for rules, form in (("corrections.", "correction_"), ("sounds.", "sound_"), ("goals.", "goal_")):
        if fault_name.startswith(rules):
            return form + fault_name.removeprefix(rules)
    return "friday_min" if fault_name == "friday_ms" else fault_name
