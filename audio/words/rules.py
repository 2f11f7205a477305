"""All rules in their order of precedence."""

from __future__ import annotations

from functools import lru_cache

from audio.words.abbreviations import ABBREVIATIONS
from audio.words.accounts import ACCOUNTS
from audio.words.acronyms import ACRONYMS
from audio.words.addresses import ADDRESSES
from audio.words.blessings import BLESSINGS
from audio.words.clock_times import CLOCK_TIMES
from audio.words.codes import CODES
from audio.words.dates import DATES
from audio.words.day_lists import DAY_LISTS
from audio.words.double_meanings import DOUBLE_MEANINGS
from audio.words.earth import EARTH
from audio.words.haste import HASTE
from audio.words.laws import LAWS
from audio.words.lists import LISTS
from audio.words.measures import MEASURES
from audio.words.money import MONEY
from audio.words.ordinals import ORDINALS
from audio.words.phones import PHONES
from audio.words.punctuation import PUNCTUATION
from audio.words.quantities import QUANTITIES
from audio.words.reader import RuleTable, table_of
from audio.words.romans import ROMANS
from audio.words.short_days import SHORT_DAYS
from audio.words.strokes import STROKES
from audio.words.web_addresses import WEB_ADDRESSES


@lru_cache(maxsize=1)
def built_in() -> RuleTable:
    """The table of the rules that come with Siar."""
    return table_of(
        (
            *LISTS,
            *WEB_ADDRESSES,
            *DAY_LISTS,
            *DATES,
            *SHORT_DAYS,
            *BLESSINGS,
            *CLOCK_TIMES,
            *MONEY,
            *LAWS,
            *ADDRESSES,
            *ACCOUNTS,
            *PHONES,
            *ROMANS,
            *DOUBLE_MEANINGS,
            *MEASURES,
            *EARTH,
            *HASTE,
            *CODES,
            *ORDINALS,
            *STROKES,
            *QUANTITIES,
            *ABBREVIATIONS,
            *ACRONYMS,
            *PUNCTUATION,
        )
    )
