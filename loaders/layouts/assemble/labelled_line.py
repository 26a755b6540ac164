"""A line of text from a cell that is no field by itself: its heading and its words, such as Impact: High."""

from functools import lru_cache

from loaders.cells.display_text import displayed_text
from loaders.cells.values import Value
from loaders.layouts.tables.header_rows import ColumnHeading
from model.text import normalise_space

_LONGEST_LABEL = 60


def labelled_line(heading: ColumnHeading, value: Value) -> str:
    """Return the text of a cell with its heading before it: Impact: High."""
    return f"{_label(heading.words)}: {displayed_text(value)}"


@lru_cache(maxsize=512)
def _label(words: str) -> str:
    """Return a heading as a label: on one line, and cut after a word if it is long."""
    label = normalise_space(words).rstrip(" :")
    return label if len(label) <= _LONGEST_LABEL else f"{label[:_LONGEST_LABEL].rsplit(' ', 1)[0]}…"
