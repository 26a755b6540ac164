"""Which recommendations a text occurs in."""

import re
import unicodedata
from collections import defaultdict
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.updates.counted_updates import KEY
from model.terms import LIST_SEPARATOR
from model.tracker.tracker import Tracker

_OWN = ["title", "title_cy", "recommendation", "recommendation_cy", "theme", "lead_agency", "supporting_agencies"]
_NAMED = ["theme", "lead_agency", "supporting_agencies"]
_UPDATES = ["update", "update_cy"]
_OTHER_NAMES = ["short_name", "name_cy", "short_name_cy"]


def matches(tracker: Tracker, text: str) -> "pd.Series[bool]":
    """Say for each recommendation whether every word of a text occurs in it.

    A word may stand inside another, in capitals or without its accents, in English or in Welsh, in the title, the
    recommendation, the theme, an agency (under any of its names) or any update; the words need not stand together.
    """
    own = tracker.recommendations[_OWN].assign(**{f"{field}_names": _aliases(tracker, field) for field in _NAMED})
    found = np.ones(len(own), dtype=bool)
    for word in text.split():
        pattern = word_pattern(word)
        found &= _any_holds(own, pattern) | _in_updates(tracker, pattern)
    return pd.Series(found, index=own.index, dtype="bool")


def word_pattern(word: str) -> str:
    """Return the regular expression of a word with any capitals and any accents: `themau` finds `Themâu`."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(_letter(each) for each in plain if not unicodedata.combining(each))


def _letter(plain: str) -> str:
    if plain in "'’‘":
        return "['’‘]"
    variants = _variants().get(plain)
    return f"[{variants}]{_marks()}" if variants else re.escape(plain)


@cache
def _variants() -> dict[str, str]:
    """Return each letter with its capital and its accented forms."""
    variants: defaultdict[str, str] = defaultdict(str)
    for code in (*range(0x41, 0x7B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code).casefold())[0]
        if chr(code).isalpha():
            variants[base] += chr(code)
    return variants


def _marks() -> str:
    """Return the expression of the accents that may follow a letter as characters of their own."""
    return f"[{chr(0x300)}-{chr(0x36F)}]*"


def _any_holds(texts: pd.DataFrame, pattern: str) -> npt.NDArray[np.bool_]:
    holds = [texts[field].str.contains(pattern, regex=True, na=False).to_numpy(bool) for field in texts.columns]
    return np.asarray(np.vstack(holds).any(axis=0), dtype=bool)


def _in_updates(tracker: Tracker, pattern: str) -> npt.NDArray[np.bool_]:
    holding = tracker.progress[_any_holds(tracker.progress[_UPDATES], pattern)]
    keys = pd.MultiIndex.from_frame(tracker.recommendations[KEY])
    return np.asarray(keys.isin(pd.MultiIndex.from_frame(holding[KEY])), dtype=bool)


def _aliases(tracker: Tracker, field: str) -> pd.Series:
    """Return the other names of the themes or agencies in a column, from the Names sheet."""
    rows = tracker.names[["name", *_OTHER_NAMES]].fillna("").itertuples(index=False, name=None)
    other = {name: " ".join(others) for name, *others in rows}
    cells = tracker.recommendations[field].fillna("")
    found = [" ".join(other.get(name, "") for name in cell.split(LIST_SEPARATOR)) for cell in cells]
    return pd.Series(found, index=cells.index, dtype="str")
