"""Evidence of an update from cells that are no field of it: a line with the heading, such as Impact: High."""

from collections.abc import Iterable
from functools import lru_cache

from loaders.cells.display_text import displayed_text
from loaders.cells.values import Value
from loaders.layouts.tables.header_rows import ColumnHeading
from model.text import normalise_space

_LONGEST_LABEL = 60


def evidence_text(before: str, cells: Iterable[tuple[ColumnHeading, Value]]) -> str:
    """Return the evidence of an update with some cells of its row as further lines."""
    lines = (labelled_line(heading, value) for heading, value in cells)
    return "\n".join((before, *lines) if before else lines)


def labelled_line(heading: ColumnHeading, value: Value) -> str:
    """Return the text of a cell with its heading before it: Impact: High."""
    return f"{_label(heading.words)}: {displayed_text(value)}"


@lru_cache(maxsize=512)
def _label(words: str) -> str:
    """Return a heading as a label: on one line, and cut after a word if it is long."""
    label = normalise_space(words).rstrip(" :")
    return label if len(label) <= _LONGEST_LABEL else f"{label[:_LONGEST_LABEL].rsplit(' ', 1)[0]}…"
