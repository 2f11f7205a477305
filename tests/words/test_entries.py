"""The station's and the agencies' lexicon."""

from __future__ import annotations

import pytest

from audio.words import BadEntry, Entry, check_entry, speak


def _said(text: str, *entries: Entry) -> str:
    return speak(text, "id", entries).words


def test_a_word_of_the_lexicon_stands_before_every_rule() -> None:
    assert (
        _said("Bawa KTP, bukan KTPX.", Entry("KTP", "Kartu Tanda Penduduk"))
        == "Bawa Kartu Tanda Penduduk, bukan ka te pe eks."
    )


def test_the_first_entry_wins_so_that_the_agency_overrules_the_station() -> None:
    agency, station = Entry("HUT", "Hari Ulang Tahun"), Entry("HUT", "hut")
    assert _said("HUT RI", agency, station) == "Hari Ulang Tahun er i"


def test_a_word_is_found_in_any_case_but_an_acronym_only_as_written() -> None:
    assert _said("RABEG dan Rabeg", Entry("Rabeg", "rabék")) == "rabék dan rabék"
    assert _said("sim dan SIM", Entry("SIM", "surat izin mengemudi")) == "sim dan surat izin mengemudi"


def test_an_entry_can_be_of_several_words_and_begin_with_any_sign() -> None:
    assert (
        _said("Radio  Multatuli @siar", Entry("radio multatuli", "erem"), Entry("@siar", "akun siar"))
        == "erem akun siar"
    )


def test_a_pattern_puts_its_groups_into_the_words() -> None:
    assert _said("Loket-7 buka", Entry(r"Loket-(\d)", r"loket nomor \1", "pattern")) == "loket nomor tujuh buka"


def test_phonemes_reach_the_voice_between_double_brackets() -> None:
    spoken = speak("Radio Multatuli, Lebak", "id", [Entry("Multatuli", "m,Ult@t'uli", "phonemes")])
    assert spoken.words == "Radio [[m,Ult@t'uli]], Lebak"


@pytest.mark.parametrize(
    "entry",
    [
        Entry("KTP", "ka te pe"),
        Entry(r"Loket-(\d+)", r"loket \1", "pattern"),
        Entry(r"[A-Z]{2,5}-\d+", "kode", "pattern"),
        Entry("Baduy", "b'adui", "phonemes"),
    ],
)
def test_a_good_entry_passes(entry: Entry) -> None:
    check_entry(entry)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry(" ", "kosong"), "empty"),
        (Entry("x" * 500, "panjang"), "longer"),
        (Entry("Baduy", "", "phonemes"), "empty"),
        (Entry("Baduy", "[[b'adui]]", "phonemes"), "without the brackets"),
        (Entry("Baduy", "ˈbadui", "phonemes"), "no phoneme sign"),
        (Entry("(tak tertutup", "x", "pattern"), "can't be read"),
        (Entry("a*", "x", "pattern"), "nothing is written"),
        (Entry(r"(a+)+b", "x", "pattern"), "repetition inside a repetition"),
        (Entry(r"(a|aa)+b", "x", "pattern"), "repetition inside a repetition"),
        (Entry(r"(a|b|ab)*c", "x", "pattern"), "repetition inside a repetition"),
        (Entry(r"\d+\d+\d+\d+x", "x", "pattern"), "more than"),
        (Entry(r"(\d)", r"\2", "pattern"), "spoken form"),
    ],
)
def test_a_bad_entry_is_refused_with_the_reason(entry: Entry, reason: str) -> None:
    with pytest.raises(BadEntry) as refused:
        check_entry(entry)
    assert reason in str(refused.value)
    assert refused.value.mend


@pytest.mark.timeout(60)
def test_patterns_that_pass_do_not_hang_on_a_long_script() -> None:
    entry = Entry(r"[a-z]+[a-z]+[a-z]+!", "x", "pattern")
    check_entry(entry)
    assert speak("abc" * 5_000, "id", [entry]).words


def test_a_pattern_given_first_stands_before_a_word() -> None:
    pattern, word = Entry(r"pukul \d+", "waktunya", "pattern"), Entry("pukul", "jam")
    assert _said("pukul 7", pattern, word) == "waktunya"
    assert _said("pukul 7", word, pattern) == "jam tujuh"
