"""Text search in recommendations and their updates, and the words that were found."""

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.cache import cached
from analysis.table_rows import keys_of
from model.terms import LIST_SEPARATOR, base_letters, normalise_space
from model.tracker.tracker import Mask, Tracker, restricted_to, whole_and_rows

TITLES = ("title", "title_cy")
_WORDS = re.compile(r'["“]([^"“”]+)["”]|(\S+)')
# What may stand before the number of a recommendation in a search.
_NUMBERED = re.compile(r"^(?:recommendation|argymhelliad|rec\.?|no\.?|number|rhif|#)\s*(?=\S*\d)", re.IGNORECASE)
# The most texts of a recommendation that a search shows, the best first.
_MOST_PLACES = 6
# The most letters before and after a word that was found.
_AROUND = 60


class FoundPlace(NamedTuple):
    """A place where words of a search were found.

    Attributes:
        field: the field of the recommendation or of the update.
        round: the round of an update; None in a recommendation, NaT where an update has no date.
        pieces: the text around the words: every second piece, from the second, was searched for.
    """

    field: str
    round: pd.Timestamp | None
    pieces: tuple[str, ...]


FoundPlaces = tuple[FoundPlace, ...]
# A field, its round, and its text.
_FoundIn = tuple[str, pd.Timestamp | None, str]


def found_places(tracker: Tracker, listed: pd.DataFrame, *, text: str) -> dict[tuple[str, str], FoundPlaces]:
    """Return where the words of a search were found in each recommendation of a list, by review and ref.

    `listed` has the columns review and ref. Of many places the best six are there: those with the most words first; of
    two, that of the recommendation before that of an update, and the later update before the earlier.
    """
    words = search_words(text)
    if not words:
        return {}
    of_listed = restricted_to(tracker, listed)
    found: dict[tuple[str, str], list[_FoundIn]] = {key: [] for key in keys_of(of_listed.recommendations)}
    for key, place in _texts(tracker, of_listed):
        found[key].append(place)
    return {key: _places(texts, words) for key, texts in found.items()}


def search_words(text: str) -> list[str]:
    """Return the words of a search, each once; words between quotation marks are one."""
    words = ((quoted or word).strip() for quoted, word in _WORDS.findall(text))
    return [*dict.fromkeys(filter(None, words))]


def relevance(tracker: Tracker, text: str) -> list[int]:
    """Return how well each recommendation answers a search: 0 is best.

    First the one with that number, then those with the words next to each other in their title, with all of them in
    their title, and with the words next to each other anywhere.
    """
    whole, rows = whole_and_rows(tracker)
    words, phrase = [_folded(word) for word in search_words(text)], _folded(" ".join(search_words(text)))
    columns = (_cells(whole.recommendations[name]) for name in TITLES)
    titles = [_folded("\n".join(each)) for each in zip(*columns, strict=True)]
    tests = zip(_is_ref(whole, text).tolist(), titles, _searched_texts(whole), strict=True)
    ranks = [
        (is_ref, phrase in title, all(word in title for word in words), phrase in searched, True).index(True)
        for is_ref, title, searched in tests
    ]
    chosen: list[int] = np.array(ranks, dtype=int)[rows].tolist()
    return chosen


def _places(texts: list[_FoundIn], words: list[str]) -> FoundPlaces:
    """Return each place, cut to the text around its words; words far from each other have a place each."""
    folded = [_folded(word) for word in words]
    any_word = re.compile("|".join(map(re.escape, sorted(folded, key=len, reverse=True))))
    counted = [(sum(map(_folded(place[2]).__contains__, folded)), place) for place in dict.fromkeys(texts)]
    best = sorted((each for each in counted if each[0]), key=itemgetter(0), reverse=True)
    found: list[FoundPlace] = []
    for _number, (field, month, text) in best[:_MOST_PLACES]:
        whole, letters = _folded_with_letters(text)
        missing = [word for word in folded if word in whole]
        while missing:
            start = whole.index(missing[0])
            line = _around(text, letters[start], letters[start + len(missing[0])])
            missing = [word for word in missing[1:] if word not in _folded(line)]
            found.append(FoundPlace(field, month, _pieces(line, any_word)))
    return tuple(found)


def _pieces(line: str, any_word: re.Pattern[str]) -> tuple[str, ...]:
    """Return a line in pieces: every second one, from the second, is a word that was searched for."""
    folded, letters = _folded_with_letters(line)
    ends = [letters[end] for match in any_word.finditer(folded) for end in match.span()]
    return tuple(line[start:end] for start, end in pairwise([0, *ends, len(line)]))


def _texts(tracker: Tracker, of_listed: Tracker) -> Iterator[tuple[tuple[str, str], _FoundIn]]:
    """Yield every text that a search reads, with the other names of themes and agencies; the latest update first."""
    table = of_listed.recommendations
    for field in RECOMMENDATION_FIELDS:
        names = [aliases(tracker, table[field])] if field in NAME_FIELDS else []
        for column in (table[field], *names):
            cells = zip(keys_of(table), column.to_numpy(object), strict=True)
            yield from ((key, (field, None, normalise_space(text))) for key, text in cells if isinstance(text, str))
    updates = of_listed.progress.sort_values("date", ascending=False, kind="stable")
    columns = (updates[field].to_numpy(object) for field in UPDATE_FIELDS)
    for key, month, *texts in zip(keys_of(updates), updates["round"], *columns, strict=True):
        words = zip(UPDATE_FIELDS, texts, strict=True)
        yield from ((key, (field, month, normalise_space(text))) for field, text in words if isinstance(text, str))


def _around(text: str, start: int, end: int) -> str:
    """Return the text around a word, cut between two words, with an ellipsis where words are left out."""
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    before, after = text[first:start], text[end:last]
    before = f"… {before.partition(' ')[2]}" if first else before
    after = f"{after.rpartition(' ')[0]} …" if last < len(text) else after
    return f"{before}{text[start:end]}{after}"


# The fields that are searched: those of a recommendation, of which some have names, and those of an update.
NAME_FIELDS = ["theme", "lead_agency", "supporting_agencies", "lead_role"]
RECOMMENDATION_FIELDS = [*TITLES, "recommendation", "recommendation_cy", *NAME_FIELDS]
UPDATE_FIELDS = ["update", "update_cy"]
_APOSTROPHES = str.maketrans("’‘", "''")
_OTHER_NAMES = ["short_name", "name_cy", "short_name_cy"]


def matches(tracker: Tracker, text: str) -> Mask:
    """Return for each recommendation whether every word of a text occurs in it.

    A word matches inside another, in capitals or without its accents, in English or in Welsh, in the title, the
    recommendation, the theme, an agency or the lead role (under any of its names) or any update; the words need not be
    next to each other, unless they stand between quotation marks. A recommendation is also found by its number, with or
    without "recommendation" before it.
    """
    whole, rows = whole_and_rows(tracker)
    words = [_folded(word) for word in search_words(text)]
    found = np.array([all(word in searched for word in words) for searched in _searched_texts(whole)], dtype=bool)
    return (found | _is_ref(whole, text))[rows]


def _is_ref(tracker: Tracker, text: str) -> Mask:
    """Return whether each recommendation is the one whose number a search names."""
    named = _NUMBERED.sub("", text.strip()).casefold()
    return np.array([ref.casefold() == named for ref in _cells(tracker.recommendations["ref"])], dtype=bool)


def aliases(tracker: Tracker, cells: pd.Series) -> pd.Series:
    """Return the other names of the themes or agencies in each cell of a column, from the Names sheet."""
    rows = tracker.names[["name", *_OTHER_NAMES]].fillna("").itertuples(index=False, name=None)
    other = {name: " ".join(others) for name, *others in rows}
    found = [" ".join(other.get(name, "") for name in cell.split(LIST_SEPARATOR)) for cell in cells.fillna("")]
    return pd.Series(found, index=cells.index, dtype="str")


@cached
def _searched_texts(tracker: Tracker) -> list[str]:
    """Return all text of each recommendation and its updates, without capitals and accents."""
    table = tracker.recommendations
    columns = [_cells(table[field]) for field in RECOMMENDATION_FIELDS]
    columns += [_cells(aliases(tracker, table[field])) for field in NAME_FIELDS]
    texts = [[_folded("\n".join(cells))] for cells in zip(*columns, strict=True)]
    for field in UPDATE_FIELDS:
        for row_number, text in zip(
            tracker.row_numbers["progress"].tolist(), _cells(tracker.progress[field]), strict=True
        ):
            if text and row_number >= 0:
                texts[row_number].append(_folded(text))
    return ["\n".join(each) for each in texts]


def _cells(column: "pd.Series[str]") -> list[str]:
    """Return the texts of a column, "" where one is missing, as a list: the column itself is slow to go through."""
    cells: list[str] = column.fillna("").to_numpy(object).tolist()
    return cells


def _folded(text: str) -> str:
    """Return a text without capitals and accents, and with one kind of apostrophe."""
    return text.lower() if text.isascii() else base_letters(text).translate(_APOSTROPHES)


def _folded_with_letters(text: str) -> tuple[str, list[int]]:
    """Return a folded text, and of each of its letters, and of its end, the place in the text."""
    folded = [_folded(letter) for letter in text]
    return "".join(folded), [*(place for place, letters in enumerate(folded) for _letter in letters), len(text)]
