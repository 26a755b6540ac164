"""Two columns that may both be the status: the one that holds the scale's own words is, if the other does not."""

from collections.abc import Sequence

from loaders.cell_values import Value, shown
from loaders.headings import fold
from loaders.labels import meaning_labels, status_labels
from loaders.layouts.headings_joined import Heading
from loaders.layouts.tables_found import FoundTable
from model.status.scale import RED_AMBER_GREEN

_WORDS = {**status_labels(RED_AMBER_GREEN), **meaning_labels(RED_AMBER_GREEN)}


def status_among(rivals: Sequence[Heading], table: FoundTable) -> Heading | None:
    """Return the only one of several columns that holds anything, or mostly Red, Amber and Green; None if not one."""
    filled = [one for one in rivals if holds_something(one, table)]
    if len(filled) == 1:
        return filled[0]
    rated = [one for one in filled if _holds_ratings(one, table)]
    return rated[0] if len(rated) == 1 else None


def holds_something(heading: Heading, table: FoundTable) -> bool:
    """Say whether a cell of a column has a value or a fill."""
    return any(
        _value(row.values, heading.column) is not None or table.sheet.fill(heading.column, row.number)
        for row in table.body
    )


def _holds_ratings(heading: Heading, table: FoundTable) -> bool:
    held = [text for row in table.body if (text := shown(_value(row.values, heading.column)))]
    return 2 * sum(fold(text) in _WORDS for text in held) > len(held)


def _value(values: Sequence[Value], column: int) -> Value:
    return values[column - 1] if column <= len(values) else None
