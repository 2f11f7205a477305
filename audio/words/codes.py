"""Numbers that are names: accounts, NIK and NIP, letter numbers, number plates, codes of letters and digits."""

from __future__ import annotations

import re
import string

from audio.words.figures import figure
from audio.words.phones import by_fours, in_groups
from audio.words.romans import ROMAN, value
from audio.words.rule import DIGIT, WORD, Rule, Scene, rule

_ADDRESSED = re.compile(
    r"(?:\bProv(?:insi)?\b\.?|\bKab(?:upaten)?\b\.?|\bKota|Banten|Jawa|Jakarta|Rangkasbitung|Kec"
    r"(?:amatan)?\b\.?)[^.;:!?\d]{0,24},?\s$"
)
_IN_TOWN = re.compile(r"\b(?:Jl|Jalan|Kec|Kab|Kp|Ds|Desa|Kel|Kecamatan|Kabupaten)\b.*\s[A-Z][a-z]+,?\s$")
_NAMED = re.compile(
    r"(?i)\b(?:nik|nip|nisn|nuptk|npwp|nib|nop|nomor induk|no\. induk|rek|rekening|norek|va|virtual "
    r"account|otp|kode pos|kode|pin|isbn|issn|resi|tiket|"
    r"laporan|kk|kartu keluarga|imei|id pelanggan|idpel|id|token|registrasi|referensi|booking|nomor polisi"
    r"|paspor|sertifikat|barcode|postal code|account)"
    r"\b\.?[^\d.;!?]{0,30}[.:]?\s*$"
)


def _named(match: re.Match[str], scene: Scene) -> str | None:
    written = match.group().rstrip(" .-")
    before = scene.before(match.start(), 64)
    if len(re.sub(r"\D", "", written)) < 4 or before.rstrip(" .:-(")[-1:].isdigit() or not _NAMED.search(before):
        return None
    return None if re.fullmatch(r"(?:19|20)\d\d", written) else digits_said(written, scene)


def digits_said(written: str, scene: Scene) -> str:
    """Digit by digit: in the writer's groups, else four by four when there are more than six."""
    if re.search(r"\D", written):
        return in_groups(written, scene)
    return by_fours(written, scene) if len(written) > 6 else scene.tongue.spell(written)


def _postal(match: re.Match[str], scene: Scene) -> str | None:
    """Five digits after a province, a district or a town at the end of an address."""
    before = scene.before(match.start())
    addressed = _ADDRESSED.search(before) or _IN_TOWN.search(scene.before(match.start(), 100))
    return scene.tongue.spell(match.group()) if addressed else None


def _long(match: re.Match[str], scene: Scene) -> str:
    return digits_said(match.group(), scene)


def _letter_number(match: re.Match[str], scene: Scene) -> str | None:
    """ "005/123-Disdik/XII/2026": strokes are said, figures digit by digit, the year as a year."""
    written = match["code"].rstrip("./-")
    parts = written.split("/")
    if len(parts) < 3 or not re.search(r"\d", written):
        return None
    said = f" {scene.tongue.words['slash']} ".join(_part(part, scene) for part in parts if part)
    return f"{scene.tongue.words['number']} {said}" if match["no"] else said


def _part(part: str, scene: Scene) -> str:
    if re.fullmatch(r"(?:19|20)\d\d", part):
        return scene.tongue.year(int(part))
    if part and re.fullmatch(ROMAN, part) and value(part) <= 12:
        return scene.tongue.cardinal(value(part))
    return " ".join(_piece(piece, scene) for piece in re.findall(r"[A-Za-z]+|\d+|[.\-]", part))


def _piece(piece: str, scene: Scene) -> str:
    if piece in ".-":
        return scene.tongue.words["point" if piece == "." else "dash"]
    if piece.isdecimal():
        return scene.tongue.spell(piece)
    from audio.words.acronyms import said_letters

    return said_letters(piece, scene)


def _form(match: re.Match[str], scene: Scene) -> str:
    """ "F-1.01": the number of a form, point by point."""
    from audio.words.acronyms import said_letters

    letters, *numbers = re.findall(r"[A-Z]+|\d+", match.group())
    point = f" {scene.tongue.words['point']} "
    return f"{said_letters(letters, scene)} {point.join(figure(number, scene.tongue) for number in numbers)}"


def _plate(match: re.Match[str], scene: Scene) -> str:
    return " ".join(scene.tongue.spell(match[part]) for part in ("area", "n", "tail"))


def _letters_and_digits(match: re.Match[str], scene: Scene) -> str | None:
    """ "G20", "B-52", "PBB-P2": letters by name or as the word they are, then the number."""
    from audio.words.acronyms import said_letters

    pieces = re.findall(r"[A-Za-z]+|\d+(?:[.,]\d+)?", match.group())
    named = _NAMED.search(scene.before(match.start(), 64))
    said = []
    for piece in pieces:
        if piece[0].isdecimal():
            said.append(
                scene.tongue.spell(piece)
                if named or (len(piece) > 3 and len(pieces) > 2)
                else figure(piece, scene.tongue)
            )
        else:
            said.append(said_letters(piece, scene))
    return " ".join(said)


def _digits_and_letters(match: re.Match[str], scene: Scene) -> str:
    return f"{figure(match['n'], scene.tongue)} {scene.tongue.spell(match['letters'])}"


def _countdown(match: re.Match[str], scene: Scene) -> str:
    words = scene.tongue.words
    sign = words["plus" if match["sign"] == "+" else "minus"]
    return f"{scene.tongue.spell(match['letter'])} {sign} {scene.tongue.cardinal(int(match['n']))}"


def _blood(match: re.Match[str], scene: Scene) -> str | None:
    if not re.search(r"(?i)\b(?:darah|gol\.?|golongan|blood|getih)\b[^.;!?]{0,40}$", scene.before(match.start())):
        return None
    return f"{scene.tongue.spell(match['group'])} {scene.tongue.words['plus' if match['sign'] == '+' else 'minus']}"


CODES: tuple[Rule, ...] = (
    rule("blood group", r"(?P<group>AB|A|B|O)(?P<sign>[+\-])(?!\w)", _blood, "a b ab o"),
    rule("countdown", r"(?P<letter>H)\s?(?P<sign>[-–−+])\s?(?P<n>\d{1,3})(?![\d.,/]\d|\d)", _countdown, "h"),
    rule(
        "letter number",
        r"(?P<no>(?i:nomor|no\b\.?|nmr\.?)\s?:?\s?)(?P<code>[\w.\-]{1,20}(?:/[\w.\-]{1,24}){2,6})",
        _letter_number,
        "nomor no nmr",
    ),
    rule("letter number", r"(?P<no>)(?P<code>[A-Za-z]{1,4}(?:/[\w.\-]{1,24}){3,6})", _letter_number, WORD, needs="/"),
    rule(
        "letter number",
        r"(?P<no>)(?P<code>\d{1,6}(?:\.\d{1,3})?/[\w.\-]{0,24}[A-Za-z][\w.\-]{0,24}(?:/[\w.\-]{1,24}){1,5})",
        _letter_number,
        DIGIT,
        needs="/",
    ),
    rule("code", r"(?!PM)[A-Z]{1,3}[-.]?\d{1,4}(?:\.\d{1,4}){1,3}(?![\w])", _form, WORD, needs="0123456789"),
    rule(
        "plate", r"(?P<area>[A-Z]{1,2})\s(?P<n>\d{1,4})\s(?P<tail>[A-Z]{1,3})\b(?!\.)", _plate, WORD, needs="0123456789"
    ),
    rule("postal code", r"\d{5}(?=\s*(?:$|[.,;)]))", _postal, DIGIT),
    rule("account", r"\d{1,18}(?:[\s.\-]{1,3}\d{1,18}){0,8}", _named, DIGIT),
    rule(
        "account",
        r"\d{10,40}(?![.,]\d)|\d{3,6}-\d{2,4}-\d{3,8}(?:-\d{1,6}){0,4}|"
        r"0\d{1,3}(?:-\d{1,8}){2,5}(?!\d)|\d{8} \d{6} \d \d{3}(?!\d)"
        r"|\d{1,2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}",
        _long,
        DIGIT,
    ),
    rule(
        "code",
        r"(?:[A-Z]{1,6}|[A-Z][a-z]{2,9})(?:-?\d{1,6}(?:-?[A-Z]{1,3}\d{0,3}(?![a-z]))?|-[A-Z]{1,3}\d{1,3})"
        r"(?:[.,]\d{1,2})?(?!\w|[.,]\d)",
        _letters_and_digits,
        WORD,
        needs="0123456789",
    ),
    rule(
        "code",
        r"(?P<n>\d{1,4})(?P<letters>[A-WYZ]{1,3})(?![\w])",
        _digits_and_letters,
        DIGIT,
        needs=string.ascii_uppercase,
    ),
)
