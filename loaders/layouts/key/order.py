"""The order of a key: which of its ends is the worst, and which of its statuses mean done."""

import re
from collections.abc import Sequence
from enum import StrEnum

from loaders.cells.values import plain_text
from loaders.layouts.key.key import Key, KeyRow
from loaders.parsing.values import YES
from loaders.vocabulary.status_colours import match_colour
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

_MEANS_DONE = re.compile(
    r"\b(?:complete|completed|achieved|done|closed|implemented|delivered|gwblhau|cyflawni|cyflawnwyd)\b"
)
_MEANS_MORE = re.compile(
    r"\b(?:not|no|some|half|partly|partially|mostly|nearly|almost|yet|more|remain|remains|to be|due|track|expected|will"
    r"|heb|ddim)\b"
)
_WORST, _BEST = {"red", "coch", "r"}, {"green", "gwyrdd", "g"}


class KeyOrder(StrEnum):
    """Which end of a key stands first."""

    WORST_FIRST = "worst-first"
    BEST_FIRST = "best-first"
    UNKNOWN = "unknown"


def key_order(key: Key) -> KeyOrder:
    """Return which end of a key stands first: by Red and Green, else by the end that means done.

    What means done in the midst, or at one end and not the other, is said elsewhere; where nothing or both ends mean
    done, nothing says which is the worst.
    """
    words = [_hue(one) for one in key.rows]
    worst, best = _place(words, _WORST), _place(words, _BEST)
    if worst is not None and best is not None:
        return KeyOrder.BEST_FIRST if best < worst else KeyOrder.WORST_FIRST
    done = [is_done(key, one) for one in key.rows]
    if done[0] == done[-1] and (done[0] or not any(done)):
        return KeyOrder.UNKNOWN
    return KeyOrder.BEST_FIRST if done[0] else KeyOrder.WORST_FIRST


def worst_first(key: Key) -> tuple[KeyRow, ...]:
    """Return the rows in the order of a scale; of rows that were turned round, those that mean done are the last."""
    if key_order(key) is not KeyOrder.BEST_FIRST:
        return key.rows
    turned = tuple(reversed(key.rows))
    done = [one for one in turned if is_done(key, one)]
    return (*(one for one in turned if one not in done), *done)


def is_done(key: Key, row: KeyRow) -> bool:
    """Say whether a status means done: as the key's own column says, else as its meaning does."""
    if has_complete_column(key):
        return (
            label_key(plain_text(row.extra_fields["complete"][0])) in YES if "complete" in row.extra_fields else False
        )
    meaning = (row.meaning or row.status).casefold()
    return bool(_MEANS_DONE.search(meaning)) and not _MEANS_MORE.search(meaning)


def has_complete_column(key: Key) -> bool:
    """Say whether a key has a column that says what is complete, with something in it."""
    return any("complete" in one.extra_fields and one.extra_fields["complete"][0] is not None for one in key.rows)


def _hue(row: KeyRow) -> str:
    """Return the word by which a row's place is known: its status, or what its fill plainly is."""
    shade = match_colour(row.colour, RED_AMBER_GREEN).status if row.colour else None
    word = label_key(row.status)
    return word if shade is None or word in _WORST | _BEST else label_key(shade)


def _place(words: Sequence[str], wanted: set[str]) -> int | None:
    return next((place for place, word in enumerate(words) if word in wanted), None)
