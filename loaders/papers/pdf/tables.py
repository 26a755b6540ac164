"""Tables of a PDF whose headings stand in columns: how far each goes, and the rows in its cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.papers.pdf.geometry import Rule
from loaders.papers.pdf.row_headings import Gutter, Label, gutters_at, label_at, label_of
from loaders.papers.pdf.rows import Row, is_sign, rows_of
from loaders.papers.text.bullet_points import ended
from loaders.papers.text.headings import Part, heading_of
from loaders.papers.text.line import Line

_LEAST = 0.4
"""A gutter is at least so many sizes of the font wide."""
_OPENS = (Part.THEME, Part.AGENCIES, Part.END, Part.CONTENTS, Part.KEY)
_LEVEL = 2.0
"""Headings stand beside one another where their base lines are at most so many points apart."""
_PADDING = 12.0
"""What lies between the text of two cells, in points: as programs set it unless they are told otherwise."""
_BORDER = 2.0
"""The border above a row is at most so many sizes of its font above its base line."""
_TOP = 0.7
"""A row of a cell stands beside a heading whose base line is at most so many sizes of the font below it."""


@dataclass(slots=True)
class Cell:
    """What stands in a cell of a PDF's table: the headings in it, and its rows in order."""

    labels: list[Label] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table: its gutters, and its cells by rows.

    Attributes:
        starts: where the text of each of its columns begins.
        ends: where its text may end: before the next, or where the longest row of the last ends.
    """

    gutters: list[Gutter]
    starts: list[float]
    ends: list[float]
    cells: list[list[Cell]]

    @property
    def top(self) -> float:
        """Where its first row stands: the first heading or text of it."""
        first = [
            row for cell in self.cells[0] for row in [*cell.rows, *(one for own in cell.labels for one in own.rows)]
        ]
        return max(row.base for row in first)

    def take_above(self, rows: Sequence[Row]) -> None:
        """Take rows that stand above it into the cells of its first row."""
        edges = [float("-inf"), *((one.left + one.right) / 2 for one in self.gutters), float("inf")]
        for cell, (start, end) in zip(self.cells[0], pairwise(edges), strict=True):
            parts = [part for row in rows if (part := row.between(start, end))]
            cell.rows = [*parts, *cell.rows]

    @property
    def headed(self) -> bool:
        """Whether a heading stands in its first row."""
        return any(cell.labels for cell in self.cells[0])


def table_at(
    rows: Sequence[Row], gutters: Sequence[Gutter], rules: Sequence[Rule], *, going_on: Sequence[float] = ()
) -> tuple[Table, int] | None:
    """Return the table that begins with the first of some rows, and how many of them it takes.

    `going_on` is where its columns begin on the page before, where it goes on from there.

    It ends before a row that crosses a gutter, and before one that begins something else: a theme, another
    recommendation by itself. None where nothing stands behind its first gutter, unless its first column goes on.
    """
    if not gutters:
        return None
    narrowed, count = _extent(rows, gutters)
    while count > 1 and count < len(rows) and _heads_what_follows(rows[count - 1], narrowed[0]):
        count -= 1
    own = rows[:count]
    beside = any(word.left >= narrowed[0].right - 1 for row in own for word in row.words)
    if not beside and not (going_on and _fills_first(own, gutters, rules)):
        return None
    table = _built(own, narrowed, rules)
    if going_on:
        table.starts = [min(pair) for pair in zip(table.starts, going_on, strict=True)]
    return table, count


def _extent(rows: Sequence[Row], gutters: Sequence[Gutter]) -> tuple[list[Gutter], int]:
    """Return the gutters as all of the table's rows leave them, and how many rows these are."""
    narrowed = list(gutters)
    wrapped: set[float] = set()
    for place, row in enumerate(rows):
        new = [one for gutter in narrowed if (one := gutter.narrowed(row, _LEAST)) is not None]
        if len(new) < len(narrowed) or _has_others(rows[place:], narrowed):
            return narrowed, place
        if row.right <= new[0].left + 1 and row.base not in wrapped and _begins_another(row):
            return narrowed, place
        label = label_at(rows[place:], float("-inf"), narrowed[0].right - 1)
        wrapped |= {one.base for one in label.rows} if label else set()
        narrowed = new
    return narrowed, len(rows)


def _heads_what_follows(row: Row, gutter: Gutter) -> bool:
    """Say whether the last row of a table is a heading with nothing beside it, so that its text is what follows."""
    heading = label_of(row) if row.right <= gutter.left + 1 else None
    return heading is not None and heading.part is not Part.STATUS


def _fills_first(rows: Sequence[Row], gutters: Sequence[Gutter], rules: Sequence[Rule]) -> bool:
    """Say whether rows are the rest of a table's first column: below its border, or the rest of a sentence."""
    if not rows:
        return False
    top = rows[0]
    if any(0 < rule.base - top.base < _BORDER * top.size and _parts(rule, gutters) for rule in rules):
        return True
    return len(rows) > 1 and not ended(top.text) and not is_sign(top.words[0])


def _begins_another(row: Row) -> bool:
    """Say whether a row with nothing beside it begins what is no more of the table."""
    heading = heading_of(Line(row.text, 1, heading=row.bold))
    if heading is not None:
        return heading.part in _OPENS or heading.part is Part.RECOMMENDATION
    return row.bold and label_of(row) is None


def _has_others(rows: Sequence[Row], gutters: Sequence[Gutter]) -> bool:
    """Say whether headings in the first of some rows stand in other columns than these."""
    return any(
        not any(new.left < old.right + 1 and new.right > old.left - 1 for old in gutters) for new in gutters_at(rows)
    )


def _built(rows: Sequence[Row], gutters: Sequence[Gutter], rules: Sequence[Rule]) -> Table:
    """Return a table of its rows: column by column first, then by what parts its own rows."""
    edges = [float("-inf"), *((one.left + one.right) / 2 for one in gutters), float("inf")]
    words = [word for row in rows for word in row.words]
    columns = [
        rows_of(word for word in words if start <= (word.left + word.right) / 2 < end) for start, end in pairwise(edges)
    ]
    labels = _standing([_labels(column) for column in columns], columns)
    starts = [min((row.left for row in column), default=start) for column, start in zip(columns, edges, strict=False)]
    ends = [*(one.right - _PADDING for one in gutters), max(row.right for row in rows)]
    tops = _tops(rows, labels, gutters, rules)
    cells = [
        [_cell(column, own, top, end) for column, own in zip(columns, labels, strict=True)]
        for top, end in zip(tops, [*tops[1:], float("-inf")], strict=True)
    ]
    return Table(list(gutters), starts, ends, [row for row in cells if any(cell.labels or cell.rows for cell in row)])


def _labels(column: Sequence[Row]) -> list[Label]:
    """Return the headings in a column, each whole."""
    labels: list[Label] = []
    inside: set[int] = set()
    for place, row in enumerate(column):
        if id(row) not in inside and (label := label_at(column[place:], float("-inf"), float("inf"))):
            taken = column[place : place + len(label.rows)]
            inside |= {id(one) for one in taken}
            labels.append(Label(label.heading, label.text, tuple(taken)))
    return labels


def _standing(found: Sequence[list[Label]], columns: Sequence[Sequence[Row]]) -> list[list[Label]]:
    """Return the headings of each column that are some: all of a column of headings, else those with one beside them.

    A line of text may read like a heading where it was wrapped, but then it stands in a column of text, and alone.
    """
    bases = [[_base(label) for label in labels] for labels in found]

    def beside(place: int, base: float) -> bool:
        others = (other for column, own in enumerate(bases) if column != place for other in own)
        return any(abs(base - other) <= _LEVEL for other in others)

    def headings(labels: Sequence[Label], column: Sequence[Row]) -> bool:
        return sum(len(label.rows) for label in labels) * 2 >= len(column)

    return [
        labels if headings(labels, column) else [label for label in labels if beside(place, _base(label))]
        for place, (labels, column) in enumerate(zip(found, columns, strict=True))
    ]


def _tops(
    rows: Sequence[Row], labels: Sequence[Sequence[Label]], gutters: Sequence[Gutter], rules: Sequence[Rule]
) -> list[float]:
    """Return where each row of a table begins: at its rules, and between them at each heading.

    A heading alone between two rules, perhaps in the middle of its cell, stands beside all that lies between them.
    """
    top, foot = rows[0].base + rows[0].size, rows[-1].base
    drawn = {round(one.base, 1) for one in rules if foot < one.base < top and _parts(one, gutters)}
    slots = [top, *sorted(drawn, reverse=True)]
    found: list[float] = []
    for start, end in zip(slots, [*slots[1:], float("-inf")], strict=True):
        bases = sorted({_base(one) for own in labels for one in own if end < _base(one) <= start}, reverse=True)
        begun = [base for before, base in zip([float("inf"), *bases], bases, strict=False) if before - base > 1]
        tops = [base + _TOP * rows[0].size for base in begun]
        alone = len(begun) == 1 and bool(drawn)
        above = bool(tops) and any(tops[0] < row.base <= start for row in rows)
        found += [start, *(tops if above and not alone else tops[1:])]
    return found


def _parts(rule: Rule, gutters: Sequence[Gutter]) -> bool:
    """Say whether a rule goes across a gutter, or ends in one as the border of one cell does."""
    return any(rule.left < one.right - 0.1 and rule.right > one.left + 0.1 for one in gutters)


def _base(label: Label) -> float:
    return label.rows[0].base


def _cell(column: Sequence[Row], labels: Sequence[Label], top: float, end: float) -> Cell:
    own = [label for label in labels if end < _base(label) <= top]
    inside = {id(row) for label in labels for row in label.rows}
    return Cell(own, [row for row in column if end < row.base <= top and id(row) not in inside])
