"""A key of letters: R, A and G stand for Red, Amber and Green."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.headings import fold
from loaders.keys.key import KeyRow
from model.status.scale import RED_AMBER_GREEN

_WORDS = {fold(status.name[0]): status.name for status in RED_AMBER_GREEN.statuses}


def spelled_out(rows: Sequence[KeyRow]) -> tuple[KeyRow, ...]:
    """Return the rows of a key with Red, Amber and Green for their letters, so that cells may have either.

    Letters are those of colours only where R and G are both there and no letter is of something else, such as roles; a
    B is left as it is, for it may be blue or black.
    """
    letters = {fold(one.status) for one in rows if len(one.status) == 1}
    words = {fold(one.status) for one in rows}
    ours = {"r", "g"} <= letters <= {*_WORDS, "b"} and not words & {fold(word) for word in _WORDS.values()}
    return tuple(replace(one, status=_WORDS.get(fold(one.status), one.status)) for one in rows) if ours else tuple(rows)
