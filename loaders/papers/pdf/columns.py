"""Text that a PDF sets in two columns or more, as a newspaper does: where they part, and how far down."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.papers.pdf.row_headings import Gutter, headings_at, label_of
from loaders.papers.pdf.rows import NUMBERED, Row

_LEAST, _WIDE = 0.7, 1.0
"""How wide the gutter is at least, and where it is first seen, in sizes of the font."""
_SIDES = 2
_HOLE = 6.0
"""The rows of a column of text are at most so many sizes of their font apart, those of headings further."""
_ROWS, _LETTERS = 4, 15
"""Columns of text have at least so many rows beside one another, and their rows on an average so many letters."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns: the rows they take, from the first to behind the last, and the gutter between them."""

    first: int
    end: int
    gutter: Gutter


def columns_in(rows: Sequence[Row], *, before: Gutter | None = None) -> Columns | None:
    """Return the first two columns of text among rows, or None where they have none.

    Columns are no table: their headings stand side by side only by chance, and neither is headings alone. Where the
    page before had columns, one row with something on both sides is enough.
    """
    places = [before] if before else _most_seen([gap for row in rows for gap in _gaps(row)])
    for gutter in places:
        for first, end, narrowed in _runs(rows, gutter):
            if _is_text(rows[first:end], narrowed, known=before is not None):
                return Columns(first, end, narrowed)
    return None


def _gaps(row: Row) -> list[Gutter]:
    """Return the wide gaps of a row that may part columns."""
    return [
        Gutter(left.right, right.left)
        for left, right in zip(row.segments(), row.segments()[1:], strict=False)
        if right.left - left.right >= _WIDE * row.size
    ]


def _most_seen(gaps: Sequence[Gutter]) -> list[Gutter]:
    """Return gaps by how many others overlap them; each that is seen in enough rows, once."""
    seen = [(sum(one.left < gap.right and one.right > gap.left for one in gaps), gap) for gap in gaps]
    best = sorted(
        (pair for pair in seen if pair[0] >= _ROWS), key=lambda pair: (-pair[0], pair[1].right - pair[1].left)
    )
    kept: list[Gutter] = []
    for _, gap in best:
        if not any(gap.left < one.right and gap.right > one.left for one in kept):
            kept.append(gap)
    return kept


def _runs(rows: Sequence[Row], gutter: Gutter) -> list[tuple[int, int, Gutter]]:
    """Return the runs of rows that leave a gutter empty, the longest first, each with what all of them leave.

    A row that crosses only what the rows above it left of the gutter begins the next run.
    """
    runs: list[tuple[int, int, Gutter]] = []
    start, now = 0, gutter
    for place, row in enumerate(rows):
        narrowed = now.narrowed(row, _LEAST)
        if narrowed is not None:
            now = narrowed
            continue
        if place > start:
            runs.append((start, place, now))
        afresh = gutter.narrowed(row, _LEAST)
        start, now = (place, afresh) if afresh else (place + 1, gutter)
    if len(rows) > start:
        runs.append((start, len(rows), now))
    return sorted(runs, key=lambda run: run[0] - run[1])


def _is_text(rows: Sequence[Row], gutter: Gutter, *, known: bool) -> bool:
    sides = [
        (row.between(float("-inf"), gutter.right - 1), row.between(gutter.right - 1, float("inf"))) for row in rows
    ]
    both = [(left, right) for left, right in sides if left and right]
    if len(both) < (1 if known else _ROWS):
        return False
    labels = [headings_at(rows[place:]) for place in range(len(rows))]
    most = _SIDES if known else 1  # headings in a row: more than two are those of a table, where columns are known
    side_by_side = sum(number > most for number in labels)
    text_beside = sum(bool(number == 1 and left and right) for number, (left, right) in zip(labels, sides, strict=True))
    return (not side_by_side or side_by_side < text_beside) and all(_reads(side) for side in zip(*sides, strict=True))


def _headed(row: Row) -> bool:
    return label_of(row.segments()[0]) is not None


def _reads(side: Sequence[Row | None]) -> bool:
    """Say whether one side is text without holes, and no column of headings, signs or numbers."""
    rows = [row for row in side if row]
    letters = sum(len(row.text.strip()) for row in rows)
    headings = sum(_headed(row) for row in rows)
    holes = any(
        above.base - below.base > _HOLE * above.size and not NUMBERED.match(below.text)  # footnotes stand far below
        for above, below in pairwise(rows)
    )
    return letters >= _LETTERS * len(rows) and headings * 2 < len(rows) and not holes
