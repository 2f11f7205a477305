"""Text that people typed, made fit for one line of a file that a program reads."""

from __future__ import annotations

import re

BREAKS = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
# Zero-width joiners stay: Arabic-script names and emoji are spelt with them.
UNSEEN = re.compile(
    "[\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def one_line(text: str) -> str:
    """The text with every break or control as one space, and without what turns or hides the letters around it.

    What comes back is legal in UTF-8 and in XML, and begins and ends with no space.
    """
    return BREAKS.sub(" ", UNSEEN.sub("", text)).strip()
