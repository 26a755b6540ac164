"""Tables below a form, which tell of its recommendation: what was reported and when, or what was promised."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.cells.addresses import address
from loaders.layouts.forms.label_block import Block
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.item_rows import look_at
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.vocabulary.heading_aliases import NAMES_ACTIONS, ColumnMeaning


def form_above(table: FoundTable, forms: Sequence[Block]) -> Block | None:
    """Return the form right above a table on its sheet; None where there is none."""
    above = [block for block in forms if block.sheet is table.sheet and block.last_row < table.line]
    return above[-1] if above else None


def without_forms(table: FoundTable, forms: Sequence[Block]) -> FoundTable:
    """Return a table without the rows of the form above it; it ends where the next form begins."""
    above = form_above(table, forms)
    if above is None:
        return table
    following = [block.rows[0].number for block in forms if block.sheet is table.sheet and block is not above]
    end = min((number for number in following if number > table.line), default=None)
    return replace(
        table,
        above=[row for row in table.above if row.number > above.last_row],
        body=[row for row in table.body if end is None or row.number < end],
    )


def give_form_ref(source: InterpretedTable, form: InterpretedTable) -> None:
    """Give a table that names no recommendation the ref of the form above it; each date with a status is an update."""
    ref = _ref_of(form) if tells_of_form(source) else None
    if ref is None:
        return
    source.inherited["ref"] = ref
    _leave_out_numbers(source)
    look, rows, date = look_at(source.table, source.columns), source.rows, source.columns.column(ColumnMeaning.DATE)
    rated = [row for row in (*rows.others, *rows.below) if row.at(date) is not None and look.has_status(row)]
    rows.items = sorted([*rows.items, *map(ItemRow, rated)], key=lambda item: item.row.number)
    rows.others = [row for row in rows.others if row not in rated]
    rows.below = [row for row in rows.below if row not in rated]


def tells_of_form(source: InterpretedTable) -> bool:
    """Say whether a table names no recommendation of its own: it holds updates, promises or actions of one above it."""
    once = source.columns.once
    text = once.get(ColumnMeaning.RECOMMENDATION)
    numbers = once.get(ColumnMeaning.REF)
    numbered = numbers is not None and not NAMES_ACTIONS.search(numbers.words)
    own = numbered or (text is not None and not NAMES_ACTIONS.search(text.words))
    return not own and (bool(source.columns.rounds) or ColumnMeaning.ACTIVITY in once)


def _leave_out_numbers(source: InterpretedTable) -> None:
    """Leave out the numbers of actions, which are no refs of recommendations."""
    columns = source.columns
    numbers = columns.once.pop(ColumnMeaning.REF, None)
    if numbers is not None:
        columns.unread.append((numbers, "note"))
        columns.cells = tuple(cell for cell in columns.cells if cell[0] != ColumnMeaning.REF)


def _ref_of(form: InterpretedTable) -> InheritedValue | None:
    column, items = form.columns.column(ColumnMeaning.REF), form.rows.items
    if column is None or not items:
        return form.inherited.get("ref")
    row = items[0].row
    place = (form.table.sheet.name, address(column, row.number))
    return InheritedValue(row.at(column), place) if row.at(column) is not None else None
