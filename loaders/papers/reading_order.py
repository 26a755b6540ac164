"""The reading order of a table in a paper: by rows, or column by column where headings are side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.papers.line import UPDATES, CellLines, Line, PaperHeading, PaperPart, Table, heading_of, parse_fact
from loaders.papers.statuses import is_status_table

SPANNED: CellLines = ()
"""A cell that is covered by the cell before it, which spans several columns."""
_SIDE_BY_SIDE = (*UPDATES, PaperPart.MONITORING)


def in_reading_order(rows: Table) -> Iterator[Line]:
    """Yield the lines of a table in reading order.

    Below a row with the headings of several updates each column is read by itself, until the next such row or one
    that begins a recommendation. If recommendations are side by side, each with its headings to the left of their
    text, each is read by itself. Else a table is read row by row, with the label of a status and its word as one line.
    A table that may be one of statuses is one line.
    """
    if not rows:
        return
    if is_status_table([[" ".join(line.text for line in cell).strip() for cell in row] for row in rows]):
        table = [[[each for line in cell for each in line.lines] for cell in row] for row in rows]
        yield replace(next(line for row in table for cell in row for line in cell), text="", table=table)
        return
    index = 0
    while index < len(rows):
        starts = _recommendations(rows[index])
        by_columns = _has_column_headings(rows[index])
        end = _end_of_part(rows, index) if by_columns or len(starts) > 1 else index + 1
        if by_columns:
            yield from _by_columns(rows[index:end])
        else:
            for first, last in zip([0, *starts[1:]], [*starts[1:], None], strict=True):
                for part in rows[index:end]:
                    yield from _by_row(part[first:last])
        index = end


def _end_of_part(rows: Table, start: int) -> int:
    """Return the first row below that does not continue the rows above, by its headings or as it is one cell."""
    for end, row in enumerate(rows[start + 1 :], start=start + 1):
        is_one_cell = len(row) > 1 and all(cell is SPANNED for cell in row[1:])
        if is_one_cell or _has_column_headings(row) or _recommendations(row):
            return end
    return len(rows)


def _has_column_headings(row: Sequence[CellLines]) -> bool:
    """Return whether a row has the headings of two updates or more, or of a recommendation and its one update.

    A heading with its text in the next cell of the row is no heading of a column.
    """
    cells = [cell for cell in row if any(line.text for line in cell)]
    headings = [_heading(cell) for cell in cells]
    updates = sum(heading is not None and heading.part in _SIDE_BY_SIDE for heading in headings)
    alone = [heading is not None and len(cell) == 1 for heading, cell in zip(headings, cells, strict=True)]
    if updates > 1:
        return not any(is_alone and after is None for is_alone, after in zip(alone, headings[1:], strict=False))
    return updates == 1 and len(cells) > 1 and all(alone)


def _recommendations(row: Sequence[CellLines]) -> list[int]:
    """Return the columns of a row in which a recommendation begins."""
    found = [(index, _heading(cell)) for index, cell in enumerate(row)]
    return [index for index, heading in found if heading is not None and heading.part is PaperPart.RECOMMENDATION]


def _heading(cell: CellLines) -> PaperHeading | None:
    return heading_of(cell[0]) if cell else None


def _by_columns(rows: Table) -> Iterator[Line]:
    """Yield rows column by column; status labels in a first column without a heading apply to each column."""
    has_row_labels = bool(rows[0]) and not any(line.text for line in rows[0][0])
    for column in range(int(has_row_labels), max(map(len, rows))):
        for row in rows:
            cell = row[column] if column < len(row) else []
            joined = _status(row[0], cell) if has_row_labels and row[0] else None
            yield from [joined] if joined else cell


def _by_row(row: Sequence[CellLines]) -> Iterator[Line]:
    """Yield the lines of a row; the label of a status and the next cell are one line."""
    index = 0
    while index < len(row):
        joined = _status(row[index], row[index + 1] if index + 1 < len(row) else [])
        yield from [joined] if joined else (line for line in row[index] if line.text or line.colour or line.table)
        index += 2 if joined else 1


def _status(label: CellLines, value: CellLines) -> Line | None:
    """Return the line of a status or a fact whose label and word are in two cells; None if they are no such cells."""
    if len(label) != 1 or len(value) > 1:
        return None
    words, value_words = label[0].text.rstrip(" :"), value[0].text.strip() if value else ""
    joined = replace(label[0], text=f"{words}: {value_words}".strip(), after_gap=True, whole_paragraph=True)
    if value and parse_fact(joined.text):
        return joined
    heading = heading_of(replace(label[0], text=f"{words}:", item=False))
    if heading is None or heading.part is not PaperPart.STATUS or heading.words or not words:
        return None
    return replace(joined, colour=value[0].colour if value else None)
