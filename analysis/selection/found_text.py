"""The places where the words of a search were found, each with the text around it."""

import re
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

_Key = tuple[str, str]

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
    in_updates = _in_updates(of_listed.progress)
    in_recommendations = _in_recommendations(tracker, of_listed.recommendations)
    return {key: _places([*found, *in_updates.get(key, ())], text) for key, found in in_recommendations.items()}


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


def _in_recommendations(tracker: Tracker, recommendations: pd.DataFrame) -> dict[_Key, list[_FoundIn]]:
    """Return every text of each recommendation that a search reads, with the other names of themes and agencies."""
    keys = _keys(recommendations)
    found: dict[_Key, list[_FoundIn]] = {key: [] for key in keys}
    for field in RECOMMENDATION_FIELDS:
        names = [aliases(tracker, recommendations[field])] if field in NAME_FIELDS else []
        for column in (recommendations[field], *names):
            for key, text in zip(keys, column.to_numpy(object), strict=True):
                if isinstance(text, str):
                    found[key].append((field, None, normalise_space(text)))
    return found


def _in_updates(progress: pd.DataFrame) -> dict[_Key, list[_FoundIn]]:
    """Return every text of the updates of each recommendation, the latest first."""
    updates = progress.sort_values("date", ascending=False, kind="stable")
    columns = (updates[field].to_numpy(object) for field in UPDATE_FIELDS)
    found: dict[_Key, list[_FoundIn]] = {}
    for key, month, *texts in zip(_keys(updates), updates["round"], *columns, strict=True):
        of_key = found.setdefault(key, [])
        for field, text in zip(UPDATE_FIELDS, texts, strict=True):
            if isinstance(text, str):
                of_key.append((field, month, normalise_space(text)))
    return found


def _keys(table: pd.DataFrame) -> list[_Key]:
    return list(zip(*(table[name].to_numpy(object) for name in KEY), strict=True))


def _around(text: str, match: re.Match[str]) -> str:
    """Return the text around a match, cut between two words, with an ellipsis where words are left out."""
    first, last = max(match.start() - _AROUND, 0), min(match.end() + _AROUND, len(text))
    before, after = text[first : match.start()], text[match.end() : last]
    if first:
        before = f"… {before.partition(' ')[2]}"
    if last < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return f"{before}{match.group()}{after}"
