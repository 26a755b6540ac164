"""The places where the words of a search were found, each with the text around it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.selection.search import NAME_FIELDS, RECOMMENDATION_FIELDS, UPDATE_FIELDS, aliases, word_pattern
from analysis.selection.selection import restricted_to
from analysis.updates.counted_updates import KEY
from model.text import normalise_space
from model.tracker.tracker import Tracker

_AROUND = 60
"""The most letters before and after a word that was found."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
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

_FoundIn = tuple[str, pd.Timestamp | None, str]
"""A field, its round, and its text."""


def found_places(tracker: Tracker, listed: pd.DataFrame, *, text: str) -> dict[tuple[str, str], FoundPlaces]:
    """Return where the words of a search were found in each recommendation of a list, by review and ref.

    `listed` has the columns review and ref. The places are the fewest that have every word between them. The place with
    the most words comes first; of two, that of the recommendation before that of an update, and the later update before
    the earlier. Without a word there is none.
    """
    if not text.split():
        return {}
    of_listed = restricted_to(tracker, listed)
    recommendations, progress = _rows_by_key(of_listed.recommendations), _rows_by_key(of_listed.progress)
    none = of_listed.progress.iloc[:0]
    return {
        key: _places(list(_texts(tracker, rows, progress.get(key, none))), text)
        for key, rows in recommendations.items()
    }


def _rows_by_key(table: pd.DataFrame) -> Mapping[tuple[str, str], pd.DataFrame]:
    return {(str(review), str(ref)): rows for (review, ref), rows in table.groupby(KEY, sort=False)}


def _places(texts: list[_FoundIn], text: str) -> FoundPlaces:
    missing = [re.compile(word_pattern(word)) for word in dict.fromkeys(text.split())]
    longest_first = sorted((word.pattern for word in missing), key=len, reverse=True)
    found: list[FoundPlace] = []
    while missing:
        field, month, best = max(texts, key=lambda place: sum(bool(word.search(place[2])) for word in missing))
        match = next((match for word in missing if (match := word.search(best))), None)
        if match is None:
            break
        line = _around(best, match)
        missing = [word for word in missing if not word.search(line)]
        found.append(FoundPlace(field, month, tuple(re.split(f"({'|'.join(longest_first)})", line))))
    return tuple(found)


def _texts(tracker: Tracker, recommendation: pd.DataFrame, progress: pd.DataFrame) -> Iterator[_FoundIn]:
    """Yield every text that a search reads: those of the recommendation, then its updates, the latest first."""
    for field in RECOMMENDATION_FIELDS:
        yield from ((field, None, normalise_space(text)) for text in recommendation[field].dropna())
        if field in NAME_FIELDS:
            yield from ((field, None, normalise_space(text)) for text in aliases(tracker, recommendation[field]))
    updates = progress.sort_values("date", ascending=False, kind="stable")
    for row in updates[["round", *UPDATE_FIELDS]].itertuples(index=False, name=None):
        texts = zip(UPDATE_FIELDS, row[1:], strict=True)
        yield from ((field, row[0], normalise_space(text)) for field, text in texts if isinstance(text, str))


def _around(text: str, match: re.Match[str]) -> str:
    """Return the text around a match, cut between two words, with an ellipsis where words are left out."""
    first, last = max(match.start() - _AROUND, 0), min(match.end() + _AROUND, len(text))
    before, after = text[first : match.start()], text[match.end() : last]
    if first:
        before = f"… {before.partition(' ')[2]}"
    if last < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return f"{before}{match.group()}{after}"
