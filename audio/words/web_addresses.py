"""Addresses on the net, e-mail, handles and hashtags."""

from __future__ import annotations

import re

from audio.words.acronyms import said_part
from audio.words.rule import DIGIT, WORD, Rule, Scene, rule

_TOP = (
    r"(?:id|com|org|net|gov|edu|info|tv|fm|me|ly|io|co|app|dev|xyz|online|site|store|web|biz|gl|be|us|uk"
    r"|my|sg|au|jp|eu|asia|news|link|gle|page)"
)
_HOST = rf"(?:[A-Za-z0-9][A-Za-z0-9\-]{{0,40}}+\.){{1,6}}{_TOP}"
_PATH = r"(?:[/?#][\w\-./?=&%#~+:@!]{0,200})?"


def _said(written: str, scene: Scene) -> str:
    words = scene.tongue.words
    names = {
        ".": words["point"], "/": words["slash"], "-": words["dash"], "_": words["underscore"], "@": words["at_sign"],
        "?": words["question_mark"], "=": words["equals"], "&": words["and"], "#": words["hash"], "+": words["plus"],
        ":": words["colon"],        "%": words["percent"], "~": words["tilde"],
    }  # fmt: skip
    pieces = re.findall(r"[A-Z]{2,}(?=[A-Z][a-z])|[^\W\d_]+|\d+|[./\-_@?=&#+:%~]", written)
    said = (
        scene.tongue.spell(piece)
        if piece.isdecimal()
        else names.get(piece) or (scene.tongue.spell(piece) if piece == "www" else None) or said_part(piece, scene)
        for piece in pieces
    )
    return " ".join(said)


def _address(match: re.Match[str], scene: Scene) -> str:
    return _said(match["rest"].rstrip("/"), scene)


def _written(match: re.Match[str], scene: Scene) -> str:
    return _said(match.group(), scene)


def _file(match: re.Match[str], scene: Scene) -> str:
    return f"{_said(match['name'], scene)} {scene.tongue.words['point']} {scene.tongue.spell(match['kind'])}"


def _handle(match: re.Match[str], scene: Scene) -> str:
    return f"{scene.tongue.words['at_sign']} {_said(match['name'], scene)}"


def _hashtag(match: re.Match[str], scene: Scene) -> str:
    """Words run together with capitals are set apart again."""
    apart = re.findall(r"[A-Z]{2,}(?![a-z])|[A-Z]?[^\W\d_A-Z]+|[A-Z]|\d+", match["tag"])
    said = (
        scene.tongue.cardinal(int(part))
        if part.isdecimal() and len(part) < 9
        else scene.tongue.spell(part)
        if part.isdecimal()
        else said_part(part, scene)
        for part in apart
    )
    return f"{scene.tongue.words['hashtag']} {' '.join(said)}"


def _each(match: re.Match[str], scene: Scene) -> str:
    return scene.tongue.words["each"] + " "


WEB_ADDRESSES: tuple[Rule, ...] = (
    rule(
        "web address",
        r"(?i:https?|ftp)://(?:[Ww]{3}\.)?(?P<rest>[\w\-.~:@/?#=&%+!]{0,400}[\w/=&#%])",
        _address,
        "http https ftp",
    ),
    rule("e-mail", rf"[A-Za-z0-9][\w.+\-]{{0,60}}+@{_HOST}\b", _written, (WORD, DIGIT), needs="@"),
    rule("web address", rf"(?P<rest>{_HOST}\b(?![.\-]?\w){_PATH}(?<![.,:?!]))", _address, (WORD, DIGIT), needs="."),
    rule(
        "file",
        r"(?P<name>[\w\-]{1,60})\.(?P<kind>pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|mp3|mp4|wav|zip|rar|csv|txt)\b",
        _file,
        (WORD, DIGIT),
        needs=".",
    ),
    rule("handle", r"@(?!(?:Rp|rp|IDR|RP)[.\s]?\d)(?P<name>[A-Za-z_][\w]{0,40}(?:\.\w{1,40}){0,3})", _handle, "@"),
    rule("each", r"@\s?(?=(?i:rp|idr)\.?\s?\d|\d)", _each, "@"),
    rule("hashtag", r"#(?P<tag>(?:\d{1,4})?[^\W\d][\w]{0,80})", _hashtag, "#"),
)
