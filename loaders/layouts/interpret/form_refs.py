"""The ref of a form without a ref label: from its title, its text label or the name of its sheet."""

from dataclasses import replace

from loaders.cells.addresses import address
from loaders.cells.values import CellRow, plain_text
from loaders.layouts.forms.ref_titles import RefTitle, ref_of_sheet, ref_title
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.vocabulary.heading_aliases import ColumnMeaning


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
