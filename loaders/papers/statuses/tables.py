"""The tables of a paper that tell statuses: its key, and the one of every recommendation round by round."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.papers.text.line import Line
from loaders.vocabulary.heading_aliases import STRONG, ColumnMeaning
from loaders.vocabulary.heading_periods import split_round
from model.text import label_key

ITEM = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE)
"""What the column may be called in which a table names the recommendations."""
_ANSWERED = re.compile(r"\s*(.+?) +(yes|no|ie|na)(?: +(\S.*))?", re.IGNORECASE)
_WITH_ANSWER = 3
_LONGEST = 45
"""A cell with more letters than this is no status."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, what it is shaded with, and its first line."""

    text: str
    line: Line
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table by rows; each row is as long as its headings. `lines` are all of its lines."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[Line, ...]


def tells_statuses(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the texts of a table's cells may be those of a key, or of the statuses of recommendations."""
    if not rows:
        return False
    header = rows[0]
    meanings = [meaning_of(text) for text in header]
    if _is_key(header):
        return True
    rounds = [place for place, text in enumerate(header) if round_in_heading(text) is not None]
    cells = [row[place] for row in rows[1:] for place in rounds if place < len(row)]
    return (
        bool(rounds)
        and 0 not in rounds
        and any(meaning in ITEM for meaning in meanings)
        and all(len(text) <= _LONGEST for text in cells)
    )


def meaning_of(heading: str) -> ColumnMeaning | None:
    """Return what a column is by its heading; "No." is "No"."""
    folded = label_key(heading)
    return STRONG.get(folded) or STRONG.get(folded.rstrip("."))


def names_items(grid: Grid) -> bool:
    """Say whether a table has a column of recommendations."""
    return any(meaning_of(cell.text) in ITEM for cell in grid.header)


def heads_statuses(header: Sequence[str]) -> bool:
    """Say whether a row is the headings of a key, or of statuses or of their numbers round by round.

    A heading that a narrow column wraps may have lost its year, or stand with the next one.
    """
    listed = len(header) > 1 and meaning_of(header[0]) in (*ITEM, ColumnMeaning.STATUS)
    return _is_key(header) or (listed and all(map(_names_rounds, header[1:])))


def _names_rounds(text: str) -> bool:
    """Say whether a text is rounds and nothing else, but that they may be of statuses."""
    rest, words = split_round(" ".join(text.split()))
    if words is None:
        return False
    return not rest or meaning_of(rest) is ColumnMeaning.STATUS or _names_rounds(rest)


def round_in_heading(text: str) -> str | None:
    """Return the round of which a column gives the statuses: "June 2024", "RAG June 2024"; "" for "RAG" alone."""
    rest, words = split_round(" ".join(text.split()))
    if words is None:
        return "" if meaning_of(text) is ColumnMeaning.STATUS else None
    return words if not rest or meaning_of(rest) is ColumnMeaning.STATUS else None


def grids_of(lines: Iterable[Line]) -> tuple[list[Grid], list[Line]]:
    """Return the tables whose lines say where they stand, and the lines that stand in none."""
    tables: dict[tuple[int, int], list[Line]] = {}
    rest: list[Line] = []
    for line in lines:
        if line.cell is not None:
            tables.setdefault(line.cell[0], []).append(line)
        else:
            rest.append(line)
    return [_grid(own) for own in tables.values()], rest


def grids_of_text(lines: Sequence[Line]) -> list[Grid]:
    """Return the tables that lines with gaps in them are: one line a row, and below it what a narrow cell wraps.

    Only a key can be told so, where its last column alone is long.
    """
    grids: list[Grid] = []
    rows: list[list[Cell]] = []
    own: list[Line] = []
    for line in (*lines, Line("", 0)):
        texts = _cells_of_text(line.text, len(rows[0]) if rows else 0)
        if rows and len(texts) == len(rows[0]) and not (line.heading and _is_key(texts)):
            rows.append([Cell(text, line) for text in texts])
        elif rows and len(texts) == 1 and texts[0] and not (line.after_gap or line.heading):
            last = rows[-1][-1]
            rows[-1][-1] = Cell(f"{last.text} {texts[0]}", last.line)
        else:
            if len(rows) > 1:
                grids.append(Grid(tuple(rows[0]), tuple(map(tuple, rows[1:])), tuple(own)))
            rows, own = ([[Cell(text, line) for text in texts]], []) if _is_key(texts) else ([], [])
        if rows:
            own.append(line)
    return grids


def _cells_of_text(text: str, width: int) -> list[str]:
    """Return the cells of a line: parted by its gaps; of three, also by a "Yes" or "No" before what may be empty."""
    texts = [" ".join(part.split(" ")).strip() for part in text.split("\t")]
    answered = _ANSWERED.fullmatch(" ".join(text.replace("\t", " ").split(" "))) if len(texts) > 1 else None
    return [answered[1].strip(), answered[2], answered[3] or ""] if answered and width == _WITH_ANSWER else texts


def _is_key(texts: Sequence[str]) -> bool:
    meanings = {meaning_of(text) for text in texts}
    return {ColumnMeaning.STATUS, ColumnMeaning.STATUS_MEANING} <= meanings and not meanings & {*ITEM}


def _grid(lines: list[Line]) -> Grid:
    cells: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        if line.cell is not None:
            cells.setdefault(line.cell[1:], []).append(line)
    width = max(column for row, column in cells if row == min(row for row, _ in cells)) + 1
    numbers = sorted({row for row, _ in cells})
    rows = []
    for number in numbers:
        first = min((own[0] for (row, _), own in cells.items() if row == number), key=lambda line: line.number)
        rows.append(tuple(_cell(cells.get((number, column), []), first) for column in range(width)))
    return Grid(rows[0], tuple(rows[1:]), tuple(lines))


def _cell(lines: Sequence[Line], otherwise: Line) -> Cell:
    text = "\n".join(line.text for line in lines if line.text).strip()
    colour = next((line.colour for line in lines if line.colour), None)
    return Cell(re.sub(r"[ \t]+", " ", text), lines[0] if lines else otherwise, colour)
