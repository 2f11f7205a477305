"""The link between what is written and what is said, and what is told about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio.words import Span, guess_language, reading_time_ms, speak


def _said(text: str) -> dict[str, tuple[str, str]]:
    return {text[span.start : span.end]: (span.said, span.rule) for span in speak(text, "id").spans}


def test_each_expansion_knows_its_place_its_words_and_its_rule() -> None:
    assert speak("Denda 1% di Kec. Maja", "id").spans == (
        Span(6, 8, "satu persen", "percent"),
        Span(12, 16, "Kecamatan", "abbreviation"),
    )


def test_what_is_said_as_written_has_no_span() -> None:
    assert speak("Bawa buku, pensil, dan penghapus.", "id").spans == ()


def test_places_count_the_signs_of_the_written_text() -> None:
    assert _said("Ke\u200bpada \r\n🎉 KTP")["KTP"] == ("ka te pe", "acronym")


def test_a_numeral_sign_of_one_character_has_the_place_of_that_character() -> None:
    assert _said("Tahap Ⅲ")["Tahap Ⅲ"] == ("tahap tiga", "roman")


def test_a_line_can_be_in_another_language() -> None:
    spoken = speak("Bawa 2 KTP\n[en] Bring 2 copies\n[su] Candak 2 salinan", "id")
    assert spoken.words == "Bawa dua ka te pe\nBring two copies\nCandak dua salinan"
    assert spoken.language == "id"


GUESSES = [line.split("\t") for line in Path(__file__).with_name("guesses.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("language", "line"), GUESSES)
def test_the_language_of_a_short_line_is_guessed(language: str, line: str) -> None:
    assert guess_language(line) == language


@pytest.mark.parametrize("case", sorted(Path(__file__).with_name("cases").glob("id*.tsv")), ids=lambda path: path.stem)
def test_no_indonesian_line_is_taken_for_another_language(case: Path) -> None:
    lines = [line.split("\t")[0] for line in case.read_text("utf-8").splitlines() if line]
    assert [line for line in lines if guess_language(line) != "id"] in ([], ["$5.5 million"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Warga diharapkan datang ke kantor desa untuk mendaftar.", "id"),
        ("Wargi sadayana dihaturanan sumping ka balé désa kanggo ngadaptar.", "su"),
        ("Residents are invited to the village hall for registration.", "en"),
        ("12345", "id"),
        ("umur 5-7 taun", "su"),
        ("naék 2,5%", "su"),
        ("Gol dari Mbappé, Pelé 2-1", "id"),
        ("1,250 people", "en"),
        ("the 2nd floor", "en"),
        ("at 7.05 a.m.", "en"),
        ("Visit Banten 2027", "id"),
        ("HUT The Jakmania 28 Agustus", "id"),
        ("", "id"),
    ],
)
def test_the_language_is_guessed(text: str, language: str) -> None:
    assert guess_language(text) == speak(text).language == language


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Potong 1/2 bagian", "fraction_or_date"),
        ("nilainya 5.6", "decimal_or_time"),
        ("dimulai 17.33", "time_or_decimal"),
        ("selambatnya 30/11", "date_or_figures"),
    ],
)
def test_what_can_be_read_in_two_ways_is_told(text: str, kind: str) -> None:
    (note,) = speak(text, "id").notes
    assert note.kind == kind
    assert note.message and note.mend
    assert text[note.start : note.end].strip()[0].isdigit()


@pytest.mark.parametrize(
    "text", ["Senin (1/2)", "pukul 17.33", "5,6 km", "17:33 WIB", "½ gelas", "tanggal 30/11", "versi 5.6"]
)
def test_what_is_plain_is_not_told(text: str) -> None:
    assert speak(text, "id").notes == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("a", "a"),
        ("🎉🎉", ""),
        ("12", "dua belas"),
        ("<speak>Halo <break time='1s'/>warga</speak>", "Halo warga"),
        ("<b>Rp5.000</b> &amp; gratis", "lima ribu rupiah dan gratis"),
        ("[[halo]] warga", "halo, warga"),
        ("Halo\x00 warga\ud800", "Halo warga"),
        ("\u200fHalo\u202e", "Halo"),
    ],
)
def test_odd_scripts_are_read_as_text_and_never_carried_out(text: str, words: str) -> None:
    assert speak(text, "id").words == words


def test_reading_aloud_takes_longer_the_slower_the_pace() -> None:
    spoken = speak("Warga diminta waspada. Hubungi 112.", "id")
    assert reading_time_ms(spoken, 100) > reading_time_ms(spoken, 160) > 2_000
