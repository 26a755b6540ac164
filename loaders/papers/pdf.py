"""Read the lines of a paper that is a PDF: its text layer in reading order, with the size and weight of each line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count, pairwise
from statistics import median_low

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from loaders.papers.headings import heading_of
from loaders.papers.line import Line
from loaders.papers.paragraphs import find_headers_footers, is_page_number
from loaders.papers.pdf_rows import (
    LEFT,
    RIGHT,
    SUPERSCRIPTS,
    Gutter,
    PdfTable,
    Row,
    find_table,
    find_text_columns,
    group_rows,
    gutters_at,
    is_status_row,
    split_columns,
)
from loaders.papers.pdf_words import HorizontalRule, PageContent, extract_page
from loaders.papers.reading_order import in_reading_order, starts_new_part
from loaders.papers.statuses import is_key_header, is_status_table
from loaders.security.limits import PARSE_ERRORS
from model.issues.issue import WorkbookError
from model.text import normalise_space

_GAP = 1.45
"""A line further below the previous one than this, in line heights of its page, has a gap before it."""
_LEAST_STEPS = 8
"""The least number of steps from line to line that give a page's line height; else that of all pages is used."""
_LEADING = 1.17
"""The usual least distance of lines, in sizes of their font."""
_SMALL = 0.93
_NUMBER = re.compile(r"\s*(?P<number>\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s*(?=\S)")
"""The beginning of a footnote: its number."""
_SPACE = 0.25
"""The approximate width of a space, in sizes of the font."""
_LEAST_LETTERS = 20
_EDGE = 3
"""Rows that a page marks as no part of its text are headers or footers among this many first and last rows."""
_INDENT = 60.0
"""A column whose text begins less than this many points right of the previous one is that column, indented."""
_ROW_STEP = 2.6
"""The most distance of two rows of a table of statuses, in sizes of the font."""
_LEAST = 0.2
"""The least width of a gutter in a table of statuses, in sizes of the font."""


def pdf_lines(content: bytes) -> list[Line]:
    """Return the lines of a PDF's text layer.

    Raises WorkbookError if it is encrypted, damaged, or has no text: a scan.
    """
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise WorkbookError("file-encrypted")
        pages = [extract_page(page) for page in reader.pages]
    except DependencyError as protection:  # what decrypts the newer ways of protection is not installed
        raise WorkbookError("file-encrypted") from protection
    except (PyPdfError, *PARSE_ERRORS) as damage:
        raise WorkbookError("file-damaged") from damage
    if sum(len(word.text) + 1 for page in pages for word in page.words) < _LEAST_LETTERS:
        raise WorkbookError("pdf-without-text", pages=str(len(pages)))
    last: dict[int, int] = {}
    numbered: list[Line] = []
    for line in _read(pages):
        last[line.page] = last.get(line.page, 0) + 1
        numbered.append(replace(line, number=last[line.page]))
    return numbered


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


@dataclass(frozen=True, slots=True)
class _StatusTable:
    """A table of statuses: its gutters, whether it is a key, its id, and the number of its last row."""

    gutters: tuple[Gutter, ...]
    is_key: bool
    place: tuple[int, int]
    number: int = -1


@dataclass(frozen=True, slots=True)
class _OpenLayout:
    """The layout that may continue on the next page: its last table, and the gutter between its columns of text."""

    table: PdfTable | None = None
    statuses: _StatusTable | None = None
    left: float = LEFT
    columns: Gutter | None = None


def _read(pages: Sequence[PageContent]) -> list[Line]:
    """Return the lines of all pages in reading order; a table may continue from page to page."""
    body = median_low([word.size for page in pages for word in page.words for _ in word.text])
    rows = [group_rows(page.words) for page in pages]
    steps = [list(_steps(page_rows)) for page_rows in rows]
    common = median_low([step for page_steps in steps for step in page_steps] or [body * _LEADING])
    repeated = _repeated_rows(rows)
    parts: list[_PagePart] = []
    layout = _OpenLayout()
    for number, page in enumerate(pages):
        step = median_low(steps[number]) if len(steps[number]) >= _LEAST_STEPS else common
        reader = _PageReader(number + 1, body, step, page.rules, layout)
        for part in reader.parts(rows[number], repeated[number]):
            parts = _with_part(parts, part)
        layout = reader.layout
    return [line for part in parts for line in part.lines()]


def _steps(rows: Sequence[Row]) -> Iterator[float]:
    """Yield the distances from each row of a page to the next one below it."""
    for index, row in enumerate(rows):
        below = (other for other in rows[index + 1 :] if other.left < row.right and row.left < other.right)
        if other := next(below, None):
            yield round(row.base - other.base, 1)


def _repeated_rows(pages: Sequence[Sequence[Row]]) -> list[set[int]]:
    """Return the indexes of headers and footers on each page: rows that pages repeat, page numbers, and artifacts.

    A row of headings side by side is no header, though a table repeats it on every page.
    """
    lines = [Line(row.text, index, page) for page, rows in enumerate(pages, start=1) for index, row in enumerate(rows)]
    found = [_artifact_rows(rows) for rows in pages]
    for line in find_headers_footers(lines):
        if not gutters_at(pages[line.page - 1][line.number :]):
            found[line.page - 1].add(line.number)
    return found


def _artifact_rows(rows: Sequence[Row]) -> set[int]:
    found = {index for index in (0, len(rows) - 1) if rows and is_page_number(rows[index].text)}
    top, foot = range(min(_EDGE, len(rows))), range(len(rows) - 1, max(len(rows) - 1 - _EDGE, -1), -1)
    artifacts = {index for index in {*top, *foot} if all(word.is_artifact for word in rows[index].words)}
    headings = next((index for index in top if index not in artifacts or gutters_at(rows[index:])), len(rows))
    return found | {index for index in artifacts if index < headings or index in foot}


def _with_part(parts: Sequence[_PagePart], part: _PagePart) -> list[_PagePart]:
    """Return parts with one more, which may be merged into the table with which the column or page before ended."""
    places = range(len(parts) - 1, -1, -1)
    index = next((n for n in places if parts[n].table or not all(line.header_footer for line in parts[n].text)), None)
    if index is None or not _continues(part, parts[index]):
        return [*parts, part]
    before = parts[index].table
    if part.headed:
        table = [*before, *part.table]
    else:
        last = [[*cell, *more] for cell, more in zip(before[-1], part.table[0], strict=True)]
        table = [*before[:-1], last, *part.table[1:]]
    return [*parts[:index], replace(parts[index], table=table), *parts[index + 1 :]]


def _continues(part: _PagePart, before: _PagePart) -> bool:
    """Return whether a table continues another: the first of its page, as wide, and beginning no new part."""
    if not (part.table and part.begins and before.table) or starts_new_part(part.table[0]):
        return False
    return len(before.table[-1]) == len(part.table[0])


class _PageReader:
    """Reads the parts of one page from its rows, by its line height, its rules and the layout of the page before.

    `layout` is that at its end, when it was read.
    """

    def __init__(
        self, page: int, body: float, step: float, rules: Sequence[HorizontalRule], layout: _OpenLayout
    ) -> None:
        self.layout = replace(layout, columns=None)
        self._before = layout.columns
        self._page, self._body, self._step, self._rules = page, body, step, rules
        self._columns = count(1)

    def parts(self, rows: Sequence[Row], repeated: set[int]) -> Iterator[_PagePart]:
        """Yield the parts of the page: its header, its text and its tables, its footer, and its footnotes."""
        text = [row for index, row in enumerate(rows) if index not in repeated]
        top = [index for index in sorted(repeated) if index == 0 or index - 1 in repeated]
        yield _PagePart([self._edge(rows[index]) for index in top])
        start = len(text)
        while start > 0 and text[start - 1].size < self._body * _SMALL:
            start -= 1
        if any(map(is_status_row, text[max(start - 1, 0) :])):
            start = len(text)  # small rows of a table that begin with the number of a recommendation
        start = next((index for index in range(start, len(text)) if _NUMBER.match(text[index].text)), len(text))
        yield from self._blocks(text[:start] if start else text, self._before)
        yield _PagePart([self._edge(rows[index]) for index in sorted(repeated - set(top))])
        yield _PagePart(self._lines(text[start:], 0, 0)) if start else _PagePart()

    def _edge(self, row: Row) -> Line:
        return Line(row.text, 1, self._page, header_footer=True)

    def _blocks(self, rows: Sequence[Row], columns: Gutter | None) -> Iterator[_PagePart]:
        """Yield the parts of rows; `columns` is the gutter of columns of text on the page before."""
        rest = list(rows)
        while rest:
            found = find_text_columns(rest, columns)
            table = self.layout.table if self.layout.columns is None and columns is None else None
            if found is None or (table and find_table(rest, (), gutters=table.gutters)):
                yield from self._column(rest)
                return
            first, end, gutter = found
            columns = gutter
            self.layout = replace(self.layout, columns=gutter)
            if first:
                yield from self._column(rest[:first])
            for side in split_columns(rest[first:end], [LEFT, gutter.middle, RIGHT]):
                yield from self._blocks(side, None)
            rest = rest[end:]

    def _column(self, rows: Sequence[Row]) -> Iterator[_PagePart]:
        """Yield the parts of rows in one column: text and tables."""
        left, right = min(row.left for row in rows), max(row.right for row in rows)
        if 0 < left - self.layout.left < _INDENT:  # all of it is indented, as the rest of a bullet is
            left = self.layout.left
        before, self.layout = self.layout, replace(self.layout, table=None, left=left)
        text: list[Row] = []
        index = 0
        while index < len(rows):
            rest = rows[index:]
            statuses, number = self._status_table(rest) if is_status_row(rest[0]) or not index else ([], 0)
            found = None
            if not (number or index) and before.table:
                found = find_table(rest, self._rules, gutters=before.table.gutters, previous_starts=before.table.starts)
            found = found or (None if number else find_table(rest, self._rules))
            if not number and found is None:
                text.append(rest[0])
                index += 1
                self.layout = replace(self.layout, table=None, statuses=None)
                continue
            above = self._rows_above(found[0], text) if found else 0
            yield _PagePart(self._lines(text[: len(text) - above], left, right))
            if found:
                yield self._table(found[0], text[len(text) - above :], begins=index == above)
                self.layout = replace(self.layout, table=found[0], statuses=None)
            else:
                yield _PagePart(statuses)
            text = []
            index += found[1] if found else number
        yield _PagePart(self._lines(text, left, right))

    def _rows_above(self, table: PdfTable, rows: Sequence[Row]) -> int:
        """Return the number of rows above a table that are in its first cells, as the heading of their cell is centred.

        They are right of its first gutter and below a border of the table, with no other border below them.
        """
        gutter = table.gutters[0]
        parts = [
            row for cell in table.cells[0] for row in [*cell.rows, *(r for label in cell.labels for r in label.rows)]
        ]
        top = max(row.base for row in parts)
        borders = [rule.base for rule in self._rules if rule.left < gutter.left and rule.right > gutter.right]
        border = min((base for base in borders if base > top), default=None)
        number = 0
        while border is not None and number < len(rows):
            row = rows[-1 - number]
            if row.left < gutter.right - 1 or row.base >= border:
                break
            number += 1
        return number

    def _table(self, table: PdfTable, above: Sequence[Row], *, begins: bool) -> _PagePart:
        edges = [LEFT, *(gutter.middle for gutter in table.gutters), RIGHT]
        tops = split_columns(above, edges)
        first = [replace(cell, rows=(*more, *cell.rows)) for cell, more in zip(table.cells[0], tops, strict=True)]
        cells = [
            [
                [
                    *(self._label(label.text, bold=all(row.bold for row in label.rows)) for label in cell.labels),
                    *self._lines(cell.rows, start, end),
                ]
                for cell, start, end in zip(row, table.starts, table.ends, strict=True)
            ]
            for row in [first, *table.cells[1:]]
        ]
        return _PagePart(table=cells, begins=begins, headed=any(cell.labels for cell in table.cells[0]))

    def _label(self, text: str, *, bold: bool) -> Line:
        words, column = normalise_space(text), next(self._columns)
        return Line(words, 1, self._page, column, after_gap=True, whole_paragraph=True, heading=bold)

    def _status_table(self, rows: Sequence[Row]) -> tuple[list[Line], int]:
        """Return the lines of a table of statuses, each with its row and column, and the number of its rows.

        It begins with its header, or continues that of the page before. Its rows end at its last rule.
        """
        table = self.layout.statuses
        if is_status_row(rows[0]):
            parts = rows[0].segments
            gutters = tuple(Gutter(left.right, right.left) for left, right in pairwise(parts))
            is_key = is_key_header([part.text for part in parts])
            table = _StatusTable(gutters, is_key, (self._page, next(self._columns)))
            self.layout = replace(self.layout, statuses=None)
        if table is None or len(rows[0].segments) == 1:
            return [], 0
        first = table.gutters[0]
        drawn = [rule for rule in self._rules if rule.left < first.left and rule.right > first.right]
        below = [rule for rule in drawn if rule.base < rows[0].base]
        top = max(below, key=lambda rule: rule.base, default=None)
        bases = [rule.base for rule in below if top and abs(rule.left - top.left) + abs(rule.right - top.right) < 1]
        gutters, number = table.gutters, 0
        for above, row in pairwise([rows[0], *rows]):
            gutters = tuple(filter(None, (gutter.narrowed(row, _LEAST) for gutter in table.gutters)))
            far = above.base - row.base > _ROW_STEP * above.size or (bool(bases) and row.base < min(bases))
            heading = (row.bold and row.size > rows[0].size + 1) or heading_of(Line(row.text, 1, heading=row.bold))
            other = number > 0 and (is_status_row(row) or heading)
            if len(gutters) < len(table.gutters) or far or other:
                break
            table, number = replace(table, gutters=gutters), number + 1
        edges = [LEFT, *(gutter.middle for gutter in table.gutters), RIGHT]
        lines: list[Line] = []
        for above, row in pairwise([rows[0], *rows[:number]]):
            name = row.between(LEFT, edges[1])
            begins = name is not None and (table.is_key or re.search(r"\d", name.text) is not None)
            ruled = any(row.base < base < above.base for base in bases)
            is_next = row is rows[0] or (ruled if bases else begins)
            table = replace(table, number=table.number + is_next)
            lines += self._status_cells(row, edges, table)
        headings = [part.text for part in rows[0].segments] if is_status_row(rows[0]) else []
        if not headings or is_status_table([headings]):
            self.layout = replace(self.layout, statuses=table)
        return lines, number

    def _status_cells(self, row: Row, edges: Sequence[float], table: "_StatusTable") -> Iterator[Line]:
        for column, (start, end) in enumerate(pairwise(edges)):
            if part := row.between(start, end):
                cell = (table.place, table.number, column)
                yield Line(part.text, 1, self._page, table.place[1], cell=cell)

    def _lines(self, rows: Iterable[Row], start: float, end: float) -> list[Line]:
        column = next(self._columns)
        lines: list[Line] = []
        before: Row | None = None
        for row in rows:
            small = row.size < self._body * _SMALL
            note = _NUMBER.match(row.text) if small else None
            sign = row.words[1] if len(row.words) > 1 and row.has_sign else row.words[0]
            lines.append(
                Line(
                    f"{note['number'].translate(SUPERSCRIPTS)} {row.text[note.end() :].strip()}" if note else row.text,
                    1,
                    self._page,
                    column,
                    after_gap=before is None or self._has_gap_between(before, row),
                    small=small,
                    heading=row.bold,
                    left=row.left - start,
                    text_left=sign.left - start,
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
