"""Find the columns of text on a page of a PDF, as in a newspaper: their gutter, and the rows they take."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.papers.pdf.row_headings import Gutter, count_headings, label_of
from loaders.papers.pdf.rows import NUMBERED, Row

_LEAST, _WIDE = 0.7, 1.0
"""The least width of a gutter, and the least width of the gap in which it is first seen, in sizes of the font."""
_SIDES = 2
_HOLE = 6.0
"""The most distance between rows of a column of text, in sizes of their font; those of headings are further apart."""
_ROWS, _LETTERS = 4, 15
"""Columns of text have at least this many rows side by side, and at least this many letters in an average row."""


@dataclass(frozen=True, slots=True)
class TextColumns:
    """Two columns of text: the range of rows they take, the end excluded, and the gutter between them."""

    first: int
    end: int
    gutter: Gutter


def find_text_columns(rows: Sequence[Row], *, before: Gutter | None = None) -> TextColumns | None:
    """Return the first two columns of text among rows, or None if there are none.

    Columns are no table: their headings are side by side only by chance, and neither has headings alone. If the page
    before had columns, one row with text on both sides is enough.
    """
    gutters = [before] if before else _frequent_gaps([gap for row in rows for gap in _gaps(row)])
    for gutter in gutters:
        for first, end, narrowed in _runs(rows, gutter):
            if _is_text(rows[first:end], narrowed, continued=before is not None):
                return TextColumns(first, end, narrowed)
    return None


def _gaps(row: Row) -> list[Gutter]:
    """Return the wide gaps of a row that may separate columns."""
    return [
        Gutter(left.right, right.left)
        for left, right in zip(row.segments(), row.segments()[1:], strict=False)
        if right.left - left.right >= _WIDE * row.size
    ]


def _frequent_gaps(gaps: Sequence[Gutter]) -> list[Gutter]:
    """Return the gaps that occur in enough rows, most frequent first, without those that overlap a better one."""
    counted = [(sum(other.left < gap.right and other.right > gap.left for other in gaps), gap) for gap in gaps]
    best = sorted(
        (pair for pair in counted if pair[0] >= _ROWS), key=lambda pair: (-pair[0], pair[1].right - pair[1].left)
    )
    distinct: list[Gutter] = []
    for _, gap in best:
        if not any(gap.left < other.right and gap.right > other.left for other in distinct):
            distinct.append(gap)
    return distinct


def _runs(rows: Sequence[Row], gutter: Gutter) -> list[tuple[int, int, Gutter]]:
    """Return the runs of rows that leave a gutter empty, the longest first, each with the width that all leave empty.

    A row that crosses only the width that the rows above it left empty begins the next run.
    """
    runs: list[tuple[int, int, Gutter]] = []
    start, current = 0, gutter
    for index, row in enumerate(rows):
        narrowed = current.narrowed(row, _LEAST)
        if narrowed is not None:
            current = narrowed
            continue
        if index > start:
            runs.append((start, index, current))
        restarted = gutter.narrowed(row, _LEAST)
        start, current = (index, restarted) if restarted else (index + 1, gutter)
    if len(rows) > start:
        runs.append((start, len(rows), current))
    return sorted(runs, key=lambda run: run[0] - run[1])


def _is_text(rows: Sequence[Row], gutter: Gutter, *, continued: bool) -> bool:
    sides = [
        (row.between(float("-inf"), gutter.right - 1), row.between(gutter.right - 1, float("inf"))) for row in rows
    ]
    both = [(left, right) for left, right in sides if left and right]
    if len(both) < (1 if continued else _ROWS):
        return False
    heading_counts = [count_headings(rows[index:]) for index in range(len(rows))]
    most = _SIDES if continued else 1  # headings in a row: more than two are those of a table, where columns are known
    side_by_side = sum(number > most for number in heading_counts)
    rows_with_text = sum(
        bool(number == 1 and left and right) for number, (left, right) in zip(heading_counts, sides, strict=True)
    )
    is_long = all(_is_long(side) for side in zip(*both, strict=True)) or continued
    return (
        is_long
        and (not side_by_side or side_by_side < rows_with_text)
        and all(_is_text_side(side) for side in zip(*sides, strict=True))
    )


def _is_long(rows: Sequence[Row]) -> bool:
    """Return whether rows that have text beside them have the letters of text, and not those of cells of a table."""
    return sum(len(row.text.strip()) for row in rows) >= _LETTERS * len(rows)


def _begins_with_heading(row: Row) -> bool:
    return label_of(row.segments()[0]) is not None


def _is_text_side(side: Sequence[Row | None]) -> bool:
    """Return whether one side is text without holes, and no column of headings, signs or numbers."""
    rows = [row for row in side if row]
    letters = sum(len(row.text.strip()) for row in rows)
    headings = sum(_begins_with_heading(row) for row in rows)
    holes = any(
        above.base - below.base > _HOLE * above.size and not NUMBERED.match(below.text)  # footnotes stand far below
        for above, below in pairwise(rows)
    )
    return letters >= _LETTERS * len(rows) and headings * 2 < len(rows) and not holes
