"""Find the tables of a PDF whose headings are in columns: the extent of each, and the rows in its cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.papers.pdf.geometry import HorizontalRule
from loaders.papers.pdf.row_headings import Gutter, HeadingLabel, gutters_at, label_at, label_of
from loaders.papers.pdf.rows import Row, group_rows, is_bullet
from loaders.papers.paragraphs import ends_sentence
from loaders.papers.headings import PaperPart, heading_of
from loaders.papers.line import Line

_LEAST = 0.4
"""The least width of a gutter, in sizes of the font."""
_ENDING_PARTS = (PaperPart.THEME, PaperPart.AGENCIES, PaperPart.END, PaperPart.CONTENTS)
_LEVEL = 2.0
"""Headings are side by side if their base lines are at most this many points apart."""
_PADDING = 12.0
"""The padding between the text of two cells, in points: the default of common programs."""
_BORDER = 2.0
"""The border above a row is at most this many sizes of its font above its base line."""
_TOP = 0.7
"""A row of a cell is level with a heading whose base line is at most this many sizes of the font below it."""


@dataclass(frozen=True, slots=True)
class PdfCell:
    """A cell of a table in a PDF: the headings in it, and its rows in order."""

    labels: tuple[HeadingLabel, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table in a PDF: its gutters, and its cells by rows.

    Attributes:
        starts: the left edge of the text in each column.
        ends: the right limit of the text in each column: before the next, or the end of the longest row in the last.
    """

    gutters: list[Gutter]
    starts: list[float]
    ends: list[float]
    cells: list[list[PdfCell]]

    @property
    def top(self) -> float:
        """The base line of its first row: the highest of its headings and text."""
        first = [
            row
            for cell in self.cells[0]
            for row in [*cell.rows, *(label_row for label in cell.labels for label_row in label.rows)]
        ]
        return max(row.base for row in first)

    def with_rows_above(self, rows: Sequence[Row]) -> "PdfTable":
        """Return it with rows that are above it in the cells of its first row."""
        if not rows:
            return self
        edges = [float("-inf"), *((gutter.left + gutter.right) / 2 for gutter in self.gutters), float("inf")]
        first = [
            replace(cell, rows=(*(part for row in rows if (part := row.between(start, end))), *cell.rows))
            for cell, (start, end) in zip(self.cells[0], pairwise(edges), strict=True)
        ]
        return replace(self, cells=[first, *self.cells[1:]])

    @property
    def has_headings(self) -> bool:
        """Whether its first row has a heading."""
        return any(cell.labels for cell in self.cells[0])


def find_table(
    rows: Sequence[Row],
    gutters: Sequence[Gutter],
    rules: Sequence[HorizontalRule],
    *,
    previous_starts: Sequence[float] = (),
) -> tuple[PdfTable, int] | None:
    """Return the table that begins with the first of some rows, and the number of its rows.

    `previous_starts` are the left edges of its columns on the page before, if it continues from there.

    It ends before a row that crosses a gutter, and before one that begins something else: a theme, another
    recommendation by itself. None if nothing is behind its first gutter, unless its first column continues.
    """
    if not gutters:
        return None
    narrowed, count = _extent(rows, gutters)
    while count > 1 and count < len(rows) and _heads_what_follows(rows[count - 1], narrowed[0]):
        count -= 1
    table_rows = rows[:count]
    has_second_column = any(word.left >= narrowed[0].right - 1 for row in table_rows for word in row.words)
    if not has_second_column and not (previous_starts and _continues_first_column(table_rows, gutters, rules)):
        return None
    table = _build_table(table_rows, narrowed, rules)
    if previous_starts:
        table = replace(table, starts=[min(pair) for pair in zip(table.starts, previous_starts, strict=True)])
    return table, count


def _extent(rows: Sequence[Row], gutters: Sequence[Gutter]) -> tuple[list[Gutter], int]:
    """Return the gutters narrowed to the width that all of the table's rows leave empty, and the number of rows."""
    narrowed = list(gutters)
    wrapped: set[float] = set()
    for index, row in enumerate(rows):
        new = [narrower for gutter in narrowed if (narrower := gutter.narrowed(row, _LEAST)) is not None]
        if len(new) < len(narrowed) or _has_other_columns(rows[index:], narrowed):
            return narrowed, index
        if row.right <= new[0].left + 1 and row.base not in wrapped and _begins_another(row):
            return narrowed, index
        label = label_at(rows[index:], float("-inf"), narrowed[0].right - 1)
        wrapped |= {label_row.base for label_row in label.rows} if label else set()
        narrowed = new
    return narrowed, len(rows)


def _heads_what_follows(row: Row, gutter: Gutter) -> bool:
    """Return whether the last row of a table is a heading alone in its row, so that its text follows the table."""
    heading = label_of(row) if row.right <= gutter.left + 1 else None
    return heading is not None and heading.part is not PaperPart.STATUS


def _continues_first_column(rows: Sequence[Row], gutters: Sequence[Gutter], rules: Sequence[HorizontalRule]) -> bool:
    """Return whether rows continue a table's first column: below its border, or as the rest of a sentence."""
    if not rows:
        return False
    top = rows[0]
    if any(0 < rule.base - top.base < _BORDER * top.size and _crosses_gutter(rule, gutters) for rule in rules):
        return True
    return len(rows) > 1 and not ends_sentence(top.text) and not is_bullet(top.words[0])


def _begins_another(row: Row) -> bool:
    """Return whether a row with only one cell begins something after the table."""
    heading = heading_of(Line(row.text, 1, heading=row.bold))
    if heading is not None:
        return heading.part in _ENDING_PARTS or heading.part is PaperPart.RECOMMENDATION
    return row.bold and label_of(row) is None


def _has_other_columns(rows: Sequence[Row], gutters: Sequence[Gutter]) -> bool:
    """Return whether headings in the first of some rows are in other columns than these."""
    return any(
        not any(new.left < old.right + 1 and new.right > old.left - 1 for old in gutters) for new in gutters_at(rows)
    )


def _build_table(rows: Sequence[Row], gutters: Sequence[Gutter], rules: Sequence[HorizontalRule]) -> PdfTable:
    """Build a table from its rows: split into columns first, then into the rows of the table."""
    edges = [float("-inf"), *((gutter.left + gutter.right) / 2 for gutter in gutters), float("inf")]
    words = [word for row in rows for word in row.words]
    columns = [
        group_rows(word for word in words if start <= (word.left + word.right) / 2 < end)
        for start, end in pairwise(edges)
    ]
    labels = _real_headings([_labels(column) for column in columns], columns)
    starts = [min((row.left for row in column), default=start) for column, start in zip(columns, edges, strict=False)]
    ends = [*(gutter.right - _PADDING for gutter in gutters), max(row.right for row in rows)]
    tops = _tops(rows, labels, gutters, rules)
    cells = [
        [_cell(column, column_labels, top, end) for column, column_labels in zip(columns, labels, strict=True)]
        for top, end in zip(tops, [*tops[1:], float("-inf")], strict=True)
    ]
    return PdfTable(
        list(gutters), starts, ends, [row for row in cells if any(cell.labels or cell.rows for cell in row)]
    )


def _labels(column: Sequence[Row]) -> list[HeadingLabel]:
    """Return the headings in a column, each with all of its rows."""
    labels: list[HeadingLabel] = []
    inside: set[int] = set()
    for index, row in enumerate(column):
        if id(row) not in inside and (label := label_at(column[index:], float("-inf"), float("inf"))):
            taken = column[index : index + len(label.rows)]
            inside |= {id(label_row) for label_row in taken}
            labels.append(HeadingLabel(label.heading, label.text, tuple(taken)))
    return labels


def _real_headings(found: Sequence[list[HeadingLabel]], columns: Sequence[Sequence[Row]]) -> list[list[HeadingLabel]]:
    """Return the real headings of each column: all in a column of headings, else those level with another heading.

    A wrapped line of text may read like a heading, but then it is in a column of text, and alone.
    """
    bases = [[_base(label) for label in labels] for labels in found]

    def has_level_heading(column: int, base: float) -> bool:
        others = (other for index, column_bases in enumerate(bases) if index != column for other in column_bases)
        return any(abs(base - other) <= _LEVEL for other in others)

    def is_heading_column(labels: Sequence[HeadingLabel], column: Sequence[Row]) -> bool:
        return sum(len(label.rows) for label in labels) * 2 >= len(column)

    return [
        labels
        if is_heading_column(labels, column)
        else [label for label in labels if has_level_heading(index, _base(label))]
        for index, (labels, column) in enumerate(zip(found, columns, strict=True))
    ]


def _tops(
    rows: Sequence[Row],
    labels: Sequence[Sequence[HeadingLabel]],
    gutters: Sequence[Gutter],
    rules: Sequence[HorizontalRule],
) -> list[float]:
    """Return the top of each row of a table: at its rules, and between them at each heading.

    A heading alone between two rules, perhaps vertically centred, belongs to all rows between them.
    """
    top, foot = rows[0].base + rows[0].size, rows[-1].base
    drawn = {round(rule.base, 1) for rule in rules if foot < rule.base < top and _crosses_gutter(rule, gutters)}
    slots = [top, *sorted(drawn, reverse=True)]
    found: list[float] = []
    for start, end in zip(slots, [*slots[1:], float("-inf")], strict=True):
        bases = sorted(
            {_base(label) for column_labels in labels for label in column_labels if end < _base(label) <= start},
            reverse=True,
        )
        heading_tops = [base for before, base in zip([float("inf"), *bases], bases, strict=False) if before - base > 1]
        tops = [base + _TOP * rows[0].size for base in heading_tops]
        alone = len(heading_tops) == 1 and bool(drawn)
        above = bool(tops) and any(tops[0] < row.base <= start for row in rows)
        found += [start, *(tops if above and not alone else tops[1:])]
    return found


def _crosses_gutter(rule: HorizontalRule, gutters: Sequence[Gutter]) -> bool:
    """Return whether a rule crosses a gutter, or ends in one as the border of one cell does."""
    return any(rule.left < gutter.right - 0.1 and rule.right > gutter.left + 0.1 for gutter in gutters)


def _base(label: HeadingLabel) -> float:
    return label.rows[0].base


def _cell(column: Sequence[Row], labels: Sequence[HeadingLabel], top: float, end: float) -> PdfCell:
    inside_labels = [label for label in labels if end < _base(label) <= top]
    inside = {id(row) for label in labels for row in label.rows}
    rows = (row for row in column if end < row.base <= top and id(row) not in inside)
    return PdfCell(tuple(inside_labels), tuple(rows))
