"""The ref of a form: from its title, its text label or the name of its sheet; also for the tables below it."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.cells.addresses import address
from loaders.cells.values import CellRow, plain_text
from loaders.layouts.columns.column_map import ColumnMap
from loaders.layouts.forms.label_block import LabelBlock
from loaders.layouts.forms.ref_titles import RefTitle, ref_of_sheet, ref_title
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.layouts.rows.item_rows import item_row_rules
from loaders.layouts.rows.row_types import ItemRow
from loaders.layouts.tables.detect_tables import FoundTable
from loaders.vocabulary.heading_aliases import ACTION_WORD, ColumnMeaning


def inherit_form_ref(source: InterpretedTable) -> InterpretedTable:
    """Return a form without a ref label with a ref: from "Recommendation 3" above or before its text, or a sheet Rec 3.

    If the form has a ref label, such a title adds nothing, and is a row that was not read.
    """
    transposition, table = source.table.transposition, source.table
    if transposition is None or not source.is_form:
        return source
    sheet, has_ref = table.sheet.name, ColumnMeaning.REF in source.columns.fields
    title_row = next((found for row in reversed(table.rows_above) if (found := _ref_title_row(row)) is not None), None)
    if title_row is not None:
        row, column, parts = title_row
        unread = [other for other in table.rows_above if other.number > row.number or (has_ref and other is row)]
        above = tuple(other for other in table.rows_above if other.number < row.number)
        without_title = replace(
            table,
            rows_above=above,
            transposition=replace(transposition, unlabelled_rows=(*unread, *transposition.unlabelled_rows)),
        )
        location = (sheet, address(column, row.number))
        values = {} if has_ref else {"ref": InheritedValue(parts.ref, location)}
        if not has_ref and parts.title and ColumnMeaning.TITLE not in source.columns.fields:
            values["title"] = InheritedValue(parts.title, location)
        return replace(source, table=without_title).inherit(values)
    if has_ref:
        return source
    if transposition.ref is not None:
        return source.inherit({"ref": InheritedValue(transposition.ref[0], (sheet, transposition.ref[1]))})
    ref = ref_of_sheet(sheet)
    return source.inherit({"ref": InheritedValue(ref, (sheet, ""))}) if ref else source


def _ref_title_row(row: CellRow) -> tuple[CellRow, int, RefTitle] | None:
    """Return a row whose only cell is a ref with its title, the column of the cell, and its parts."""
    columns = row.filled_columns
    parts = ref_title(plain_text(row.value_at(columns[0]))) if len(columns) == 1 else None
    return (row, columns[0], parts) if parts is not None else None


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
