"""Extract the tables of statuses from a paper: its key, and the statuses of each round."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.papers.statuses.key import KeyEntry, find_paper_key, is_key_table
from loaders.papers.statuses.matrix import PrintedStatus, matrix_lines, matrix_statuses
from loaders.papers.statuses.matrix_from_lines import find_text_matrix
from loaders.papers.statuses.status_mark import MarkReader
from loaders.papers.statuses.tables import find_text_tables, split_tables
from loaders.papers.text.headers_footers import BodyText, extract_body_text
from loaders.papers.text.headings import PaperPart, heading_of
from loaders.papers.text.line import Line


@dataclass(frozen=True, slots=True)
class ExtractedStatuses:
    """The tables of statuses of a paper, and its remaining body text.

    Attributes:
        body_text: its body text, without these tables.
        key: the statuses of its key; `mark_reader` reads marks by it.
        statuses: the statuses in its tables.
        unread_lines: the lines of these tables with any other text.
    """

    body_text: BodyText
    key: list[KeyEntry]
    mark_reader: MarkReader
    statuses: list[PrintedStatus]
    unread_lines: list[Line]


def extract_printed_statuses(lines: Sequence[Line]) -> ExtractedStatuses:
    """Return the key and the tables of statuses of a paper, and the rest of its text.

    A table that seemed to be one of statuses and is none becomes body text, cell by cell.
    """
    cell_tables, running_lines = split_tables(lines)
    body_text = extract_body_text(running_lines)
    tables = [*cell_tables, *find_text_tables(body_text.lines)]
    key = find_paper_key(_front(body_text.lines), tables)
    marks = MarkReader(key)
    statuses: list[PrintedStatus] = []
    unread_lines: list[Line] = []
    table_line_ids: set[int] = set()
    for table in tables:
        matrix = matrix_statuses(table, marks)
        statuses += matrix
        if matrix or is_key_table(table):
            read = set(map(id, matrix_lines(table, matrix) if matrix else table.lines))
            unread_lines += [line for line in table.lines if id(line) not in read and line.text]
            table_line_ids |= {id(line) for line in table.lines}
    text_matrix = find_text_matrix(running_lines, marks)
    statuses += text_matrix.statuses
    table_line_ids |= set(map(id, text_matrix.lines))
    text = [line for table in cell_tables for line in table.lines if id(line) not in table_line_ids and line.text]
    body_lines = [line for line in body_text.lines if id(line) not in table_line_ids]
    if text:
        body_lines = sorted([*body_lines, *text], key=lambda line: (line.page, line.number))
    footnotes = [line for line in body_text.footnotes if id(line) not in table_line_ids]
    body_text = BodyText(body_lines, footnotes, body_text.contents)
    return ExtractedStatuses(body_text, key, marks, statuses, unread_lines)


def _front(lines: Sequence[Line]) -> list[Line]:
    """Return the lines before the first recommendation."""
    first = (
        index
        for index, line in enumerate(lines)
        if (heading := heading_of(line)) is not None and heading.part is PaperPart.RECOMMENDATION
    )
    return list(lines[: next(first, len(lines))])
