"""Tables below a form that belong to its recommendation: dated updates, promises or actions."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.cells.addresses import address
from loaders.layouts.columns.column_map import ColumnMap
from loaders.layouts.forms.label_block import LabelBlock
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.item_rows import item_row_rules
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.vocabulary.heading_aliases import ACTION_WORD, ColumnMeaning


def form_above(table: FoundTable, forms: Sequence[LabelBlock]) -> LabelBlock | None:
    """Return the nearest form above a table on its sheet; None without one."""
    above = [block for block in forms if block.sheet is table.sheet and block.last_row < table.header_row]
    return above[-1] if above else None


def without_forms(table: FoundTable, forms: Sequence[LabelBlock]) -> FoundTable:
    """Return a table without the rows of the form above it; it ends where the next form begins."""
    above = form_above(table, forms)
    if above is None:
        return table
    following = [block.rows[0].number for block in forms if block.sheet is table.sheet and block is not above]
    end = min((number for number in following if number > table.header_row), default=None)
    return replace(
        table,
        rows_above=tuple(row for row in table.rows_above if row.number > above.last_row),
        body=tuple(row for row in table.body if end is None or row.number < end),
    )


def inherit_ref_of_form(source: InterpretedTable, form: InterpretedTable) -> InterpretedTable:
    """Return a table below a form with the ref of the form; each date with a status in it is an update."""
    ref = _ref_of(form) if belongs_to_form(source) else None
    if ref is None:
        return source
    columns, rows = _without_action_numbers(source.columns), source.rows
    rules, date = item_row_rules(source.table, columns), columns.column(ColumnMeaning.DATE)
    rated = [
        row for row in (*rows.other_rows, *rows.rows_below) if row.value_at(date) is not None and rules.has_status(row)
    ]
    with_updates = replace(
        rows,
        items=tuple(sorted([*rows.items, *map(ItemRow, rated)], key=lambda item: item.row.number)),
        other_rows=tuple(row for row in rows.other_rows if row not in rated),
        rows_below=tuple(row for row in rows.rows_below if row not in rated),
    )
    return replace(source, columns=columns, rows=with_updates).inherit({"ref": ref})


def belongs_to_form(source: InterpretedTable) -> bool:
    """Return whether a table names no recommendation, and so has updates, promises or actions of the form above it."""
    headings = source.columns.fields
    text_heading = headings.get(ColumnMeaning.RECOMMENDATION)
    ref_heading = headings.get(ColumnMeaning.REF)
    numbered = ref_heading is not None and not ACTION_WORD.search(ref_heading.words)
    names_recommendation = numbered or (text_heading is not None and not ACTION_WORD.search(text_heading.words))
    return not names_recommendation and (bool(source.columns.rounds) or ColumnMeaning.ACTIVITY in headings)


def _without_action_numbers(columns: ColumnMap) -> ColumnMap:
    """Leave out a column of action numbers, which are no refs of recommendations."""
    ref_heading = columns.fields.get(ColumnMeaning.REF)
    if ref_heading is None:
        return columns
    return replace(columns.without_field(ColumnMeaning.REF), unread=(*columns.unread, (ref_heading, "note")))


def _ref_of(form: InterpretedTable) -> InheritedValue | None:
    column, items = form.columns.column(ColumnMeaning.REF), form.rows.items
    if column is None or not items:
        return form.inherited.get("ref")
    row = items[0].row
    location = (form.table.sheet.name, address(column, row.number))
    return InheritedValue(row.value_at(column), location) if row.value_at(column) is not None else None
