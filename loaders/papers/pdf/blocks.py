"""What a page of a PDF consists of, in the order it is read: text, columns of text one after another, and tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.papers.pdf.columns import columns_in
from loaders.papers.pdf.geometry import Rule
from loaders.papers.pdf.headers_footers import without_notes
from loaders.papers.pdf.row_headings import Gutter, gutters_at
from loaders.papers.pdf.rows import Row, rows_of
from loaders.papers.pdf.tables import Table, table_at
from loaders.papers.statuses.tables import heads_statuses

_INDENT = 60.0
"""A column whose text begins less than so many points further right than the one before is that one, indented."""


@dataclass(slots=True)
class Block:
    """Rows that are read one after another, a table, or footnotes.

    Attributes:
        notes: the footnotes of a column.
        left: where its column begins.
        right: where the longest row of its column ends.
        begins: whether it is the first of its page or column.
    """

    rows: list[Row] = field(default_factory=list)
    table: Table | None = None
    notes: list[Row] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    begins: bool = False


@dataclass(slots=True)
class Going:
    """What may go on from one page or column to the next: its last table, and its columns.

    `body` is the size of the text of the paper.
    """

    body: float
    gutters: list[Gutter] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    left: float = float("-inf")
    columns: Gutter | None = None

    def moved(self, left: float) -> "Going":
        """Return it as it goes on in a column that begins elsewhere: where columns of text follow one another."""
        by = left - self.left if self.columns is not None else 0.0
        gutters = [Gutter(one.left + by, one.right + by) for one in self.gutters]
        return replace(self, gutters=gutters, starts=[start + by for start in self.starts])


def blocks_of(rows: Sequence[Row], rules: Sequence[Rule], going: Going) -> list[Block]:
    """Return the blocks of a page; `going` is what the page before ended with, and becomes what this one does."""
    columns, going.columns = going.columns, None
    return _blocks(rows, rules, going, columns)


def _blocks(rows: Sequence[Row], rules: Sequence[Rule], going: Going, columns: Gutter | None) -> list[Block]:
    """Return the blocks of rows; `columns` are those that the page before had."""
    blocks: list[Block] = []
    rest = list(rows)
    while rest:
        found = (columns_in(rest, before=columns) if columns else None) or columns_in(rest)
        if found is not None and any(map(_heads_statuses, rest[found.first : found.end])):
            found = None
        if found is None or (going.columns is None and columns is None and table_at(rest, going.gutters, [])):
            blocks += _column(rest, rules, going)
            break
        going.columns = columns = found.gutter
        blocks += _column(rest[: found.first], rules, going) if found.first else []
        words = [word for row in rest[found.first : found.end] for word in row.words]
        middle = (found.gutter.left + found.gutter.right) / 2
        for left, right in ((float("-inf"), middle), (middle, float("inf"))):
            side = rows_of(word for word in words if left <= word.left < right)
            drawn = [rule for rule in rules if left <= rule.left < right]
            text, notes = without_notes(side, drawn, going.body)
            blocks += _blocks(text, drawn, going, None)
            blocks += [Block(notes=notes)] if notes else []
        rest = rest[found.end :]
    return blocks


def _heads_statuses(row: Row) -> bool:
    """Say whether a row is the headings of a table of statuses, which is read by its rows."""
    return heads_statuses([part.text for part in row.segments()])


def _column(rows: Sequence[Row], rules: Sequence[Rule], going: Going) -> list[Block]:
    """Return the blocks of rows that stand in one column."""
    left = min(row.left for row in rows)
    if 0 < left - going.left < _INDENT:  # all of it is indented, as the rest of a bullet is
        left = going.left
    right = max(row.right for row in rows)
    carried = going.moved(left)
    blocks: list[Block] = []
    place = 0
    while place < len(rows):
        found = None if place else table_at(rows, carried.gutters, rules, going_on=carried.starts)
        found = found or table_at(rows[place:], gutters_at(rows[place:]), rules)
        if found is not None:
            table, count = found
            if blocks and blocks[-1].rows:
                _take_above(table, blocks[-1].rows, rules)
                blocks = [block for block in blocks if block.rows or block.table]
            blocks.append(Block(table=table, left=left, right=right))
            place += count
        else:
            if not blocks or blocks[-1].table:
                blocks.append(Block(left=left, right=right))
            blocks[-1].rows.append(rows[place])
            place += 1
    blocks[0].begins = True
    last = blocks[-1].table
    going.gutters, going.starts, going.left = (last.gutters, last.starts, left) if last else ([], [], left)
    return blocks


def _take_above(table: Table, rows: list[Row], rules: Sequence[Rule]) -> None:
    """Move rows above a table into its first cells: those that a heading stands in the middle of.

    They stand behind its first gutter and below a border of the table, with no other border below them.
    """
    gutter = table.gutters[0]
    borders = [rule.base for rule in rules if rule.left < gutter.left and rule.right > gutter.right]
    border = min((base for base in borders if base > table.top), default=None)
    start = len(rows)
    while border is not None and start > 0 and rows[start - 1].left >= gutter.right - 1:
        if rows[start - 1].base >= border:
            break
        start -= 1
    table.take_above(rows[start:])
    del rows[start:]
