"""The table of a paper that gives every recommendation its status round by round."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.papers.statuses.status_mark import Mark, Marks
from loaders.papers.statuses.tables import ITEM, Cell, Grid, meaning_of, round_in_heading
from loaders.papers.text.line import Line
from loaders.vocabulary.refs import plain_ref
from model.text import label_key

ITEM_NAME = re.compile(
    r"(?:(?:recommendation|argymhelliad|rec\.?)\s*(?:no\.?|number|rhif)?\s*)?"
    r"(?P<ref>[a-z]{0,3}-?\d+(?:\.\d+)*[a-z]?)(?:\s+\((?P<aside>[^)]+)\))?(?:\s*[:.)–—-])?(?:\s+(?P<title>\S.*))?",
    re.IGNORECASE | re.DOTALL,
)
"""How a recommendation is named in a row: its number, perhaps its review in brackets, perhaps its title."""
_EMPTY = ("", "-", "–", "—", "n/a")


@dataclass(frozen=True, slots=True)
class Given:
    """A status in such a table: of which recommendation, in which round ("" where its heading names none).

    Attributes:
        aside: what stands in brackets behind the number, such as the review.
        title: what stands behind the number.
    """

    ref: str
    aside: str
    title: str
    round: str
    mark: Mark
    line: Line


def statuses_in(grid: Grid, marks: Marks) -> list[Given]:
    """Return the statuses that a table gives; none where fewer than half of its filled cells are statuses."""
    rounds = {
        place: words for place, cell in enumerate(grid.header) if (words := round_in_heading(cell.text)) is not None
    }
    if any(rounds.values()):  # a column without a round beside others that have one is something else
        rounds = {place: words for place, words in rounds.items() if words}
    item = next((place for place, cell in enumerate(grid.header) if meaning_of(cell.text) in ITEM), None)
    if item is None or not rounds:
        return []
    given = [
        Given(plain_ref(found["ref"]), found["aside"] or "", found["title"] or "", words, mark, row[place].line)
        for row in grid.rows
        if (found := ITEM_NAME.fullmatch(" ".join(row[item].text.split())))
        for place, words in rounds.items()
        if (mark := _mark(row[place], marks)) is not None
    ]
    known = [one for one in given if one.mark.none or marks.name(one.mark)]
    return given if known and len(known) * 2 >= len(given) else []


def lines_read(grid: Grid, given: list[Given]) -> Iterator[Line]:
    """Yield the lines of a table that hold what was read of it: its headings, and the statuses with their names."""
    columns = {place for place, cell in enumerate(grid.header) if round_in_heading(cell.text) is not None}
    columns |= {place for place, cell in enumerate(grid.header) if meaning_of(cell.text) in ITEM}
    rows = {one.line.cell[1] for one in given if one.line.cell is not None}
    for line in grid.lines:
        if line.cell is None or line.cell[1] == 0 or (line.cell[1] in rows and line.cell[2] in columns):
            yield line


def _mark(cell: Cell, marks: Marks) -> Mark | None:
    """Return the status of a cell, or None where it has none; a sign or a dash in a shaded cell is its shade."""
    if label_key(cell.text) in _EMPTY or not re.search(r"\w", cell.text):
        return Mark(colour=cell.colour) if cell.colour else None
    mark = marks.read(cell.text)
    return Mark(mark.status, mark.inferred, mark.none, cell.colour) if not mark.none else mark
