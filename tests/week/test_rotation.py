"""Filler by the station's own limits: how often a sound comes in an hour, and each language by its share."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from playlists.building.rotation import HOUR_MS, Rotation
from playlists.building.sources import Sound
from scheduler.rotation_rules import RotationRules

MINUTE = 60_000


def song(name: str, artist: str | None = None, minutes: int = 3) -> Sound:
    ms = minutes * MINUTE
    return Sound(name, 1, "audio/mpeg", "mp3", name, artist or name, "music", ms, 0, ms)


def played(rules: RotationRules, songs: list[Sound], count: int) -> list[str]:
    rotation, at_ms, order = Rotation(songs, "seed", rules=rules), 0, []
    for _ in range(count):
        sound = rotation.next(at_ms, "pagi", HOUR_MS)
        assert sound
        rotation.note(sound.sha256, sound.artist, at_ms)
        order.append(sound.sha256)
        at_ms += sound.length_ms
    return order


def test_each_language_gets_its_share() -> None:
    songs = [song(f"{language}{n}") for language in ("su", "id", "en") for n in range(40)]
    rules = RotationRules(
        language_shares={"su": 50, "id": 30, "en": 20}, languages={each.sha256: each.sha256[:2] for each in songs}
    )
    found = Counter(name[:2] for name in played(rules, songs, 60))
    assert found == {"su": 30, "id": 18, "en": 12}


def test_a_sound_comes_no_more_often_in_an_hour_than_it_may() -> None:
    songs = [song("promo"), *(song(f"s{n}") for n in range(30))]
    rules = RotationRules(title_rest_ms=0, artist_rest_ms=0, most_an_hour={"promo": 0})
    assert "promo" not in played(rules, songs, 100)


@settings(max_examples=30, deadline=None)
@given(title=st.integers(0, 60), artist=st.integers(0, 30), songs=st.integers(30, 60))
def test_titles_and_artists_rest_as_long_as_the_station_says(title: int, artist: int, songs: int) -> None:
    library = [song(f"s{n}", f"artist{n % 15}") for n in range(songs)]
    order = played(RotationRules(title * MINUTE, artist * MINUTE), library, 80)
    for place, name in enumerate(order):
        before = order[max(0, place - -(-title // 3) + 1) : place] if title else []
        assert name not in before
        artists = [int(each[1:]) % 15 for each in order[max(0, place - -(-artist // 3) + 1) : place]] if artist else []
        assert int(name[1:]) % 15 not in artists
