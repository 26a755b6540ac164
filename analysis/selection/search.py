"""Text search in recommendations and their updates."""

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

RECOMMENDATION_FIELDS = [
    "title",
    "title_cy",
    "recommendation",
    "recommendation_cy",
    "theme",
    "lead_agency",
    "supporting_agencies",
]
NAME_FIELDS = ["theme", "lead_agency", "supporting_agencies"]
UPDATE_FIELDS = ["update", "update_cy"]
"""The fields that are searched: those of a recommendation, which of them have names, and those of an update."""

_OTHER_NAMES = ["short_name", "name_cy", "short_name_cy"]


def matches(tracker: Tracker, text: str) -> "pd.Series[bool]":
    """Return for each recommendation whether every word of a text occurs in it.

    A word matches inside another, in capitals or without its accents, in English or in Welsh, in the title, the
    recommendation, the theme, an agency (under any of its names) or any update; the words need not be next to each
    other.
    """
    texts = tracker.recommendations[RECOMMENDATION_FIELDS].assign(
        **{f"{field}_names": aliases(tracker, tracker.recommendations[field]) for field in NAME_FIELDS}
    )
    found = np.ones(len(texts), dtype=bool)
    for word in text.split():
        pattern = word_pattern(word)
        found &= _in_any_column(texts, pattern) | _in_updates(tracker, pattern)
    return pd.Series(found, index=texts.index, dtype="bool")


def word_pattern(word: str) -> str:
    """Return a regular expression that ignores the capitals and accents of a word: `themau` matches `Themâu`."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(_letter(each) for each in plain if not unicodedata.combining(each))


def aliases(tracker: Tracker, cells: pd.Series) -> pd.Series:
    """Return the other names of the themes or agencies in each cell of a column, from the Names sheet."""
    rows = tracker.names[["name", *_OTHER_NAMES]].fillna("").itertuples(index=False, name=None)
    other = {name: " ".join(others) for name, *others in rows}
    found = [" ".join(other.get(name, "") for name in cell.split(LIST_SEPARATOR)) for cell in cells.fillna("")]
    return pd.Series(found, index=cells.index, dtype="str")


def _letter(plain: str) -> str:
    if plain in "'’‘":
        return "['’‘]"
    variants = _variants().get(plain)
    return f"[{variants}]{_accents()}" if variants else re.escape(plain)


@cache
def _variants() -> dict[str, str]:
    """Return each letter with its capital and its accented forms."""
    variants: defaultdict[str, str] = defaultdict(str)
    for code in (*range(0x41, 0x7B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code).casefold())[0]
        if chr(code).isalpha():
            variants[base] += chr(code)
    return variants


def _accents() -> str:
    """Return the expression of the combining accents that may follow a letter."""
    return f"[{chr(0x300)}-{chr(0x36F)}]*"


def _in_any_column(texts: pd.DataFrame, pattern: str) -> npt.NDArray[np.bool_]:
    found = [texts[field].str.contains(pattern, regex=True, na=False).to_numpy(bool) for field in texts.columns]
    return np.asarray(np.vstack(found).any(axis=0), dtype=bool)


def _in_updates(tracker: Tracker, pattern: str) -> npt.NDArray[np.bool_]:
    holding = tracker.progress[_in_any_column(tracker.progress[UPDATE_FIELDS], pattern)]
    keys = pd.MultiIndex.from_frame(tracker.recommendations[KEY])
    return np.asarray(keys.isin(pd.MultiIndex.from_frame(holding[KEY])), dtype=bool)
