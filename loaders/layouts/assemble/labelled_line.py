"""Lines of text from cells that are no field by themselves: a heading and its words, such as Impact: High."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from loaders.cells.display_text import displayed_text
from loaders.cells.values import CellRow, ErrorCell, UncalculatedCell, Value
from loaders.layouts.tables.header_rows import ColumnHeading
from model.text import normalise_space

_LONGEST_LABEL = 60


class TextLine(NamedTuple):
    """A line of text, or several, and the columns that it comes from; "" for no text."""

    text: str = ""
    columns: Sequence[int] = ()


NO_TEXT = TextLine()


def labelled_lines(headings: Iterable[ColumnHeading], row: CellRow) -> tuple[list[TextLine], list[int]]:
    """Return the cells of a row under some headings as lines, and the columns of its error and uncalculated cells."""
    lines: list[TextLine] = []
    broken: list[int] = []
    for heading in headings:
        value = row.value_at(heading.column)
        if isinstance(value, ErrorCell | UncalculatedCell):
            broken.append(heading.column)
        elif value is not None:
            lines.append(TextLine(labelled_line(heading, value), (heading.column,)))
    return lines, broken


def labelled_line(heading: ColumnHeading, value: Value) -> str:
    """Return the text of a cell with its heading before it: Impact: High."""
    return f"{_label(heading.words)}: {displayed_text(value)}"


@lru_cache(maxsize=512)
def _label(words: str) -> str:
    """Return a heading as a label: on one line, and cut after a word if it is long."""
    label = normalise_space(words).rstrip(" :")
    return label if len(label) <= _LONGEST_LABEL else f"{label[:_LONGEST_LABEL].rsplit(' ', 1)[0]}…"
