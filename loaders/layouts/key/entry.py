"""One status of a key: a word and its meaning, a fill and its meaning, or both in one cell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.cells.values import Value, plain_text
from loaders.layouts.key.cell_grid import Grid
from loaders.layouts.key.key import KeyRow, Place
from loaders.layouts.key.vocabulary import A_WORD_AT_MOST, TITLES
from loaders.vocabulary.status_words import is_mark
from model.status.scale import RED_AMBER_GREEN
from model.text import label_key

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
    word, colour = plain_text(held).rstrip(" :"), first or second
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


_A_LINE = re.compile(r"([^:\n]{1,20})[:\n]\s*(\S.*)", re.DOTALL)
_PAIR = re.compile(r"\s*([^\W_][\w/ -]{0,24}?)\s*=\s*(\S.*?)\s*", re.DOTALL)


def line_of(value: str) -> str | None:
    """Return what follows the title of a key that is written in one cell."""
    if "=" not in value:
        return None
    parts = _A_LINE.fullmatch(value)
    return parts[2] if parts and label_key(parts[1]) in TITLES else None


def pairs_of(line: str, place: Place) -> Iterator[KeyRow]:
    """Yield the statuses of a key in one cell; none where a part says no status and its meaning."""
    parts = [_PAIR.fullmatch(part) for part in re.split(r"[,;\n]", line) if part.strip()]
    pairs = [part for part in parts if part is not None]
    if len(pairs) == len(parts) == len({label_key(pair[1]) for pair in pairs}):
        for pair in pairs:
            yield KeyRow(pair[1], pair[2].rstrip("."), (place, place))


_WORDS = {label_key(status.name[0]): status.name for status in RED_AMBER_GREEN.statuses}


def spelled_out(rows: Sequence[KeyRow]) -> tuple[KeyRow, ...]:
    """Return the rows of a key with Red, Amber and Green for their letters, so that cells may have either.

    Letters are those of colours only where R and G are both there and no letter is of something else, such as roles; a
    B is left as it is, for it may be blue or black.
    """
    letters = {label_key(one.status) for one in rows if len(one.status) == 1}
    words = {label_key(one.status) for one in rows}
    ours = {"r", "g"} <= letters <= {*_WORDS, "b"} and not words & {label_key(word) for word in _WORDS.values()}
    return (
        tuple(replace(one, status=_WORDS.get(label_key(one.status), one.status)) for one in rows)
        if ours
        else tuple(rows)
    )
