"""Money: rupiah in every usual form, and the currencies that announcements name."""

from __future__ import annotations

import re

from audio.words.dates import TO, joined
from audio.words.figures import FIGURE, split_figure, whole_words
from audio.words.rule import DIGIT, Rule, Scene, nth, rule
from audio.words.tables import pairs

_SIZE = (
    r"(?:(?i:ribu|rebu|rébu|rb|juta|jt|miliar|milyar|mlyr|mlr|triliun|trilyun|thousand|million|billion|bn|tn"
    r"|trillion|(?:ribu|juta|miliar|milyar|triliun)an)\b|[MT]\b(?!\.[A-Za-z])|[Kk]\b)"
)
_SIZES = {
    "rb": "ribu", "jt": "juta", "m": "miliar", "t": "triliun", "mlr": "miliar", "mlyr": "miliar",
    "milyar": "miliar", "trilyun": "triliun", "k": "ribu", "thousand": "ribu", "million": "juta",
    "billion": "miliar", "trillion": "triliun",
    "bn": "miliar",
}  # fmt: skip
_SIZES_EN = {"m": "million", "t": "trillion", "k": "thousand", "bn": "billion", "tn": "trillion"}
_CURRENCY = r"(?P<currency>(?i:rp|idr)\.?|US\$|USD|S\$|SGD|A\$|AUD|RM|MYR|SAR|EUR|GBP|JPY|CNY|HK\$|\$|€|£|¥)"
_END = r"(?:,[-–—=]{1,2}|\.[-–—=]{1,2}|[-–—]{2}|,-)?"
_AMOUNT = rf"(?P<n@>{FIGURE}){_END}(?:\s?(?P<size@>{_SIZE}))?"
_TAIL = r"(?:(?:\s(?i:rupiah))\b)?"


def amount(written: str, size: str | None, scene: Scene, name: str) -> str:
    """An amount with its currency: cents that are nought are not said."""
    whole, decimals = split_figure(written, scene.tongue)
    if len(decimals) == 3 and not size:
        # No currency has thousandths: "IDR 50,000" is grouped as in English.
        whole, decimals = whole + decimals, ""
    said = whole_words(whole.lstrip("0") or "0", scene.tongue)
    if size:
        if decimals:
            said += f" {scene.tongue.words['comma']} {scene.tongue.spell(decimals)}"
        return f"{said} {size_name(size, scene)} {name}".rstrip()
    if scene.tongue.code == "en" and whole == "1":
        name = one_of(name)
    if decimals.strip("0"):
        if len(decimals) == 2:
            return _with_cents(said, name, whole_words(decimals.lstrip("0"), scene.tongue), whole == "0", scene)
        said += f" {scene.tongue.words['comma']} {scene.tongue.spell(decimals)}"
    return f"{said} {name}".rstrip()


def _with_cents(said: str, name: str, cents: str, only: bool, scene: Scene) -> str:
    """ "four pounds and fifty pence"; where there is no whole pound, the pence alone."""
    if not name.startswith("pound") or scene.tongue.code != "en":
        return f"{said} {name} {cents} {scene.tongue.words['cents']}"
    return f"{cents} pence" if only else f"{said} {name} and {cents} pence"


_SEVERAL = re.compile(r"(?<=[^s])s$")


def one_of(name: str) -> str:
    """One pound, a five-dollar fee: the currency's English name for just one."""
    return _SEVERAL.sub("", name)


def size_name(written: str, scene: Scene) -> str:
    """A size word in full: "rb" is ribu, "M" is miliar."""
    key = written.lower()
    if scene.tongue.code == "en":
        return _SIZES_EN.get(key, key)
    if scene.tongue.code == "su" and key in ("rb", "ribu", "rébu", "k"):
        return "rébu"
    return _SIZES.get(key, key)


def _currency(written: str, scene: Scene) -> str:
    sign = written.rstrip(".").upper()
    names = pairs(f"currencies.{'en' if scene.tongue.code == 'en' else 'id'}")
    return names[sign]


# Elsewhere SAR is who searches and rescues.
_SUM = re.compile(r"(?i)\b(?:biaya|uang|sebesar|senilai|seharga|dana|bayar|membayar|cost|fee|of)\b[^.;\d]{0,16}$")


def before_noun(match: re.Match[str], scene: Scene) -> bool:
    """ "a $5 fee", "a 10 km run": in English what is measured follows, and the measure is not told as several."""
    article = re.search(r"(?i)(?:^|\s)(?:an?|the|this|that|each|every)\s$", scene.before(match.start()))
    return bool(article and re.match(r"\s[a-z]{3,}", scene.text[match.end() : match.end() + 5]))


def _money(match: re.Match[str], scene: Scene) -> str | None:
    if match["currency"] == "SAR" and not _SUM.search(scene.before(match.start())):
        return None
    name = _currency(match["currency"], scene)
    if scene.tongue.code == "en" and before_noun(match, scene):
        name = one_of(name)
    if match["an"]:
        return f"{amount(match['n1'], match['size1'], scene, '')}an {name}"
    if not match["to"]:
        return amount(match["n1"], match["size1"], scene, name)
    link = joined(match["to"], scene)
    last = amount(match["n2"], match["size2"], scene, name)
    own = name if match["again"] else ""
    return f"{amount(match['n1'], match['size1'], scene, own)} {link} {last}"


def _said_again(match: re.Match[str], scene: Scene) -> str | None:
    """ "Rp50.000 (lima puluh ribu rupiah)": official letters write the sum twice; it is said once."""
    said = amount(match["n1"], match["size1"], scene, _currency(match["currency"], scene))
    again = match["again"].strip().casefold().replace("milyar", "miliar").replace("trilyun", "triliun")
    return said if again == said.casefold() else None


def _name_alone(match: re.Match[str], scene: Scene) -> str:
    """ "per US$", "dalam Rp": a currency without its amount."""
    return _currency(match["currency"], scene)


def _plain(match: re.Match[str], scene: Scene) -> str:
    """ "50.000 rupiah", "10 ribu rupiah": the currency is written after it."""
    return amount(match["n1"], match["size1"], scene, match["name"].lower())


_KEYS = "rp idr us usd s sgd a aud rm myr sar eur gbp jpy cny hk $ € £ ¥"
MONEY: tuple[Rule, ...] = (
    rule(
        "once",
        rf"{_CURRENCY}\s?{nth(_AMOUNT, 1)}{_TAIL}\s?\((?P<again>[^()\d]{{5,160}})\)",
        _said_again,
        _KEYS,
        needs="(",
    ),
    rule(
        "money",
        rf"{_CURRENCY}\s?{nth(_AMOUNT, 1)}{_TAIL}(?P<an>-?an\b)?"
        rf"(?:(?P<to>{TO})(?P<again>(?i:rp|idr)\.?\s?|US\$|\$)?{nth(_AMOUNT, 2)}{_TAIL})?",
        _money,
        _KEYS,
        needs="0123456789",
    ),
    rule("money", r"(?P<currency>Rp|IDR|US\$|USD|S\$|\$|€|£|¥)(?!\w|\.\w)", _name_alone, _KEYS, needs="RIU$€£¥"),
    rule("money", rf"{nth(_AMOUNT, 1)}\s(?P<name>(?i:rupiah|perak))\b", _plain, DIGIT, needs="hHkK"),
)
