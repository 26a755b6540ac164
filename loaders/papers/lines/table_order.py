"""The order in which a table of a paper is read: by rows, or column by column where headings stand side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.papers.statuses.tables import tells_statuses
from loaders.papers.text.headings import Heading, Part, heading_of
from loaders.papers.text.labelled_facts import fact_of
from loaders.papers.text.line import Line

Cell = Sequence[Line]
Rows = Sequence[Sequence[Cell]]

SPANNED: Cell = ()
"""A place in a row that the cell before it reaches over."""
_UPDATES = (Part.RESPONSE, Part.PROGRESS, Part.MONITORING)


def in_reading_order(rows: Rows) -> Iterator[Line]:
    """Yield the lines of a table as they are read.

    Below a row of headings of updates side by side each column is read by itself, until such a row comes again or one
    that begins a recommendation. Where recommendations stand side by side, each with its headings beside their text,
    each is read by itself. Else a table is read row by row, with the label of a status and its word as one line.
    The lines of a table that may tell statuses say where in it they stand.
    """
    if tells_statuses([[" ".join(line.text for line in cell).strip() for cell in row] for row in rows]):
        yield from _placed(rows)
        return
    place = 0
    while place < len(rows):
        row = rows[place]
        starts = _recommendations(row)
        if _side_by_side(row):
            end = _until(rows, place)
            yield from _by_columns(rows[place:end])
        elif len(starts) > 1:
            end = _until(rows, place)
            yield from _by_groups(rows[place:end], starts)
        else:
            end = place + 1
            yield from _by_row(row)
        place = end


def _placed(rows: Rows) -> Iterator[Line]:
    table = next((line for row in rows for cell in row for line in cell), None)
    number = (table.page, table.number) if table else (0, 0)
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            yield from (replace(line, cell=(number, place, column)) for line in cell)


def opens(row: Sequence[Cell]) -> bool:
    """Say whether a row begins something that does not go on with the rows above: its headings say so."""
    return _side_by_side(row) or bool(_recommendations(row))


def _until(rows: Rows, place: int) -> int:
    later = range(place + 1, len(rows))
    return next((one for one in later if opens(rows[one]) or _is_one_cell(rows[one])), len(rows))


def _is_one_cell(row: Sequence[Cell]) -> bool:
    return len(row) > 1 and all(cell is SPANNED for cell in row[1:])


def _side_by_side(row: Sequence[Cell]) -> bool:
    """Say whether a row has the headings of two updates or more, or of a recommendation and its one update.

    A heading that has its text in the cell beside it stands beside that, and above nothing.
    """
    cells = [cell for cell in row if any(line.text for line in cell)]
    headings = [_heading(cell) for cell in cells]
    updates = sum(heading is not None and heading.part in _UPDATES for heading in headings)
    alone = [heading is not None and len(cell) == 1 for heading, cell in zip(headings, cells, strict=True)]
    if updates > 1:
        beside = [here and there is None for here, there in zip(alone, [*headings[1:], Heading(Part.END)], strict=True)]
        return not any(beside)
    return updates == 1 and len(cells) > 1 and all(alone)


def _recommendations(row: Sequence[Cell]) -> list[int]:
    """Return in which cells of a row a recommendation begins."""
    found = [(place, _heading(cell)) for place, cell in enumerate(row)]
    return [place for place, heading in found if heading is not None and heading.part is Part.RECOMMENDATION]


def _heading(cell: Cell) -> Heading | None:
    return heading_of(cell[0]) if cell else None


def _by_columns(rows: Rows) -> Iterator[Line]:
    """Yield rows column by column; the labels of statuses in a first column without a heading stand in each."""
    labelled = bool(rows[0]) and not any(line.text for line in rows[0][0])
    for column in range(int(labelled), max(map(len, rows))):
        for row in rows:
            cell = row[column] if column < len(row) else []
            yield from _labelled(row[0], cell) if labelled and row[0] else cell


def _labelled(label: Cell, cell: Cell) -> Sequence[Line]:
    """Return a cell as the label before its row says it: as a status; any other label says only what rows are."""
    joined = _status(label, cell)
    return [joined] if joined else cell


def _by_groups(rows: Rows, starts: Sequence[int]) -> Iterator[Line]:
    """Yield rows group by group: the columns from one recommendation to the next are one."""
    for start, end in zip([0, *starts[1:]], [*starts[1:], None], strict=True):
        for row in rows:
            yield from _by_row(row[start:end])


def _by_row(row: Sequence[Cell]) -> Iterator[Line]:
    """Yield the lines of a row; a label of a status and the cell beside it are one line."""
    place = 0
    while place < len(row):
        beside = row[place + 1] if place + 1 < len(row) else []
        joined = _status(row[place], beside)
        if joined is not None:
            yield joined
            place += 2
        else:
            yield from (line for line in row[place] if line.text or line.colour)
            place += 1


def _status(label: Cell, value: Cell) -> Line | None:
    """Return the line of a status whose label and word stand in two cells; None where they do not."""
    if len(label) != 1 or len(value) > 1:
        return None
    words = label[0].text.rstrip(" :")
    if value and fact_of(f"{words}: {value[0].text.strip()}"):
        return replace(label[0], text=f"{words}: {value[0].text.strip()}", after_gap=True, whole=True)
    if (bare := heading_of(replace(label[0], text=f"{words}:", item=False))) is None or bare.part is not Part.STATUS:
        return None
    if bare.words or not words:
        return None
    said = value[0].text.strip() if value else ""
    colour = value[0].colour if value else None
    return replace(label[0], text=f"{words}: {said}".strip(), after_gap=True, whole=True, colour=colour)
