"""The order of a key: which end is the worst, and which of its statuses mean done."""

import re
from collections.abc import Sequence
from enum import StrEnum

from loaders.cells.values import plain_text
from loaders.layouts.key.key import Key, KeyRow
from loaders.parsing.values import YES
from loaders.vocabulary.status_colours import match_colour
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

_DONE_WORDS = re.compile(
    r"\b(?:complete|completed|achieved|done|closed|implemented|delivered|gwblhau|cyflawni|cyflawnwyd)\b"
)
_NOT_DONE_WORDS = re.compile(
    r"\b(?:not|no|some|half|partly|partially|mostly|nearly|almost|yet|more|remain|remains|to be|due|track|expected|will"
    r"|heb|ddim)\b"
)
_WORST, _BEST = {"red", "coch", "r"}, {"green", "gwyrdd", "g"}


class KeyOrder(StrEnum):
    """Which end of a key is first."""

    WORST_FIRST = "worst-first"
    BEST_FIRST = "best-first"
    UNKNOWN = "unknown"


def key_order(key: Key) -> KeyOrder:
    """Return which end of a key is first: by Red and Green, else by the end that means done.

    The order is unknown where no end or both ends mean done. A status in the middle that means done does not count.
    """
    colours = [_colour_word(row) for row in key.rows]
    worst_index, best_index = _index_of(colours, _WORST), _index_of(colours, _BEST)
    if worst_index is not None and best_index is not None:
        return KeyOrder.BEST_FIRST if best_index < worst_index else KeyOrder.WORST_FIRST
    done = [is_done(key, row) for row in key.rows]
    if done[0] == done[-1] and (done[0] or not any(done)):
        return KeyOrder.UNKNOWN
    return KeyOrder.BEST_FIRST if done[0] else KeyOrder.WORST_FIRST


def worst_first(key: Key) -> tuple[KeyRow, ...]:
    """Return the rows in the order of a scale; in a reversed key, those that mean done are last."""
    if key_order(key) is not KeyOrder.BEST_FIRST:
        return key.rows
    reversed_rows = tuple(reversed(key.rows))
    done = [row for row in reversed_rows if is_done(key, row)]
    return (*(row for row in reversed_rows if row not in done), *done)


def is_done(key: Key, row: KeyRow) -> bool:
    """Return whether a status means done: by the column of the key for it, else by its meaning."""
    if has_complete_column(key):
        return (
            label_key(plain_text(row.extra_fields["complete"][0])) in YES if "complete" in row.extra_fields else False
        )
    meaning = (row.meaning or row.status).casefold()
    return bool(_DONE_WORDS.search(meaning)) and not _NOT_DONE_WORDS.search(meaning)


def has_complete_column(key: Key) -> bool:
    """Return whether a key has a column for what is complete, with at least one value."""
    return any("complete" in row.extra_fields and row.extra_fields["complete"][0] is not None for row in key.rows)


def _colour_word(row: KeyRow) -> str:
    """Return the colour of a row: its status, or what its fill clearly is."""
    shade = match_colour(row.colour, RED_AMBER_GREEN).status if row.colour else None
    word = label_key(row.status)
    return word if shade is None or word in _WORST | _BEST else label_key(shade)


def _index_of(words: Sequence[str], wanted: set[str]) -> int | None:
    return next((index for index, word in enumerate(words) if word in wanted), None)
