"""Detect the tables of a paper that contain statuses: its key, and the status matrix of its recommendations."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.papers.text.line import Line
from loaders.vocabulary.heading_aliases import STRONG_ALIASES, ColumnMeaning
from loaders.vocabulary.heading_periods import split_round
from model.text import label_key, normalise_space

ITEM_MEANINGS = (ColumnMeaning.REF, ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE)
"""The meanings of a column that names the recommendations."""
_ANSWERED = re.compile(r"\s*(.+?) +(yes|no|ie|na)(?: +(\S.*))?", re.IGNORECASE)
_WITH_ANSWER = 3
_LONGEST = 45
"""A cell with more letters than this is no status."""


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A cell of a paper's table: its text, its shading, and its first line."""

    text: str
    line: Line
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table of a paper by rows; each row is as long as its header. `lines` are all of its lines."""

    header: tuple[PaperCell, ...]
    rows: tuple[tuple[PaperCell, ...], ...]
    lines: tuple[Line, ...]


def is_status_table(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether a table, given as the texts of its cells, may be a key or a status matrix."""
    if not rows:
        return False
    header = rows[0]
    meanings = [heading_meaning(text) for text in header]
    if _is_key_header(header):
        return True
    rounds = [column for column, text in enumerate(header) if round_in_heading(text) is not None]
    cells = [row[column] for row in rows[1:] for column in rounds if column < len(row)]
    return (
        bool(rounds)
        and 0 not in rounds
        and any(meaning in ITEM_MEANINGS for meaning in meanings)
        and all(len(text) <= _LONGEST for text in cells)
    )


def heading_meaning(heading: str) -> ColumnMeaning | None:
    """Return the meaning of a column by its heading; "No." is "No"."""
    key = label_key(heading)
    return STRONG_ALIASES.get(key) or STRONG_ALIASES.get(key.rstrip("."))


def has_recommendation_column(table: PaperTable) -> bool:
    """Return whether a table has a column of recommendations."""
    return any(heading_meaning(cell.text) in ITEM_MEANINGS for cell in table.header)


def is_status_header(header: Sequence[str]) -> bool:
    """Return whether a row is the header of a key, of a status matrix, or of the number of each status by round.

    A heading that is wrapped in a narrow column may be without its year, or joined with the next one.
    """
    names_rows = len(header) > 1 and heading_meaning(header[0]) in (*ITEM_MEANINGS, ColumnMeaning.STATUS)
    return _is_key_header(header) or (names_rows and all(map(_is_only_rounds, header[1:])))


def _is_only_rounds(text: str) -> bool:
    """Return whether a text contains only rounds, with or without a word for status."""
    rest, words = split_round(normalise_space(text))
    if words is None:
        return False
    return not rest or heading_meaning(rest) is ColumnMeaning.STATUS or _is_only_rounds(rest)


def round_in_heading(text: str) -> str | None:
    """Return the round whose statuses a column contains: "June 2024", "RAG June 2024"; "" for "RAG" alone."""
    rest, words = split_round(normalise_space(text))
    if words is None:
        return "" if heading_meaning(text) is ColumnMeaning.STATUS else None
    return words if not rest or heading_meaning(rest) is ColumnMeaning.STATUS else None


def split_tables(lines: Iterable[Line]) -> tuple[list[PaperTable], list[Line]]:
    """Return the tables of the lines that have a cell, and the lines that have none."""
    tables: dict[tuple[int, int], list[Line]] = {}
    rest: list[Line] = []
    for line in lines:
        if line.cell is not None:
            tables.setdefault(line.cell[0], []).append(line)
        else:
            rest.append(line)
    return [_build_table(table_lines) for table_lines in tables.values()], rest


def find_text_tables(lines: Sequence[Line]) -> list[PaperTable]:
    """Return the tables in lines with gaps: one line is a row, and the lines below it continue a wrapped cell.

    Only a key can be detected in this way, for only its last column is long.
    """
    tables: list[PaperTable] = []
    rows: list[list[PaperCell]] = []
    table_lines: list[Line] = []
    for line in (*lines, Line("", 0)):
        texts = _cells_of_text(line.text, len(rows[0]) if rows else 0)
        if rows and len(texts) == len(rows[0]) and not (line.heading and _is_key_header(texts)):
            rows.append([PaperCell(text, line) for text in texts])
        elif rows and len(texts) == 1 and texts[0] and not (line.after_gap or line.heading):
            last = rows[-1][-1]
            rows[-1][-1] = PaperCell(f"{last.text} {texts[0]}", last.line)
        else:
            if len(rows) > 1:
                tables.append(PaperTable(tuple(rows[0]), tuple(map(tuple, rows[1:])), tuple(table_lines)))
            rows, table_lines = ([[PaperCell(text, line) for text in texts]], []) if _is_key_header(texts) else ([], [])
        if rows:
            table_lines.append(line)
    return tables


def _cells_of_text(text: str, width: int) -> list[str]:
    """Return the cells of a line, split at its gaps; of three, also at a "Yes" or "No" before a perhaps empty cell."""
    texts = [" ".join(part.split(" ")).strip() for part in text.split("\t")]
    answered = _ANSWERED.fullmatch(" ".join(text.replace("\t", " ").split(" "))) if len(texts) > 1 else None
    return [answered[1].strip(), answered[2], answered[3] or ""] if answered and width == _WITH_ANSWER else texts


def _is_key_header(texts: Sequence[str]) -> bool:
    meanings = {heading_meaning(text) for text in texts}
    return {ColumnMeaning.STATUS, ColumnMeaning.STATUS_MEANING} <= meanings and not meanings & {*ITEM_MEANINGS}


def _build_table(lines: list[Line]) -> PaperTable:
    cells_by_row: dict[int, dict[int, list[Line]]] = {}
    for line in lines:
        if line.cell is not None:
            _table, row_number, column = line.cell
            cells_by_row.setdefault(row_number, {}).setdefault(column, []).append(line)
    width = max(cells_by_row[min(cells_by_row)]) + 1
    rows = []
    for _number, cells in sorted(cells_by_row.items()):
        first = min((cell_lines[0] for cell_lines in cells.values()), key=lambda line: line.number)
        rows.append(tuple(_cell(cells.get(column, []), first) for column in range(width)))
    return PaperTable(rows[0], tuple(rows[1:]), tuple(lines))


def _cell(lines: Sequence[Line], otherwise: Line) -> PaperCell:
    text = "\n".join(line.text for line in lines if line.text).strip()
    colour = next((line.colour for line in lines if line.colour), None)
    return PaperCell(re.sub(r"[ \t]+", " ", text), lines[0] if lines else otherwise, colour)
