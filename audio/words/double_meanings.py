"""Short forms that mean one thing or another: what stands beside them tells which."""

from __future__ import annotations

import re

from audio.words.figures import FIGURE, figure
from audio.words.rule import DIGIT, Rule, Scene, rule

_SUM = re.compile(
    r"(?i)\b(?:dana|anggaran|biaya|pagu|nilai|senilai|modal|apbd|apbdes|pad|utang|hutang|omzet|aset|kerugian|rugi"
    r"|bantuan|hibah|investasi|sebesar|proyek|korupsi|harga|seharga|total|realisasi|bernilai)\b[^.;\d]{0,24}$"
)
_LENGTH = re.compile(
    r"(?i)\b(?:jarak|lebar|panjang|tinggi|dalam|kedalaman|sedalam|setinggi|sepanjang|selebar|radius|ketinggian"
    r"|berjarak|bentang|diameter)\b[^.;\d]{0,24}$"
)
_BUILDING = re.compile(
    r"(?i)\b(?:ruko|rumah|gedung|kantor|hotel|bangunan|apartemen|toko|kios|kos|kost|masjid|sekolah|vila|villa|pasar"
    r"|asrama|rusun|rusunawa|tingkat)\b[^.;,\d]{0,20}$"
)


def _capital_m(match: re.Match[str], scene: Scene) -> str | None:
    """ "dana 1,2 M" is miliar, "lebar 3 M" is metres."""
    before = scene.before(match.start())
    if scene.tongue.code == "en" or not (_SUM.search(before) or _LENGTH.search(before)):
        return None
    return f"{figure(match['n'], scene.tongue)} {'meter' if _LENGTH.search(before) else 'miliar'}"


def _storeys(match: re.Match[str], scene: Scene) -> str | None:
    """ "ruko 3 lt": a house of three storeys; elsewhere they are litres."""
    if scene.tongue.code == "en" or not _BUILDING.search(scene.before(match.start())):
        return None
    return f"{figure(match['n'], scene.tongue)} lantai"


_MEASURED = {"TB": "tinggi badan", "BB": "berat badan", "LT": "luas tanah", "LB": "luas bangunan"}


def _measured(match: re.Match[str], scene: Scene) -> str | None:
    return None if scene.tongue.code == "en" else f"{_MEASURED[match['what']]} "


def _speed(match: re.Match[str], scene: Scene) -> str:
    """ "Kec. angin": how fast; before a name it is a district."""
    return "Kecepatan" if match.group()[0] == "K" else "kecepatan"


_COMES = re.compile(
    r"(?i)(?:\d\s?[a-z]{0,7}|\b(?:info|informasi|jalur|rute|berita|pesan|undangan|surat|datang|tiba|jauh|asal|berasal|pulang"
    r"|berangkat|kiriman|bantuan|perjalanan|dana|dapat|dibuka|mulai|keluar|kabar|himbauan|imbauan))\s$"
)
_PLACE = re.compile(
    r"\s(?:(?:Camat|Kades|Lurah|Bupati|Gubernur|Wali|Dinas|Desa|Kecamatan|Kabupaten|Kota|Kampung|Polsek|Polres|Puskesmas"
    r"|Kp|Ds|Kec|Kab|Jl|[A-Z]{2,6})\b|(?:[A-Z][a-z]+\s){1,3}(?:ke|sampai|s\.d|s/d|menuju|hingga|smp)\b)"
)


def _from(match: re.Match[str], scene: Scene) -> str | None:
    """ "dr jam 9", "40 km dr Maja", "info dr Camat": from where; a doctor has a name behind."""
    name = scene.text[match.end() : match.end() + 2].strip()[:1].isupper()
    place = _COMES.search(scene.before(match.start())) or _PLACE.match(scene.text, match.end())
    if scene.tongue.code != "id" or (name and (match.group() == "Dr" or not place)):
        return None
    return "Dari" if match.group() == "Dr" else "dari"


def _voters(match: re.Match[str], scene: Scene) -> str | None:
    """ "L 1.234, P 1.301": men and women, where both are told."""
    if scene.tongue.code == "en":
        return None
    return ", ".join(
        f"{who} {figure(match[n], scene.tongue)}" for who, n in (("laki-laki", "men"), ("perempuan", "women"))
    )


def _dead(match: re.Match[str], scene: Scene) -> str | None:
    """ "2 orang MD": in reports of accidents; after a name it is a degree."""
    counted = re.search(r"(?i)\b(?:orang|korban|jiwa|warga|pasien)\s$", scene.before(match.start(), 10))
    return "meninggal dunia" if counted else None


DOUBLE_MEANINGS: tuple[Rule, ...] = (
    rule("abbreviation", r"[Pp]s\.(?=\s[A-Z][a-z])", lambda m, s: "Pasar" if m.group()[0] == "P" else "pasar", "ps"),
    rule("abbreviation", r"MD(?!\w)", _dead, "md"),
    rule(
        "people",
        r"L(?::\s?|\s)(?P<men>\d[\d.]*),?\s(?:dan\s|&\s)?P(?::\s?|\s)(?P<women>\d+(?:\.\d+)*)",
        _voters,
        "l",
        needs="P",
    ),
    rule("measure", rf"(?P<n>{FIGURE})\s?M(?!\w|\.\w)", _capital_m, DIGIT, needs="M"),
    rule("measure", rf"(?P<n>{FIGURE})\s?(?i:lt)\b(?!\.?\s?\d)(?:\.(?=\s[a-z]))?", _storeys, DIGIT, needs="lL"),
    rule(
        "abbreviation",
        r"(?P<what>TB|BB|LT|LB)\.?\s?:?\s?(?=\d{1,5}(?:[.,]\d{1,2})?\s?(?:(?:cm|kg)\b|m2|m²|meter))",
        _measured,
        "tb bb lt lb",
    ),
    rule(
        "abbreviation",
        r"[Kk]ec\.?(?=\s(?:angin|arus|rata|maks|maksimum|maksimal|kendaraan|internet|unduh|tinggi|min)\b)",
        _speed,
        "kec",
    ),
    rule("abbreviation", r"[Dd]r(?=\s[A-Za-z0-9])", _from, "dr"),
)
