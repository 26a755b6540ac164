"""Split a page of a PDF into blocks in reading order: text, consecutive columns of text, and tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.papers.pdf.geometry import HorizontalRule
from loaders.papers.pdf.headers_footers import split_footnotes
from loaders.papers.pdf.row_headings import Gutter, count_headings, gutters_at, label_of
from loaders.papers.pdf.rows import NUMBERED, Row, group_rows
from loaders.papers.pdf.tables import PdfTable, find_table
from loaders.papers.statuses import is_status_header

_INDENT = 60.0
"""A column whose text begins less than this many points right of the previous one is that column, indented."""
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


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block of a page: consecutive rows, a table, or footnotes.

    Attributes:
        footnotes: the footnotes of a column.
        left: the left edge of its column.
        right: the right edge of the longest row of its column.
        starts_column: whether it is the first of its page or column.
    """

    rows: tuple[Row, ...] = ()
    table: PdfTable | None = None
    footnotes: tuple[Row, ...] = ()
    left: float = 0.0
    right: float = 0.0
    starts_column: bool = False


@dataclass(frozen=True, slots=True)
class OpenTable:
    """The layout that may continue on the next page or column: its last table, and its columns of text.

    `body` is the font size of the body text.
    """

    body: float
    gutters: tuple[Gutter, ...] = ()
    starts: tuple[float, ...] = ()
    left: float = float("-inf")
    columns: Gutter | None = None

    def moved_to(self, left: float) -> "OpenTable":
        """Return the same layout for a column with another left edge, if the page has columns of text."""
        offset = left - self.left if self.columns is not None else 0.0
        gutters = tuple(Gutter(gutter.left + offset, gutter.right + offset) for gutter in self.gutters)
        return replace(self, gutters=gutters, starts=tuple(start + offset for start in self.starts))


def split_blocks(
    rows: Sequence[Row], rules: Sequence[HorizontalRule], open_table: OpenTable
) -> tuple[list[PageBlock], OpenTable]:
    """Return the blocks of a page, and the layout at its end; `open_table` is that at the end of the page before."""
    return _blocks(rows, rules, replace(open_table, columns=None), open_table.columns)


def _blocks(
    rows: Sequence[Row], rules: Sequence[HorizontalRule], open_table: OpenTable, columns: Gutter | None
) -> tuple[list[PageBlock], OpenTable]:
    """Return the blocks of rows, and the layout at their end; `columns` is the gutter of columns on the page before."""
    blocks: list[PageBlock] = []
    rest = list(rows)
    while rest:
        found = (find_text_columns(rest, before=columns) if columns else None) or find_text_columns(rest)
        if found is not None and any(map(_is_status_header, rest[found.first : found.end])):
            found = None
        if found is None or (
            open_table.columns is None and columns is None and find_table(rest, open_table.gutters, [])
        ):
            column, open_table = _column(rest, rules, open_table)
            return [*blocks, *column], open_table
        columns = found.gutter
        open_table = replace(open_table, columns=columns)
        if found.first:
            above, open_table = _column(rest[: found.first], rules, open_table)
            blocks += above
        words = [word for row in rest[found.first : found.end] for word in row.words]
        middle = (found.gutter.left + found.gutter.right) / 2
        for left, right in ((float("-inf"), middle), (middle, float("inf"))):
            side = group_rows(word for word in words if left <= word.left < right)
            drawn = [rule for rule in rules if left <= rule.left < right]
            text, notes = split_footnotes(side, drawn, open_table.body)
            side_blocks, open_table = _blocks(text, drawn, open_table, None)
            blocks += [*side_blocks, PageBlock(footnotes=tuple(notes))] if notes else side_blocks
        rest = rest[found.end :]
    return blocks, open_table


def _is_status_header(row: Row) -> bool:
    """Return whether a row is the header of a table of statuses, which is read by its rows."""
    return is_status_header([part.text for part in row.segments()])


def _column(
    rows: Sequence[Row], rules: Sequence[HorizontalRule], open_table: OpenTable
) -> tuple[list[PageBlock], OpenTable]:
    """Return the blocks of rows in one column, and the layout at their end."""
    left = min(row.left for row in rows)
    if 0 < left - open_table.left < _INDENT:  # all of it is indented, as the rest of a bullet is
        left = open_table.left
    right = max(row.right for row in rows)
    carried = open_table.moved_to(left)
    blocks: list[PageBlock] = []
    text: list[Row] = []
    index = 0
    while index < len(rows):
        found = None if index else find_table(rows, carried.gutters, rules, previous_starts=carried.starts)
        found = found or find_table(rows[index:], gutters_at(rows[index:]), rules)
        if found is None:
            text.append(rows[index])
            index += 1
            continue
        table, count = found
        start = len(text) - _count_above(table, text, rules)
        blocks += [PageBlock(tuple(text[:start]), left=left, right=right)] if start else []
        blocks.append(PageBlock(table=table.with_rows_above(text[start:]), left=left, right=right))
        text = []
        index += count
    blocks += [PageBlock(tuple(text), left=left, right=right)] if text else []
    blocks[0] = replace(blocks[0], starts_column=True)
    last = blocks[-1].table
    gutters, starts = (tuple(last.gutters), tuple(last.starts)) if last else ((), ())
    return blocks, replace(open_table, gutters=gutters, starts=starts, left=left)


def _count_above(table: PdfTable, rows: Sequence[Row], rules: Sequence[HorizontalRule]) -> int:
    """Return the number of rows above a table that are in its first cells, as the heading of their cell is centred.

    They are right of its first gutter and below a border of the table, with no other border below them.
    """
    gutter = table.gutters[0]
    borders = [rule.base for rule in rules if rule.left < gutter.left and rule.right > gutter.right]
    border = min((base for base in borders if base > table.top), default=None)
    start = len(rows)
    while border is not None and start > 0 and rows[start - 1].left >= gutter.right - 1:
        if rows[start - 1].base >= border:
            break
        start -= 1
    return len(rows) - start


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
