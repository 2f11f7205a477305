"""The catalogues: every text for people, found in the code and brought up to date in each language.

`python -m web.console.catalogues` does it; the texts of all rooms are English in the code.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent.parent
TRANSLATIONS = ROOT / "web" / "translations"
SETTLED = datetime(2026, 1, 1, tzinfo=UTC)
LANGUAGES = ("id", "su", "en")
METHODS = [("console/**.py", "python"), ("identity/**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
AIRED_BY_THE_STATION = re.compile(r"\{[a-z]+\}")
ROOMS = ("audio", "scheduler", "playlists", "web")
BEYOND = (
    "playlists/agent",
    "scheduler/migrations",
    "web/sample",
    "web/cli/group.py",
    "web/api/app.py",
    "web/cli/voices.py",
)


def texts_in_code() -> Catalog:
    """Every text that a page can show, without its translations."""
    found = Catalog(project="Siar", charset="utf-8")
    marked = extract_from_dir(ROOT / "web", METHODS, keywords=KEYWORDS, options_map={"**.html": {"trimmed": "true"}})
    for path, line, message, _, _ in sorted(marked, key=lambda each: (each[0], each[1])):
        found.add(message, locations=[(f"web/{path}", line)])
    for file in _files_of_rooms():
        for line, sentence in sentences_of(file.read_text(encoding="utf-8")):
            found.add(sentence, locations=[(str(file.relative_to(ROOT)), line)])
    return found


def sentences_of(source: str) -> Iterator[tuple[int, str]]:
    """The sentences among the strings of a room's code: what its errors, remarks and advice say to people."""
    tree = ast.parse(source)
    silent = {id(node) for node in _docstrings(tree)} | {
        id(part) for node in _formatted(tree) for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in silent:
            continue
        if is_sentence(node.value):
            yield node.lineno, node.value


def is_sentence(text: str) -> bool:
    """Whether a string is told to people: it begins and ends as a sentence does."""
    if "\n" in text or " " not in text or AIRED_BY_THE_STATION.search(text):
        return False
    return text[0] in "%“" + _CAPITALS and text.rstrip("”)")[-1:] in (".", "?", "…")


def update(language: str) -> Catalog:
    """Bring one language's catalogue up to date with the code, and keep what was translated."""
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    if path.is_file():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language, project="Siar", charset="utf-8")
    catalogue.update(texts_in_code(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    write(catalogue, path)
    return catalogue


def write(catalogue: Catalog, path: Path) -> None:
    """Write it so that the same texts give the same file."""
    catalogue.header_comment, catalogue.fuzzy = "# The texts of Siar.", False
    catalogue.revision_date = catalogue.creation_date = SETTLED
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=118, include_lineno=False, sort_output=True)


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts that this catalogue leaves in English."""
    return [str(message.id) for message in catalogue if message.id and not all(_strings(message.string))]


_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _strings(string: object) -> Sequence[object]:
    return string if isinstance(string, tuple | list) else (string,)


def _files_of_rooms() -> list[Path]:
    files = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
    return [file for file in files if not str(file.relative_to(ROOT)).startswith(BEYOND)]


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    return (
        node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _formatted(tree: ast.AST) -> Iterator[ast.AST]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))


if __name__ == "__main__":
    for each in LANGUAGES:
        update(each)
