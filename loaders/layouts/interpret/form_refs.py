"""The ref of a form without a label for it: as its title or its label has it, or the name of its sheet."""

from dataclasses import replace

from loaders.cells.addresses import address
from loaders.cells.values import CellRow, plain_text
from loaders.layouts.forms.ref_titles import RefTitle, ref_of_sheet, ref_title
from loaders.layouts.interpret.interpreted_table import InheritedValue, InterpretedTable
from loaders.vocabulary.heading_aliases import ColumnMeaning


def give_refs(source: InterpretedTable) -> None:
    """Give a form without refs its own: in "Recommendation 3" above or before its text, or a sheet called Rec 3.

    Such a title beside a ref of the form's own says nothing more, and is a row that was not read.
    """
    turn, table = source.table.turn, source.table
    if turn is None or not source.is_form:
        return
    sheet, own = table.sheet.name, ColumnMeaning.REF in source.columns.once
    titled = next((found for row in reversed(table.above) if (found := _titled(row)) is not None), None)
    if titled is not None:
        row, column, parts = titled
        left = [one for one in table.above if one.number > row.number or (own and one is row)]
        above = [one for one in table.above if one.number < row.number]
        source.table = replace(table, above=above, turn=replace(turn, strays=[*left, *turn.strays]))
        if own:
            return
        place = (sheet, address(column, row.number))
        source.inherited["ref"] = InheritedValue(parts.ref, place)
        if parts.title and ColumnMeaning.TITLE not in source.columns.once:
            source.inherited["title"] = InheritedValue(parts.title, place)
    elif not own and turn.ref is not None:
        source.inherited["ref"] = InheritedValue(turn.ref[0], (sheet, turn.ref[1]))
    elif not own and ref_of_sheet(sheet):
        source.inherited["ref"] = InheritedValue(ref_of_sheet(sheet), (sheet, ""))


def _titled(row: CellRow) -> tuple[CellRow, int, RefTitle] | None:
    """Return a row that holds a ref and its title alone, with its column."""
    held = row.held
    parts = ref_title(plain_text(row.at(held[0]))) if len(held) == 1 else None
    return (row, held[0], parts) if parts is not None else None
