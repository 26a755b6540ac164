"""What is kept of a cell that is no field of an update: a line of its own, after the heading it stands under."""

from datetime import time

from loaders.addresses import address
from loaders.cell_values import DateCell, ErrorCell, UncalculatedCell, Value, shown
from loaders.layouts.headings_joined import Heading
from loaders.layouts.row_cells import Told
from model.date_grammar import day


def add_evidence(update: Told, heading: Heading, value: Value) -> bool:
    """Add a cell to the evidence of an update, in the words of the workbook; say whether it holds anything to keep."""
    if isinstance(value, ErrorCell | UncalculatedCell):
        return False
    line = kept_line(heading, value)
    update.add_part((update.sheet, address(heading.column, update.row)), "evidence")
    before = shown(update.values.get("evidence"))
    if before:
        update.values["evidence"] = f"{before}\n{line}"
    else:
        update.put("evidence", line, heading.column)
    return True


def kept_line(heading: Heading, value: Value) -> str:
    """Return a cell after its heading: Impact: High."""
    return f"{heading.words.rstrip(' :')}: {_words(value)}"


def _words(value: Value) -> str:
    """Return a value as people see it; a real date as its day, with the time of day where it has one."""
    if not isinstance(value, DateCell):
        return shown(value)
    words = day(value.value.date()).words
    return words if value.value.time() == time() else f"{words}, {value.value:%H:%M}"
