"""Read the lines of a paper that is a PDF: its text layer in reading order, with the size and weight of each line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count, pairwise
from statistics import median_low

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from loaders.papers.reading_order import in_reading_order, starts_new_part
from loaders.papers.pdf.blocks import OpenTable, PageBlock, split_blocks
from loaders.papers.pdf.extract import extract_page
from loaders.papers.pdf.geometry import HorizontalRule
from loaders.papers.pdf.headers_footers import PageRows, split_pages
from loaders.papers.pdf.page_content import PageContent
from loaders.papers.pdf.rows import SUPERSCRIPTS, Row, group_rows
from loaders.papers.pdf.tables import PdfCell, PdfTable
from loaders.papers.statuses import is_status_header, with_text_tables
from loaders.papers.line import Line
from model.issues.issue import WorkbookError
from model.text import normalise_space

_PARSE_ERRORS = (
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
"""A line further below the previous one than this, in line heights of its page, has a gap before it."""
_LEAST_STEPS = 8
"""The least number of steps from line to line that give a page's line height; else that of all pages is used."""
_LEADING = 1.17
"""The usual least distance of lines, in sizes of their font."""
_SMALL = 0.93
_NUMBER = re.compile(r"\s*(?P<number>\d{1,2})\s+(?=\S)")
_SPACE = 0.25
"""The approximate width of a space, in sizes of the font."""
_LEAST_LETTERS = 20


def pdf_lines(content: bytes) -> list[Line]:
    """Return the lines of a PDF's text layer.

    Raises WorkbookError if it is encrypted, damaged, or has no text: a scan.
    """
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise WorkbookError("pdf-encrypted")
        pages = [extract_page(page) for page in reader.pages]
    except DependencyError as protection:  # what decrypts the newer ways of protection is not installed
        raise WorkbookError("pdf-encrypted") from protection
    except _PARSE_ERRORS as damage:
        raise WorkbookError("paper-damaged") from damage
    if sum(len(word.text) + 1 for page in pages for word in page.words) < _LEAST_LETTERS:
        raise WorkbookError("pdf-without-text", pages=str(len(pages)))
    return with_text_tables(list(_numbered(_read(pages))))


def _read(pages: Sequence[PageContent]) -> list[Line]:
    """Return the lines of all pages in reading order; a table may continue from page to page."""
    body = median_low([word.size for page in pages for word in page.words for _ in word.text])
    rows = [group_rows(page.words) for page in pages]
    split = split_pages(rows, [page.rules for page in pages], body)
    blocks = _blocks_of_pages(pages, split, body)
    steps = [_steps(page_blocks) for page_blocks in blocks]
    common_step = median_low([step for page_steps in steps for step in page_steps] or [body * _LEADING])
    parts: list[_PagePart] = []
    notes: list[Line] = []
    for number, (page, page_rows, page_blocks) in enumerate(zip(pages, split, blocks, strict=True), start=1):
        step = median_low(steps[number - 1]) if len(steps[number - 1]) >= _LEAST_STEPS else common_step
        builder = _LineBuilder(number, body, step, page.rules)
        parts.append(_PagePart([builder.header_footer(row) for row in page_rows.headers]))
        for block in page_blocks:
            if block.footnotes:
                notes += builder.footnotes(block.footnotes)
            else:
                parts = _with_part(parts, builder.part(block))
        parts.append(_PagePart([builder.header_footer(row) for row in page_rows.footers]))
        notes += builder.footnotes(page_rows.footnotes)
    return [*(line for part in parts for line in part.lines()), *notes]


def _blocks_of_pages(pages: Sequence[PageContent], split: Sequence[PageRows], body: float) -> list[Sequence[PageBlock]]:
    """Return the blocks of each page; a page begins with the layout at the end of the page before."""
    blocks: list[Sequence[PageBlock]] = []
    open_table = OpenTable(body)
    for page, page_rows in zip(pages, split, strict=True):
        page_blocks, open_table = split_blocks(page_rows.rows, page.rules, open_table)
        blocks.append(page_blocks)
    return blocks


@dataclass(frozen=True, slots=True)
class _PagePart:
    """Lines, or the cells of a table, which may continue the table before."""

    text: Sequence[Line] = ()
    table: Sequence[Sequence[Sequence[Line]]] = ()
    begins: bool = False
    headed: bool = False

    def lines(self) -> Iterator[Line]:
        """Yield its lines in reading order."""
        yield from self.text
        yield from in_reading_order(self.table)


def _with_part(parts: Sequence[_PagePart], part: _PagePart) -> list[_PagePart]:
    """Return parts with one more, which may be merged into the table with which the column or page before ended."""
    index = next(
        (
            index
            for index in range(len(parts) - 1, -1, -1)
            if parts[index].table or not all(line.header_footer for line in parts[index].text)
        ),
        None,
    )
    if index is None or not _continues(part, parts[index]):
        return [*parts, part]
    before = parts[index]
    first, *rest = part.table
    if part.headed:
        table = [*before.table, *part.table]
    else:
        last = [[*cell, *_continuing(more)] for cell, more in zip(before.table[-1], first, strict=True)]
        table = [*before.table[:-1], last, *rest]
    return [*parts[:index], replace(before, table=table), *parts[index + 1 :]]


def _continuing(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of a cell that continue the cell on the page before, the first marked as doing so."""
    return [replace(line) for index, line in enumerate(lines)]


def _continues(part: _PagePart, before: _PagePart) -> bool:
    """Return whether a table continues another: the first of its page, as wide, and beginning no new part."""
    if not (part.table and part.begins and before.table) or starts_new_part(part.table[0]):
        return False
    return len(before.table[-1]) == len(part.table[0])


class _LineBuilder:
    """Builds the lines of one page from its rows, by its line height and rules."""

    def __init__(self, page: int, body: float, step: float, rules: Sequence[HorizontalRule]) -> None:
        self._page = page
        self._body = body
        self._rules = rules
        self._columns = count(1)
        self._step = step

    def part(self, block: PageBlock) -> _PagePart:
        """Return a block as lines, or as the cells of a table."""
        if block.table is None:
            return _PagePart(list(_with_footnotes(block.rows, self._lines(block.rows, block.left, block.right))))
        cells = [
            [self._cell(block.table, column, cell) for column, cell in enumerate(row)] for row in block.table.cells
        ]
        return _PagePart(table=cells, begins=block.starts_column, headed=block.table.has_headings)

    def header_footer(self, row: Row) -> Line:
        """Return a row as the line of a header or footer."""
        return Line(row.text, 1, self._page, header_footer=True, small=row.size < self._body * _SMALL)

    def footnotes(self, rows: Sequence[Row]) -> list[Line]:
        """Return rows as the lines of footnotes."""
        return [_footnote(line) for line in self._lines(rows, rows[0].left, rows[0].right)] if rows else []

    def _cell(self, table: PdfTable, column: int, cell: PdfCell) -> list[Line]:
        labels = [
            Line(
                normalise_space(label.text),
                1,
                self._page,
                next(self._columns),
                after_gap=True,
                whole_paragraph=True,
                heading=all(row.bold for row in label.rows),
            )
            for label in cell.labels
        ]
        return labels + self._lines(cell.rows, table.starts[column], table.ends[column])

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
                    after_gap=before is None or self._has_gap_between(before, row),
                    small=row.size < self._body * _SMALL,
                    heading=row.bold,
                    left=row.left - start,
                    text_left=row.indent - start,
                    space_after=end - row.right,
                    first_word_width=row.words[0].right - row.left + _SPACE * row.size,
                )
            )
            before = row
        return lines

    def _has_gap_between(self, before: Row, row: Row) -> bool:
        """Return whether a gap or the border of a cell, which is longer than the text, is between two rows."""
        between = (rule for rule in self._rules if row.base < rule.base < before.base)
        border = any(rule.left < row.left - 1 and rule.right > row.right + 1 for rule in between)
        step = max(self._step, min(before.size, row.size) * _LEADING)  # headings are larger than text
        return border or before.base - row.base > step * _GAP


def _with_footnotes(rows: Sequence[Row], lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the line of each row; small ones with a number are footnotes, but not below the header of statuses."""
    in_table = False
    for row, line in zip(rows, lines, strict=True):
        in_table = line.small and (in_table or is_status_header([part.text for part in row.segments()]))
        yield _footnote(line) if line.small and not in_table else line


def _footnote(line: Line) -> Line:
    """Return a small line that begins with a number as the footnote of that number."""
    number = _NUMBER.match(line.text)
    if number is None:
        return line
    return replace(line, text=f"{number['number'].translate(SUPERSCRIPTS)} {line.text[number.end() :].strip()}")


def _steps(blocks: Sequence[PageBlock]) -> list[float]:
    """Return the distances between consecutive lines of a page, in a column or a cell."""
    cells = [cell.rows for block in blocks if block.table for row in block.table.cells for cell in row]
    runs = [*(block.rows for block in blocks), *cells]
    steps = [round(above.base - below.base, 1) for rows in runs for above, below in pairwise(rows)]
    return [step for step in steps if step > 0]


def _numbered(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines with their number on their page, in reading order."""
    last: dict[int, int] = {}
    for line in lines:
        last[line.page] = last.get(line.page, 0) + 1
        yield replace(line, number=last[line.page])
