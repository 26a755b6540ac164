"""What the tables of a paper print of statuses, apart from its text: its key, and the statuses round by round."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.papers.statuses.key import KeyEntry, is_key, key_of
from loaders.papers.statuses.matrix import Given, lines_read, statuses_in
from loaders.papers.statuses.matrix_from_lines import statuses_in_text
from loaders.papers.statuses.status_mark import Marks
from loaders.papers.statuses.tables import grids_of, grids_of_text
from loaders.papers.text.headers_footers import Bare, without_furniture
from loaders.papers.text.headings import Part, heading_of
from loaders.papers.text.line import Line


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper with its tables of statuses apart.

    Attributes:
        bare: its text, without furniture and without these tables.
        key: the statuses of its key; `marks` reads by it.
        given: the statuses that its tables give.
        left: the lines of these tables that say something else.
    """

    bare: Bare
    key: list[KeyEntry]
    marks: Marks
    given: list[Given]
    left: list[Line]


def printed_statuses(lines: Sequence[Line]) -> Printed:
    """Return the key and the tables of statuses of a paper, and the rest of its text.

    A table that looked like one of statuses and is none is text as any other, cell by cell.
    """
    placed, running = grids_of(lines)
    bare = without_furniture(running)
    grids = [*placed, *grids_of_text(bare.lines)]
    key = key_of(_front(bare.lines), grids)
    marks = Marks(key)
    given: list[Given] = []
    left: list[Line] = []
    told: set[int] = set()
    for grid in grids:
        own = statuses_in(grid, marks)
        given += own
        if own or is_key(grid):
            read = set(map(id, lines_read(grid, own) if own else grid.lines))
            left += [line for line in grid.lines if id(line) not in read and line.text]
            told |= {id(line) for line in grid.lines}
    found = statuses_in_text(running, marks)
    given += found.given
    told |= set(map(id, found.lines))
    bare.footnotes = [line for line in bare.footnotes if id(line) not in told]
    text = [line for grid in placed for line in grid.lines if id(line) not in told and line.text]
    bare.lines = [line for line in bare.lines if id(line) not in told]
    if text:
        bare.lines = sorted([*bare.lines, *text], key=lambda line: (line.page, line.number))
    return Printed(bare, key, marks, given, left)


def _front(lines: Sequence[Line]) -> list[Line]:
    """Return the lines before the first recommendation."""
    first = (
        place
        for place, line in enumerate(lines)
        if (heading := heading_of(line)) is not None and heading.part is Part.RECOMMENDATION
    )
    return list(lines[: next(first, len(lines))])
