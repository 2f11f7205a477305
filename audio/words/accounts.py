"""Numbers that are names: accounts, NIK and NIP, post codes, the numbers of letters."""

from __future__ import annotations

import re

from audio.words.acronyms import pronounceable, said_letters
from audio.words.phones import by_fours, in_groups
from audio.words.romans import ROMAN, value
from audio.words.rule import DIGIT, WORD, Rule, Scene, rule
from audio.words.tables import words

_ADDRESSED = re.compile(
    r"(?:\bProv(?:insi)?\b\.?|\bKab(?:upaten)?\b\.?|\bKota|Banten|Jawa|Jakarta|Rangkasbitung|Kec"
    r"(?:amatan)?\b\.?)[^.;:!?\d]{0,24},?\s$|(?i:box)\s\d{1,5}\s[A-Z]{2,4}\s$"
)
_IN_TOWN = re.compile(r"\b(?:Jl|Jalan|Kec|Kab|Kp|Ds|Desa|Kel|Kecamatan|Kabupaten)\b.*\s[A-Z][a-z]+,?\s$")
NAMED = re.compile(
    r"(?i)(?<!\d\s)\b(?:nik|nip|npsn|nrp|nidn|nisn|nuptk|npwp|nib|nop|nomor induk|no\. induk|rek|rekening|norek|va"
    r"|virtual account|otp|kode pos|kode|pin|isbn|issn|resi|tiket|"
    r"laporan|kk|kartu keluarga|imei|id pelanggan|idpel|id|token|registrasi|referensi|booking|nomor polisi"
    r"|paspor|sertifikat|spbu|barcode|postal code|account)"
    r"\b\.?(?P<between>[^\d.;!?]{0,30})[.:]?\s*$"
)

_VERB = re.compile(r"\s(?!nomor|no\b|adalah|anda|peserta|pelanggan|pos\b|bank)[a-z]{3,}")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


def _named(match: re.Match[str], scene: Scene) -> str | None:
    written = match.group().rstrip(" .-")
    before = scene.before(match.start(), 64)
    if (
        len(re.sub(r"\D", "", written)) < 4
        or _counted(match, scene)
        or before.rstrip(" .:-(")[-1:].isdigit()
        or not NAMED.search(before)
    ):
        return None
    return None if re.fullmatch(r"(?:19|20)\d\d", written) else digits_said(written, scene)


def _counted(match: re.Match[str], scene: Scene) -> bool:
    """ "laporan 1.250 kasus", "PIN Polio menyasar 12500 anak": how many there are, no number of any of them."""
    written = match.group().rstrip()
    if _THOUSANDS.fullmatch(written):
        return True
    if len(written) > 5 or written.startswith("0"):
        return False
    following = re.match(r"\s?([a-z]{1,20})\b", scene.text[match.start() + len(written) :][:24])
    between = NAMED.search(scene.before(match.start(), 64))
    return bool(following and following[1] in words("counted")) or bool(between and _VERB.search(between["between"]))


def digits_said(written: str, scene: Scene) -> str:
    """Digit by digit: in the writer's groups, else four by four when there are more than six."""
    if re.search(r"\D", written):
        return in_groups(written, scene)
    return by_fours(written, scene) if len(written) > 6 else scene.tongue.spell(written)


def _register(match: re.Match[str], scene: Scene) -> str:
    """ "3602-LT-12032019-0045", a chassis number: letters and figures one by one, a pause for each hyphen."""
    return ", ".join(scene.tongue.spell(part) for part in match.group().split("-"))


def _postal(match: re.Match[str], scene: Scene) -> str | None:
    """Five digits after a province, a district or a town at the end of an address."""
    before = scene.before(match.start())
    addressed = _ADDRESSED.search(before) or _IN_TOWN.search(scene.before(match.start(), 100))
    return scene.tongue.spell(match.group()) if addressed else None


def _letter_number(match: re.Match[str], scene: Scene) -> str | None:
    """ "005/123-Disdik/XII/2026": strokes are said, figures digit by digit, the year as a year."""
    written = match["code"].rstrip("./-")
    parts = written.split("/")
    if len(parts) < (2 if "." in parts[0] else 3) or not re.search(r"\d", written):
        return None
    said = f" {scene.tongue.words['slash']} ".join(_part(part, scene) for part in parts if part)
    return f"{scene.tongue.words['number']} {said}" if match["no"] else said


def _part(part: str, scene: Scene) -> str:
    if re.fullmatch(r"(?:19|20)\d\d", part):
        return scene.tongue.year(int(part))
    if part and re.fullmatch(ROMAN, part) and value(part) <= 12:
        return scene.tongue.cardinal(value(part))
    return " ".join(_piece(piece, scene) for piece in re.findall(r"(?:Kec|Kel|Ds|Kab)\.|[A-Za-z]+|\d+|[.\-]", part))


def _piece(piece: str, scene: Scene) -> str:
    if piece in ".-":
        return scene.tongue.words["point" if piece == "." else "dash"]
    if piece.isdecimal():
        return scene.tongue.spell(piece)
    if re.fullmatch(r"[IVX]{2,}", piece) and re.fullmatch(ROMAN, piece):
        return scene.tongue.cardinal(value(piece))
    if piece[-1] == ".":
        return scene.tongue.before_names.get(piece[:-1].lower(), piece[:-1])
    return scene.tongue.spell(piece) if len(piece) == 2 and not pronounceable(piece) else said_letters(piece, scene)


def _long_number(match: re.Match[str], scene: Scene) -> str:
    """ "No. 1234567": so long a number is nobody's place in a row."""
    return f"{scene.tongue.words['number']} {digits_said(match['n'], scene)}"


ACCOUNTS: tuple[Rule, ...] = (
    rule(
        "letter number",
        r"(?P<no>(?i:nomor|no\b\.?|nmr\.?)\s?:?\s?)(?P<code>[\w.\-]{1,20}(?:/[\w.\-]{1,24}){2,6}"
        r"|\d{1,4}(?:\.\d{1,4}){1,4}/[\w.\-]{1,24})",
        _letter_number,
        "nomor no nmr",
    ),
    rule("letter number", r"(?P<no>)(?P<code>[A-Za-z]{1,4}(?:/[\w.\-]{1,24}){3,6})", _letter_number, WORD, needs="/"),
    rule(
        "letter number",
        r"(?P<no>)(?P<code>\d{1,6}(?:\.\d{1,3})?(?:/[\d.]{1,10}){0,2}/[\w.\-]{0,24}[A-Za-z][\w.\-]{0,24}(?:/[\w.\-]{1,24}){1,5})",
        _letter_number,
        DIGIT,
        needs="/",
    ),
    rule("register", r"\d{2,6}-[A-Z]{1,4}(?:-\d{2,12}){1,4}(?![\w/-])", _register, DIGIT, needs="-"),
    rule(
        "register",
        r"(?=[A-Z\d]{8,20}(?!\w))(?=(?:[A-Z]{0,20}\d){4})(?:[A-Z]{1,8}\d{1,12}){2,6}[A-Z]{0,4}",
        _register,
        WORD,
        needs="0123456789",
    ),
    rule(
        "account",
        r"(?:(?i:nomor|nmr\.?|no\.)|No)\s?:?\s?(?P<n>[1-9]\d{4,11})(?![\w/]|[.,-]\d)",
        _long_number,
        "no nomor nmr",
    ),
    rule("postal code", r"\d{5}(?=\s*(?:$|[.,;)]))", _postal, DIGIT),
    rule("account", r"\d{1,18}(?:[\s.\-]{1,3}\d{1,18}){0,8}", _named, DIGIT),
)
