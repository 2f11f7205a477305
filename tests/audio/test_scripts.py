"""Scripts that nobody should write, and somebody will."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.errors import AudioError
from audio.render import render
from audio.template import Template, script
from audio.voices.phrases import phrases


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "7",
        "😀 Halo 😀",
        "<speak><break time='10h'/>halo</speak>",
        "{{ 7*7 }} halo",
        "\ud800 halo \x00",
        "Привет halo مرحبا",
        "[[h@l'oU]] halo",
    ],
)
def test_it_is_read_as_text(text: str, tmp_path: Path) -> None:
    rendered = render(text, tmp_path / "out.wav")
    assert 100 < rendered.duration_ms < 20_000


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=40))
def test_any_text_is_a_recording_or_an_error_for_people(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("any") / "out.wav"
    try:
        assert render(text, out).bytes == out.stat().st_size
    except AudioError:
        assert not out.exists()


@given(text=st.text())
def test_no_phrase_is_ever_empty_or_endless(text: str) -> None:
    assert all(0 < len(piece.text) <= 600 for piece in phrases(text))


def test_title_and_closing_are_said_when_the_template_wants_them() -> None:
    template = Template(announce_title=True, closing="Informasi ini disampaikan oleh Dinas Kesehatan")
    said = script(template, "Imunisasi", "Besok pagi.")
    assert said == "Imunisasi.\n\nBesok pagi.\n\nInformasi ini disampaikan oleh Dinas Kesehatan."
    assert script(Template(), "Imunisasi", "Besok pagi.") == "Besok pagi."
