"""One status of a key: a word and its meaning, a fill and its meaning, or both in one cell."""

import re

from loaders.cell_values import Value, shown
from loaders.keys.grid import Grid
from loaders.keys.key import KeyRow, Place
from loaders.keys.words import A_WORD_AT_MOST
from loaders.labels import is_mark

_IN_ONE = re.compile(r"([^\W_][\w/ -]{0,24}?)\s*[=:–—-]\s+(\S.*)", re.DOTALL)


def key_row(grid: Grid, status: Place, meaning: Place | None, *, numbers: bool, bare: bool = False) -> KeyRow | None:
    """Return a status and its meaning; a fill without a word has the meaning's, a word without a meaning needs a fill.

    A number is a status only where that is asked for, and a word alone only where `bare` says that headings promise it.
    """
    held, means = grid.at(*status), grid.at(*meaning) if meaning else None
    says = means.strip() if isinstance(means, str) else ""
    first, second = grid.colour(*status), grid.colour(*meaning) if meaning else None
    places = grid.place(*status), grid.place(*(meaning or status))
    if held is None or (isinstance(held, str) and is_mark(held) and first):
        mark = places[1] if held is None else places[0]
        return KeyRow(says, says, (mark, places[1]), first) if says and first else None
    if not _may_be_status(held, numbers=numbers):
        return None
    word, colour = shown(held).rstrip(" :"), first or second
    short = len(word) <= A_WORD_AT_MOST
    if says and short:
        return KeyRow(word, says, places, colour)
    if means is not None:
        return None
    return _alone(word, (places[0], places[0]), first, colour, bare=bare)


def _alone(
    word: str, places: tuple[Place, Place], fill: str | None, colour: str | None, *, bare: bool
) -> KeyRow | None:
    """Return what one cell says: a status and its meaning, or a status by its fill or by its headings."""
    both = _IN_ONE.fullmatch(word)
    if both:
        return KeyRow(both[1].strip(), both[2].strip(), places, fill)
    return KeyRow(word, "", places, colour) if (colour or bare) and len(word) <= A_WORD_AT_MOST else None


def _may_be_status(held: Value, *, numbers: bool) -> bool:
    return isinstance(held, str) or (numbers and not isinstance(held, bool) and isinstance(held, int | float))
