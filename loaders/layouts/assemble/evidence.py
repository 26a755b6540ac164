"""Evidence of an update from cells that are no field of it: a line with the heading, such as Impact: High."""

from loaders.cells.addresses import address
from loaders.cells.display_text import displayed_text
from loaders.cells.values import ErrorCell, UncalculatedCell, Value
from loaders.layouts.assemble.row_fields import RowFields
from loaders.layouts.tables.header_rows import ColumnHeading


def add_evidence(update: RowFields, heading: ColumnHeading, value: Value) -> bool:
    """Add a cell to the evidence of an update; return False for an error or uncalculated cell, which adds nothing."""
    if isinstance(value, ErrorCell | UncalculatedCell):
        return False
    line = labelled_line(heading, value)
    update.add_part((update.sheet, address(heading.column, update.row)), "evidence")
    before = displayed_text(update.values.get("evidence"))
    if before:
        update.values["evidence"] = f"{before}\n{line}"
    else:
        update.set_value("evidence", line, heading.column)
    return True


def labelled_line(heading: ColumnHeading, value: Value) -> str:
    """Return the text of a cell with its heading before it: Impact: High."""
    return f"{heading.words.rstrip(' :')}: {displayed_text(value)}"
