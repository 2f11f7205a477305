"""Telephone numbers: digit by digit, in the writer's groups; short codes where a call or a message is spoken of."""

from __future__ import annotations

import re

from audio.words.rule import DIGIT, Rule, Scene, rule

_CALL = (
    r"(?:hub(?:ungi)?\.?|menghubungi|dihubungi|telp\.?|tlp\.?|telepon|telfon|telpon|telephone|tel\.?|phone"
    r"|call|hotline|sms|wa|whatsapp|hp|ponsel|"
    r"handphone|kontak|kontak person|contact person|cp|center|centre|centra|darurat|pengaduan|layanan|fax"
    r"|faks|faksimile|faksimili|nomor telepon|"
    r"polisi|damkar|emergency|bpjs|ambulans|ambulan|pemadam|sapa|pln|halo|basarnas|bpbd|psc|posko|bebas pulsa|panggilan"
    r"|dial|text|tekan|ketik|nelepon|telepun|hubungan|lapor(?:kan|keun)?\s(?:ke|ka)|nyauran|taroskeun|kaluuhan)"
)
_CALLED = re.compile(
    rf"(?i)\b{_CALL}\b\.?[^.!?\n\d]{{0,30}}(?:\(?\d[\d\s\-/()]{{1,20}}(?:,|atau|dan|/|or|jeung|sareng|atawa|atanapi)\s*)?$"
)
_NOT_A_CALL = re.compile(
    r"(?i)\b(?:jl|jalan|gang|perda|uu|blok|rt|rw|kamar|lantai|selama|setiap|sebanyak|usia|sejak|pada|pukul"
    r"|jam|tahun)\b[^,;]*$"
)
_COUNTED = re.compile(
    r"\s?(?:orang|warga|jam|x\d|kali|titik|unit|hari|menit|%|persen|ribu|juta|tahun|anak|desa|km\b|kg|petugas|personel|"
    r"kecamatan|pelanggan|rumah|tenaga|posko|lokasi|siswa|peserta|kursi|paket|aduan|laporan)"
)
_ASKED = re.compile(r"(?i)(?:ke|nomor|no\.?|center|darurat|:)\s*$")
_SHORT = frozenset(
    [
        "108",
        "110",
        "111",
        "112",
        "113",
        "115",
        "117",
        "118",
        "119",
        "122",
        "123",
        "129",
        "133",
        "135",
        "136",
        "144",
        "147",
        "150",
        "151",
        "153",
        "155",
        "157",
        "158",
        "159",
        "165",
        "166",
        "169",
        "171",
        "185",
        "188",
        "195",
        "198",
        "1708",
        "14045",
        "14022",
        "14000",
        "14017",
        "14041",
        "14080",
        "14013",
        "14021",
        "14016",
        "1500",
    ]
)
_AREAS_3 = ("021", "022", "024", "031", "061")


def in_groups(written: str, scene: Scene) -> str:
    """The digits of each group the writer made, with a pause between groups."""
    return ", ".join(scene.tongue.spell(group) for group in re.findall(r"\d+", written))


def by_fours(digits: str, scene: Scene) -> str:
    """Digits that nobody grouped: four by four, and no digit alone at the end."""
    groups = [digits[i : i + 4] for i in range(0, len(digits), 4)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        last = groups.pop()
        groups[-1] += last
    return ", ".join(scene.tongue.spell(group) for group in groups)


def spoken_number(written: str, scene: Scene) -> str:
    """One telephone number, with its groups or without."""
    groups = re.findall(r"\d+", written)
    plus = scene.tongue.words["plus"] + " " if written.lstrip("( ").startswith("+") else ""
    if len(groups) > 1:
        return plus + in_groups(written, scene)
    digits = groups[0]
    if plus or digits.startswith("62"):
        return f"{plus}{scene.tongue.spell(digits[:2])}, {_ungrouped('0' + digits[2:], scene, skip=1)}"
    return _ungrouped(digits, scene)


def _ungrouped(digits: str, scene: Scene, skip: int = 0) -> str:
    if digits.startswith("0800"):
        return f"{scene.tongue.spell(digits[:4])}, {by_fours(digits[4:], scene)}"
    if digits.startswith("08") or digits[0] != "0":
        return by_fours(digits[skip:], scene)
    head = 3 if digits.startswith(_AREAS_3) else 4
    local = digits[head:]
    said = scene.tongue.spell(local) if len(local) < 8 else by_fours(local, scene)
    return f"{scene.tongue.spell(digits[skip:head])}, {said}"


def _phone(match: re.Match[str], scene: Scene) -> str | None:
    digits = re.sub(r"\D", "", match["number"])
    if not 7 <= len(digits) <= 16:
        return None
    said = spoken_number(match["number"], scene)
    if match["ext"]:
        said += f" {scene.tongue.words['extension']} {scene.tongue.spell(match['ext'])}"
    if match.groupdict().get("second"):
        said += f" {scene.tongue.words['or']} {scene.tongue.spell(match['second'])}"
    return f"{said} {scene.tongue.words['or']} " if match.groupdict().get("next") else said


def _called(match: re.Match[str], scene: Scene) -> str | None:
    """A number that follows "hubungi", "telepon", "SMS ke" … is said digit by digit."""
    return _grouped_or_not(match["n"], scene) if is_called(match["n"], match.start(), match.end(), scene) else None


def is_called(written: str, start: int, end: int, scene: Scene) -> bool:
    """Whether a number is one to call or to write to, by the words around it."""
    before = scene.before(start, 64)
    called = _CALLED.search(before)
    if not called or _NOT_A_CALL.search(called.group()) or _COUNTED.match(scene.text[end : end + 16]):
        return False
    digits = re.sub(r"\D", "", written)
    if re.fullmatch(r"(?:19|20)\d\d", written):
        return bool(_ASKED.search(before))
    return len(digits) > 3 or digits in _SHORT or (len(digits) == 3 and bool(_ASKED.search(before)))


def _grouped_or_not(written: str, scene: Scene) -> str:
    groups = re.findall(r"\d+", written)
    if len(groups) > 1:
        return in_groups(written, scene)
    return spoken_number(written, scene) if len(written) > 6 else scene.tongue.spell(written)


def _masked(match: re.Match[str], scene: Scene) -> str | None:
    """ "0812-xxxx-1234": figures that the writer hides are said by the letter that hides them."""
    groups = re.findall(r"\d+|[xX]+", match.group())
    return ", ".join(map(scene.tongue.spell, groups)) if "x" in match.group().lower() else None


def _toll(match: re.Match[str], scene: Scene) -> str:
    return in_groups(match.group(), scene)


def _dial_code(match: re.Match[str], scene: Scene) -> str:
    names = {"*": scene.tongue.words["star"], "#": scene.tongue.words["hash"]}
    return " ".join(names.get(sign) or scene.tongue.spell(sign) for sign in match.group())


_EXT = r"(?:[\s,]{1,2}(?i:ext|ekst|eks|pes|pesawat|ekstensi)\.?\s?(?P<ext>\d{1,5}))?"
_SEP = r"[\s.\-–]{1,3}"
_HELP = r"1(?:1\d|29|23)"


def _other_help(match: re.Match[str], scene: Scene) -> str | None:
    """ "112 atau 119": the second of two numbers of help."""
    first = re.search(rf"(?<!\d){_HELP}\s(?:atau|dan|or)\s$", scene.before(match.start(), 12))
    return scene.tongue.spell(match.group()) if first and not _COUNTED.match(scene.text[match.end() :][:16]) else None


PHONES: tuple[Rule, ...] = (
    rule("dial code", r"[*#]\d{2,5}(?:\*\d{1,12}){0,4}#", _dial_code, "* #"),
    rule(
        "phone",
        rf"(?P<number>\(?\+\s?\d{{1,3}}\)?(?:{_SEP})?(?:\(0?\)\s?)?\(?\d{{1,14}}\)?"
        rf"(?:{_SEP}\d{{2,8}}){{0,4}}){_EXT}(?!\d)",
        _phone,
        "+ (",
    ),
    rule(
        "phone", rf"(?P<number>\(0\d{{2,3}}\)\s?[-–]?\s?\d{{3,8}}(?:{_SEP}\d{{2,6}}){{0,3}}){_EXT}(?!\d)", _phone, "("
    ),
    rule("phone", r"0\d{2,3}(?:[-\s.]?(?:[xX]{2,5}|\d{2,5})){1,4}(?!\w)", _masked, DIGIT, needs="xX"),
    rule(
        "phone",
        rf"(?P<number>0\d{{2,3}}(?:{_SEP}|/)?\d{{1,10}}(?:{_SEP}\d{{2,7}}){{0,4}}){_EXT}(?:\s?/\s?(?P<second>[1-9]\d{{4,7}})(?![\d/-]))?(?!/[1-9]|\d)"
        rf"(?P<next>\s?/\s?(?=0\d))?",
        _phone,
        DIGIT,
    ),
    rule("phone", rf"(?P<number>62[\s\-]?8\d{{1,11}}(?:{_SEP}\d{{2,7}}){{0,3}})(?P<ext>)(?!\d)", _phone, DIGIT),
    rule(
        "phone",
        r"0[-\s]800(?:[-\s]\d{1,8}){1,4}(?!\d)|1500[-\s.]?\d{3}(?!\d)|14\d{3}(?=\s*(?:\)|$))|1-?500-?\d{3}(?!\d)",
        lambda m, s: _toll(m, s) if len(m.group()) > 7 or (m.group()[:4] == "1500" and len(m.group()) == 7) else None,
        DIGIT,
    ),
    rule(
        "short code",
        rf"{_HELP}(?=\s(?:(?i:ext|ekst|eks|pes|pesawat|ekstensi)\b|(?:atau|dan|or)\s{_HELP}(?!\d)|(?:Polri|Polisi|PLN|Damkar"
        r"|Basarnas|BPBD|Ambulans)\b))",
        lambda m, s: s.tongue.spell(m.group()),
        DIGIT,
    ),
    rule("short code", rf"{_HELP}(?!\d|[.,]\d)", _other_help, DIGIT),
    rule(
        "short code", rf"(?P<n>\d{{3,16}}(?:{_SEP}\d{{2,8}}){{0,4}})(?![\d%]|/(?!1\d\d(?!\d))|[.,:]\d)", _called, DIGIT
    ),
)
