"""The lines of a paper that is a PDF: its text layer as it is read, with how large and how bold the lines are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import count, pairwise
from statistics import median_low

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from loaders.papers.lines.table_order import in_reading_order, opens
from loaders.papers.lines.wrapped_headings import whole_headings
from loaders.papers.pdf.blocks import Block, Going, blocks_of
from loaders.papers.pdf.extract import shown_on
from loaders.papers.pdf.geometry import Rule
from loaders.papers.pdf.headers_footers import around
from loaders.papers.pdf.page_content import Shown
from loaders.papers.pdf.rows import SUPERSCRIPTS, Row, rows_of
from loaders.papers.pdf.tables import Cell, Table
from loaders.papers.statuses.tables import heads_statuses
from loaders.papers.text.line import Line
from model.issues.issue import WorkbookError

_BREAKAGE = (
    PyPdfError,
    AssertionError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    NotImplementedError,
    OverflowError,
    OSError,
)
_GAP = 1.45
"""A line further below the one before than this, in line heights of its page, has a gap before it."""
_ENOUGH = 8
"""So many steps from line to line show how far apart the lines of a page are; else those of all pages do."""
_LEADING = 1.17
"""How far apart lines are at least as a rule, in sizes of their font."""
_SMALL = 0.93
_NUMBER = re.compile(r"\s*(?P<number>\d{1,2})\s+(?=\S)")
_SPACE = 0.25
"""About how wide a space is, in sizes of the font."""
_LEAST_LETTERS = 20


def pdf_lines(content: bytes) -> list[Line]:
    """Return the lines of a PDF's text layer.

    Raises WorkbookError where it is encrypted, damaged, or has no text: a scan.
    """
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise WorkbookError("pdf-encrypted")
        pages = [shown_on(page) for page in reader.pages]
    except DependencyError as protection:  # what decrypts the newer ways of protection is not installed
        raise WorkbookError("pdf-encrypted") from protection
    except _BREAKAGE as damage:
        raise WorkbookError("paper-damaged") from damage
    if sum(len(word.text) + 1 for page in pages for word in page.words) < _LEAST_LETTERS:
        raise WorkbookError("pdf-without-text", pages=str(len(pages)))
    return whole_headings(list(_numbered(_read(pages))))


def _read(pages: Sequence[Shown]) -> list[Line]:
    """Return the lines of all pages in the order they are read; a table may go on from page to page."""
    body = median_low([word.size for page in pages for word in page.words for _ in word.text])
    rows = [rows_of(page.words) for page in pages]
    parted = around(rows, [page.rules for page in pages], body)
    going = Going(body)
    blocks = [blocks_of(found.rows, page.rules, going) for page, found in zip(pages, parted, strict=True)]
    steps = [_steps(own) for own in blocks]
    usual = median_low([step for own in steps for step in own] or [body * _LEADING])
    parts: list[_Part] = []
    notes: list[Line] = []
    for number, (page, found, own) in enumerate(zip(pages, parted, blocks, strict=True), start=1):
        step = median_low(steps[number - 1]) if len(steps[number - 1]) >= _ENOUGH else usual
        setting = _Setting(number, body, step, page.rules)
        parts.append(_Part([setting.furniture(row) for row in found.heads]))
        for block in own:
            if block.notes:
                notes += setting.notes(block.notes)
            else:
                _add(parts, setting.part(block))
        parts.append(_Part([setting.furniture(row) for row in found.feet]))
        notes += setting.notes(found.notes)
    return [*(line for part in parts for line in part.lines()), *notes]


@dataclass(slots=True)
class _Part:
    """Lines, or the cells of a table, which may go on with the table before."""

    text: list[Line] = field(default_factory=list)
    table: list[list[list[Line]]] = field(default_factory=list)
    begins: bool = False
    headed: bool = False

    def lines(self) -> Iterator[Line]:
        """Yield its lines as they are read."""
        yield from self.text
        yield from in_reading_order(self.table)


def _add(parts: list[_Part], part: _Part) -> None:
    """Add a part, or let it go on with the table that the column or page before ended with."""
    before = next((one for one in reversed(parts) if one.table or not all(line.furniture for line in one.text)), None)
    if before is None or not _continues(part, before):
        parts.append(part)
    elif part.headed:
        before.table += part.table
    else:
        for cell, more in zip(before.table[-1], part.table[0], strict=True):
            cell += more  # noqa: PLW2901 - the cell itself goes on
        before.table += part.table[1:]


def _continues(part: _Part, before: _Part) -> bool:
    """Say whether a table is the rest of another: the first of its page, as wide, and beginning nothing."""
    if not (part.table and part.begins and before.table) or opens(part.table[0]):
        return False
    return len(before.table[-1]) == len(part.table[0])


class _Setting:
    """How one page is set: makes lines of its rows."""

    def __init__(self, page: int, body: float, step: float, rules: Sequence[Rule]) -> None:
        self._page = page
        self._body = body
        self._rules = rules
        self._columns = count(1)
        self._step = step

    def part(self, block: Block) -> _Part:
        """Return a block as lines, or as the cells of a table."""
        if block.table is None:
            return _Part(list(_with_footnotes(block.rows, self._lines(block.rows, block.left, block.right))))
        cells = [[self._cell(block.table, place, cell) for place, cell in enumerate(row)] for row in block.table.cells]
        return _Part(table=cells, begins=block.begins, headed=block.table.headed)

    def furniture(self, row: Row) -> Line:
        """Return a head or a foot."""
        return Line(row.text, 1, self._page, furniture=True, small=row.size < self._body * _SMALL)

    def notes(self, rows: Sequence[Row]) -> list[Line]:
        """Return footnotes."""
        return [_footnote(line) for line in self._lines(rows, rows[0].left, rows[0].right)] if rows else []

    def _cell(self, table: Table, place: int, cell: Cell) -> list[Line]:
        labels = [
            Line(
                " ".join(label.text.split()),
                1,
                self._page,
                next(self._columns),
                after_gap=True,
                whole=True,
                heading=all(row.bold for row in label.rows),
            )
            for label in cell.labels
        ]
        return labels + self._lines(cell.rows, table.starts[place], table.ends[place])

    def _lines(self, rows: Iterable[Row], start: float, end: float) -> list[Line]:
        column = next(self._columns)
        lines: list[Line] = []
        before: Row | None = None
        for row in rows:
            lines.append(
                Line(
                    row.text,
                    1,
                    self._page,
                    column,
                    after_gap=before is None or self._parted(before, row),
                    small=row.size < self._body * _SMALL,
                    heading=row.bold,
                    left=row.left - start,
                    indent=row.indent - start,
                    room=end - row.right,
                    first=row.words[0].right - row.left + _SPACE * row.size,
                )
            )
            before = row
        return lines

    def _parted(self, before: Row, row: Row) -> bool:
        """Say whether a gap or the border of a cell, which reaches further than text does, lies between two rows."""
        between = (rule for rule in self._rules if row.base < rule.base < before.base)
        border = any(rule.left < row.left - 1 and rule.right > row.right + 1 for rule in between)
        step = max(self._step, min(before.size, row.size) * _LEADING)  # headings are larger than text
        return border or before.base - row.base > step * _GAP


def _with_footnotes(rows: Sequence[Row], lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the line of each row; small ones with a number are footnotes, but not below the headings of statuses."""
    listing = False
    for row, line in zip(rows, lines, strict=True):
        listing = line.small and (listing or heads_statuses([part.text for part in row.segments()]))
        yield _footnote(line) if line.small and not listing else line


def _footnote(line: Line) -> Line:
    """Return a small line that begins with a number as the footnote of that number."""
    number = _NUMBER.match(line.text)
    if number is None:
        return line
    return replace(line, text=f"{number['number'].translate(SUPERSCRIPTS)} {line.text[number.end() :].strip()}")


def _steps(blocks: Sequence[Block]) -> list[float]:
    """Return how far apart the lines of a page are that follow one another in a column or a cell."""
    cells = [cell.rows for block in blocks if block.table for row in block.table.cells for cell in row]
    runs = [*(block.rows for block in blocks), *cells]
    steps = [round(above.base - below.base, 1) for rows in runs for above, below in pairwise(rows)]
    return [step for step in steps if step > 0]


def _numbered(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines with their number on their page, as they are read."""
    last: dict[int, int] = {}
    for line in lines:
        last[line.page] = last.get(line.page, 0) + 1
        yield replace(line, number=last[line.page])
