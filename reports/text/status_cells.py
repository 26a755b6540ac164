"""A status in a narrow column of a table: on one line where that fits, else "inferred" on a line below it."""

from collections.abc import Iterable

from model.terms import NOT_EXPECTED, Basis
from reports.content.document import Spans, Text
from reports.text.narrator import Narrator
from wording.format.statuses import mark_word, status_words

_MARK_AND_MARGINS, _MARGINS, _LETTER = 1.35, 0.5, 0.17
"""The width of a mark with the margins of its cell, of these alone, and of an average letter, in centimetres."""


def status_width(narrator: Narrator, statuses: Iterable[tuple[str, object]], *, one_line: bool) -> float:
    """Return how wide a column of statuses must be, in centimetres; `one_line` is as for `status_cell`."""
    scale, _ = narrator.scale, narrator.translator
    words = {status_words(mark, basis, scale, _) if one_line else mark_word(mark, scale, _) for mark, basis in statuses}
    width = _MARK_AND_MARGINS + _LETTER * (max(map(len, words), default=0) + (not one_line))
    return width if one_line else max(width, _MARGINS + _LETTER * len(_("inferred")))


def status_cell(narrator: Narrator, mark: str, basis: object, *, one_line: bool) -> Spans:
    """Return a status as a cell: its word, and whether it is inferred on the same line or below it; "" for no mark."""
    if mark == NOT_EXPECTED:
        return (Text(""),)
    if one_line or basis != Basis.INFERRED or mark not in narrator.scale.rank:
        return (narrator.mark(mark, basis),)
    below = Text(",\n" + narrator.translator("inferred"))
    return narrator.mark(mark, basis, brief=True), below
