"""Read the status matrix of a paper: a table with a row for each recommendation and a column for each round."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.papers.statuses.status_mark import MarkReader, PrintedMark
from loaders.papers.statuses.tables import ITEM_MEANINGS, PaperCell, PaperTable, heading_meaning, round_in_heading
from loaders.papers.text.line import Line
from loaders.vocabulary.refs import normalise_ref
from model.text import label_key, normalise_space

ITEM_NAME = re.compile(
    r"(?:(?:recommendation|argymhelliad|rec\.?)\s*(?:no\.?|number|rhif)?\s*)?"
    r"(?P<ref>[a-z]{0,3}-?\d+(?:\.\d+)*[a-z]?)(?:\s+\((?P<bracketed>[^)]+)\))?(?:\s*[:.)–—-])?(?:\s+(?P<title>\S.*))?",
    re.IGNORECASE | re.DOTALL,
)
"""The name of a recommendation in a row: its number, perhaps its review in brackets, perhaps its title."""
_EMPTY = ("", "-", "–", "—", "n/a")


@dataclass(frozen=True, slots=True)
class PrintedStatus:
    """A status in a status matrix, with its recommendation and round ("" where its heading names none).

    Attributes:
        bracketed: the text in brackets behind the number, such as the review.
        title: the text behind the number.
    """

    ref: str
    bracketed: str
    title: str
    round: str
    mark: PrintedMark
    line: Line


def matrix_statuses(table: PaperTable, marks: MarkReader) -> list[PrintedStatus]:
    """Return the statuses of a table; none if fewer than half of its filled cells are statuses."""
    rounds = {
        column: words for column, cell in enumerate(table.header) if (words := round_in_heading(cell.text)) is not None
    }
    if any(rounds.values()):  # a column without a round beside others that have one is something else
        rounds = {column: words for column, words in rounds.items() if words}
    item = next(
        (column for column, cell in enumerate(table.header) if heading_meaning(cell.text) in ITEM_MEANINGS), None
    )
    if item is None or not rounds:
        return []
    statuses = [
        PrintedStatus(
            normalise_ref(found["ref"]), found["bracketed"] or "", found["title"] or "", words, mark, row[column].line
        )
        for row in table.rows
        if (found := ITEM_NAME.fullmatch(normalise_space(row[item].text)))
        for column, words in rounds.items()
        if (mark := _mark(row[column], marks)) is not None
    ]
    recognised = [status for status in statuses if status.mark.no_status or marks.status_name(status.mark)]
    return statuses if recognised and len(recognised) * 2 >= len(statuses) else []


def matrix_lines(table: PaperTable, statuses: list[PrintedStatus]) -> Iterator[Line]:
    """Yield the lines of a table that were read: its headings, and its statuses with the names of their rows."""
    columns = {column for column, cell in enumerate(table.header) if round_in_heading(cell.text) is not None}
    columns |= {column for column, cell in enumerate(table.header) if heading_meaning(cell.text) in ITEM_MEANINGS}
    rows = {status.line.cell[1] for status in statuses if status.line.cell is not None}
    for line in table.lines:
        if line.cell is None or line.cell[1] == 0 or (line.cell[1] in rows and line.cell[2] in columns):
            yield line


def _mark(cell: PaperCell, marks: MarkReader) -> PrintedMark | None:
    """Return the status of a cell, or None if it has none; a symbol or a dash in a shaded cell means its shading."""
    if label_key(cell.text) in _EMPTY or not re.search(r"\w", cell.text):
        return PrintedMark(colour=cell.colour) if cell.colour else None
    mark = marks.read(cell.text)
    return PrintedMark(mark.status, mark.inferred, mark.no_status, cell.colour) if not mark.no_status else mark
