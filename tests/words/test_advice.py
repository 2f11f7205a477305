"""What the writer is told beside the script."""

from __future__ import annotations

from datetime import date

import pytest

from audio.words import Advice, advise

TODAY = date(2026, 11, 24)
GOOD = (
    "Dinas Kesehatan mengajak orang tua membawa anak ke Posyandu, mulai Senin, 7 Desember 2026, pukul 08.00 WIB. "
    "Informasi lebih lanjut, hubungi 0812-3456-7890."
)


def _kinds(text: str) -> set[str]:
    return {advice.kind for advice in advise(text, "id", TODAY)}


def _told(text: str, kind: str) -> tuple[str, Advice]:
    (advice,) = [advice for advice in advise(text, "id", TODAY) if advice.kind == kind]
    return text[advice.start : advice.end], advice


def test_a_good_script_is_left_in_peace() -> None:
    assert advise(GOOD, "id", TODAY) == []


def test_a_weekday_that_is_not_the_dates_own_is_told_with_the_right_one() -> None:
    place, advice = _told("Datanglah Senin, 08/12/2026 ke aula", "wrong_weekday")
    assert place == "Senin, 08/12/2026"
    assert advice.message % advice.values == "“Senin, 08/12/2026” is a Selasa."


@pytest.mark.parametrize("text", ["Selasa, 08/12/2026", "Selasa (8 Desember 2026)", "Tuesday, 8 December 2026"])
def test_a_weekday_that_is_right_is_not_told(text: str) -> None:
    assert "wrong_weekday" not in _kinds(text)


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Rapat 20 November 2026 di aula", "past_date", "20 November 2026"),
        ("Rapat 2026-11-20 di aula", "past_date", "2026-11-20"),
        ("Rapat 31/02/2027 di aula", "no_such_date", "31/02/2027"),
        ("Hubungi 0812-3456-789 segera", "phone_short", "0812-3456-789"),
        ("Hubungi 08123456 segera", "phone_short", "08123456"),
        ("Hubungi (0252) 2012 segera", "phone_short", "(0252) 2012"),
        ("Hubungi 0812-3456-7890-123 segera", "phone_long", "0812-3456-7890-123"),
        ("Sosialisasi di aula", "jargon", "Sosialisasi"),
        ("Pesan itu SUNGGUH TIDAK BENAR adanya", "all_capitals", "SUNGGUH TIDAK BENAR"),
        (
            "Pajak dihitung, ditetapkan, lalu ditagihkan lewat pos",
            "passive_chain",
            "dihitung, ditetapkan, lalu ditagihkan",
        ),
        (
            "Ada 5 desa, 12 RW, 40 RT, 300 rumah, 1.200 jiwa terdampak",
            "dense_figures",
            "5 desa, 12 RW, 40 RT, 300 rumah, 1.200",
        ),
    ],
)
def test_it_is_told_with_its_place(text: str, kind: str, place: str) -> None:
    found, advice = _told(text, kind)
    assert found == place
    assert advice.mend


def test_the_first_day_of_a_range_and_history_are_not_called_past() -> None:
    assert "past_date" not in _kinds("Mulai 20/11/2026 sampai 30/11/2026, mengenang 17 Agustus 1945")


def test_nothing_is_past_when_today_is_not_known() -> None:
    assert not [advice for advice in advise("Rapat 20 November 2020 di aula desa", "id") if advice.kind == "past_date"]


def test_a_sentence_too_long_for_one_breath_is_told_with_its_length() -> None:
    _, advice = _told(
        "Warga " + "dan keluarga yang tinggal di sekitar sungai itu " * 5 + "diminta pindah.", "long_sentence"
    )
    assert advice.values["words"] == 43


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Vaksin gratis tersedia lagi untuk anak kecil", {"missing_when", "missing_where", "missing_who"}),
        ("Dinas Kesehatan membuka vaksin gratis besok pagi", {"missing_where"}),
        ("Dinas Kesehatan membuka vaksin gratis di aula desa", {"missing_when"}),
    ],
)
def test_a_question_left_open_is_told(text: str, missing: set[str]) -> None:
    assert {kind for kind in _kinds(text) if kind.startswith("missing")} == missing
