"""What is kept of a cell that is no field of an update: a line of its own, after the heading it stands under."""

from loaders.cells.addresses import address
from loaders.cells.display_text import displayed_text
from loaders.cells.values import ErrorCell, UncalculatedCell, Value
from loaders.layouts.assemble.row_fields import RowFields
from loaders.layouts.tables.header_rows import Heading


def add_evidence(update: RowFields, heading: Heading, value: Value) -> bool:
    """Add a cell to the evidence of an update, in the words of the workbook; say whether it holds anything to keep."""
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


def labelled_line(heading: Heading, value: Value) -> str:
    """Return a cell after its heading: Impact: High."""
    return f"{heading.words.rstrip(' :')}: {displayed_text(value)}"
