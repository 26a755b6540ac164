"""Evidence of an update from cells that are no field of it: a line with the heading, such as Impact: High."""

from collections.abc import Sequence

from loaders.cells.addresses import address
from loaders.cells.display_text import displayed_text
from loaders.cells.values import Value
from loaders.layouts.assemble.row_fields import RowFields
from loaders.layouts.tables.header_rows import ColumnHeading


def with_evidence(update: RowFields, cells: Sequence[tuple[ColumnHeading, Value]]) -> RowFields:
    """Return an update with some cells of its row as lines of its evidence; none may be an error or uncalculated."""
    before, first = displayed_text(update.values.get("evidence")), cells[0][0]
    lines = [*([before] if before else []), *(labelled_line(heading, value) for heading, value in cells)]
    locations = [(update.sheet, address(heading.column, update.row)) for heading, _ in cells]
    return update._replace(
        values={**update.values, "evidence": "\n".join(lines)},
        columns=update.columns if before else {**update.columns, "evidence": first.column},
        parts={**update.parts, **dict.fromkeys(locations, "evidence")},
    )


def labelled_line(heading: ColumnHeading, value: Value) -> str:
    """Return the text of a cell with its heading before it: Impact: High."""
    return f"{heading.words.rstrip(' :')}: {displayed_text(value)}"
