from tests.console.conftest import text_of


def test_what_an_official_hands_in_stands_on_its_page(as_, submitted):
    page = text_of(as_("official").get(f"/naskah/{submitted}"))
    assert "Imunisasi campak serentak" in page
