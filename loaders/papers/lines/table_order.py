"""The reading order of a table in a paper: by rows, or column by column where headings are side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.papers.statuses.tables import is_status_table
from loaders.papers.text.headings import PaperHeading, PaperPart, heading_of
from loaders.papers.text.labelled_facts import parse_fact
from loaders.papers.text.line import Line

Cell = Sequence[Line]
Rows = Sequence[Sequence[Cell]]

SPANNED: Cell = ()
"""A cell that is covered by the cell before it, which spans several columns."""
_UPDATES = (PaperPart.RESPONSE, PaperPart.PROGRESS, PaperPart.MONITORING)


def in_reading_order(rows: Rows) -> Iterator[Line]:
    """Yield the lines of a table in reading order.

    Below a row with the headings of several updates each column is read by itself, until the next such row or one
    that begins a recommendation. If recommendations are side by side, each with its headings to the left of their
    text, each is read by itself. Else a table is read row by row, with the label of a status and its word as one line.
    The lines of a table that may be one of statuses get their row and column in it.
    """
    if is_status_table([[" ".join(line.text for line in cell).strip() for cell in row] for row in rows]):
        yield from _with_cell_addresses(rows)
        return
    index = 0
    while index < len(rows):
        row = rows[index]
        starts = _recommendations(row)
        if _has_column_headings(row):
            end = _end_of_group(rows, index)
            yield from _by_columns(rows[index:end])
        elif len(starts) > 1:
            end = _end_of_group(rows, index)
            yield from _by_groups(rows[index:end], starts)
        else:
            end = index + 1
            yield from _by_row(row)
        index = end


def _with_cell_addresses(rows: Rows) -> Iterator[Line]:
    table = next((line for row in rows for cell in row for line in cell), None)
    number = (table.page, table.number) if table else (0, 0)
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            yield from (replace(line, cell=(number, index, column)) for line in cell)


def starts_new_part(row: Sequence[Cell]) -> bool:
    """Return whether a row begins a new part, which does not continue the rows above, by its headings."""
    return _has_column_headings(row) or bool(_recommendations(row))


def _end_of_group(rows: Rows, index: int) -> int:
    later = range(index + 1, len(rows))
    return next((end for end in later if starts_new_part(rows[end]) or _is_single_cell(rows[end])), len(rows))


def _is_single_cell(row: Sequence[Cell]) -> bool:
    return len(row) > 1 and all(cell is SPANNED for cell in row[1:])


def _has_column_headings(row: Sequence[Cell]) -> bool:
    """Return whether a row has the headings of two updates or more, or of a recommendation and its one update.

    A heading with its text in the next cell of the row is no heading of a column.
    """
    cells = [cell for cell in row if any(line.text for line in cell)]
    headings = [_heading(cell) for cell in cells]
    updates = sum(heading is not None and heading.part in _UPDATES for heading in headings)
    alone = [heading is not None and len(cell) == 1 for heading, cell in zip(headings, cells, strict=True)]
    if updates > 1:
        row_headings = [
            is_heading and following is None
            for is_heading, following in zip(alone, [*headings[1:], PaperHeading(PaperPart.END)], strict=True)
        ]
        return not any(row_headings)
    return updates == 1 and len(cells) > 1 and all(alone)


def _recommendations(row: Sequence[Cell]) -> list[int]:
    """Return the columns of a row in which a recommendation begins."""
    found = [(index, _heading(cell)) for index, cell in enumerate(row)]
    return [index for index, heading in found if heading is not None and heading.part is PaperPart.RECOMMENDATION]


def _heading(cell: Cell) -> PaperHeading | None:
    return heading_of(cell[0]) if cell else None


def _by_columns(rows: Rows) -> Iterator[Line]:
    """Yield rows column by column; status labels in a first column without a heading apply to each column."""
    has_row_labels = bool(rows[0]) and not any(line.text for line in rows[0][0])
    for column in range(int(has_row_labels), max(map(len, rows))):
        for row in rows:
            cell = row[column] if column < len(row) else []
            yield from _with_row_label(row[0], cell) if has_row_labels and row[0] else cell


def _with_row_label(label: Cell, cell: Cell) -> Sequence[Line]:
    """Return a cell joined with the label of its row if that is a status label; any other row label is ignored."""
    joined = _status(label, cell)
    return [joined] if joined else cell


def _by_groups(rows: Rows, starts: Sequence[int]) -> Iterator[Line]:
    """Yield rows group by group; the columns from one recommendation to the next are a group."""
    for start, end in zip([0, *starts[1:]], [*starts[1:], None], strict=True):
        for row in rows:
            yield from _by_row(row[start:end])


def _by_row(row: Sequence[Cell]) -> Iterator[Line]:
    """Yield the lines of a row; the label of a status and the next cell are one line."""
    index = 0
    while index < len(row):
        next_cell = row[index + 1] if index + 1 < len(row) else []
        joined = _status(row[index], next_cell)
        if joined is not None:
            yield joined
            index += 2
        else:
            yield from (line for line in row[index] if line.text or line.colour)
            index += 1


def _status(label: Cell, value: Cell) -> Line | None:
    """Return the line of a status whose label and word are in two cells; None if they are no such cells."""
    if len(label) != 1 or len(value) > 1:
        return None
    words = label[0].text.rstrip(" :")
    if value and parse_fact(f"{words}: {value[0].text.strip()}"):
        return replace(label[0], text=f"{words}: {value[0].text.strip()}", after_gap=True, whole_paragraph=True)
    if (
        heading := heading_of(replace(label[0], text=f"{words}:", item=False))
    ) is None or heading.part is not PaperPart.STATUS:
        return None
    if heading.words or not words:
        return None
    status_word = value[0].text.strip() if value else ""
    colour = value[0].colour if value else None
    return replace(
        label[0], text=f"{words}: {status_word}".strip(), after_gap=True, whole_paragraph=True, colour=colour
    )
