"""Read the lines of a paper that is a PDF: its words by pdfplumber, in reading order, with their size and weight."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count, pairwise
from statistics import median_low
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTImage, LTItem, LTLine, LTRect
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdftypes import int_value, resolve1
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pdfplumber.utils.text import extract_words

from loaders.papers import pdf_rows
from loaders.papers.line import CellLines, Line
from loaders.papers.paragraphs import find_headers_footers, is_page_number
from loaders.papers.pdf_rows import SPACE_WIDTH, SUPERSCRIPTS, Box, Edge, Row, Word
from loaders.papers.statuses import SPANNED, in_reading_order
from loaders.security.limits import PARSE_ERRORS
from model.issue import WorkbookError

# Hyphens of other kinds: a soft hyphen that is drawn is a hyphen.
_HYPHENS = str.maketrans(dict.fromkeys(("\u2010", "\u2011", "\u00ad"), "-"))
# Characters without a width, and half surrogates, which no file can contain.
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00\ud800-\udfff]")
# What pdfminer writes for a glyph whose letter its font does not tell.
_GLYPH = re.compile(r"\(cid:\d+\)")
_NO_LETTER, _MOST_UNKNOWN = "\ufffd", 0.05
_BOLD = re.compile("bold|black|heavy|demi", re.IGNORECASE)
# Text that is smaller than this many points is invisible.
_SMALLEST = 0.5
# The most bytes of a packed stream with nothing in it.
_EMPTY = 20
# The least width and height of a line around a cell, in points.
_LONG, _TALL = 20.0, 8.0
# The padding between the text of a cell and its border, in points: the default of common programs.
_PADDING = 6.0
# The most lines of a heading in a narrow cell.
_MOST_LINES = 4
# A line further below the previous one than this, in line heights of the paper, has a gap before it.
_GAP = 1.45
# The usual least distance of lines, in sizes of their font.
_LEADING = 1.17
_SMALL = 0.93
# The beginning of a footnote: its number.
_NUMBER = re.compile(r"\s*(?P<number>\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s*(?=\S)")
# The approximate width of a space, in sizes of the font.
_SPACE = 0.25
_LEAST_LETTERS = 20
# Rows that a page marks as no part of its text are headers or footers among this many first and last rows.
_EDGE = 3
# A page whose text begins less than this many points right of the previous one is that page, indented.
_INDENT = 60.0


@dataclass(frozen=True, slots=True)
class _Page:
    """The content of a page: its words in drawing order, the lines drawn on it, and whether it has a picture."""

    words: Sequence[Word]
    edges: Sequence[Edge]
    has_picture: bool = False


def pdf_lines(content: bytes) -> list[Line]:
    """Return the lines of a PDF's text layer; a page that is a picture has one without text.

    Raises WorkbookError if it is encrypted, damaged, or has no text: a scan.
    """
    pages = _read_pages(content)
    if sum(len(word.text) + 1 for page in pages for word in page.words) < _LEAST_LETTERS:
        raise WorkbookError("pdf-without-text", pages=str(len(pages)))
    pictures = [Line("", 1, page) for page, one in enumerate(pages, start=1) if one.has_picture and not one.words]
    return [*_PdfReader(pages).lines(), *pictures]


class _PdfReader:
    """Reads the pages of a paper one after the other, with their footnotes behind all of them.

    So a paragraph or a table may continue on the next page.
    """

    def __init__(self, pages: Sequence[_Page]) -> None:
        self._pages = pages
        self._rows = [pdf_rows.group_rows(page.words) for page in pages]
        self._body = median_low([word.size for page in pages for word in page.words for _ in word.text])
        steps = [round(above.base - row.base, 1) for rows in self._rows for above, row in pairwise(rows)]
        self._step = median_low(steps or [self._body * _LEADING])
        self._columns = count(1)
        self._left = 0.0
        self._last: Table | None = None  # it ends a page, and may continue on the next one
        self._table: list[list[CellLines]] = []

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the paper in reading order, without its headers and footers."""
        notes: list[Line] = []
        for number, (page, rows, edges) in enumerate(zip(self._pages, self._rows, _edges(self._rows), strict=True), 1):
            text = [row for index, row in enumerate(rows) if index not in edges]
            tables = pdf_rows.find_tables(page.edges, text)
            free = [part for row in text if (part := pdf_rows.outside_tables(row, tables))]
            small = [row.size < self._body * _SMALL for row in free]
            noted = (n for n in range(1, len(free)) if all(small[n:]) and _NUMBER.match(free[n].text))
            end = next(noted, len(free))  # the last rows, which are small and begin with a number, are footnotes
            notes += self._lines(free[end:], number)
            yield from self._page(free[:end], tables, number)
        yield from [*in_reading_order(self._table), *notes]

    def _page(self, free: Sequence[Row], tables: Sequence[Table], page: int) -> Iterator[Line]:
        """Yield the lines and the tables of a page; a table at its end waits for the next page."""
        left = min((row.left for row in free), default=self._left)
        if not 0 < left - self._left < _INDENT:  # else the page is indented as a whole, as the rest of a bullet is
            self._left = left
        for table in tables:
            above = [row for row in free if -row.base < table.bbox[1]]
            free = free[len(above) :]
            yield from self._free(above, page)
            if self._last is None or not pdf_rows.continues(table, self._last):
                yield from self._finish_table()
            self._last = table
            self._table += [[self._cell(box, page) for box in row.cells] for row in table.rows]
        yield from self._free(free, page)

    def _free(self, rows: Sequence[Row], page: int) -> Iterator[Line]:
        if rows:
            yield from self._finish_table()
            pdf_rows.refuse_columns(rows, page)
            yield from self._lines([part for row in rows for part in pdf_rows.split_labels(row, page)], page)

    def _finish_table(self) -> Iterator[Line]:
        yield from in_reading_order(self._table)
        self._last, self._table = None, []

    def _cell(self, box: Box | None, page: int) -> CellLines:
        """Return the lines of a cell; a wrapped heading at its beginning is one line."""
        if box is None:
            return SPANNED
        left, top, right, bottom = box
        rows = (row for row in self._rows[page - 1] if top < -row.base < bottom)
        parts = [part for row in rows if (part := row.between(left, right))]
        lines = self._lines(parts, page, (min((part.left for part in parts), default=left), right - _PADDING))
        for end in range(min(len(lines), _MOST_LINES), 1, -1):
            joined = replace(lines[0], text=" ".join(line.text for line in lines[:end]), whole_paragraph=True)
            found = joined.as_heading
            if found and found.part in pdf_rows.LABELS and not found.trailing_text:
                return [joined, *lines[end:]]
        return lines

    def _lines(self, rows: Sequence[Row], page: int, cell: tuple[float, float] | None = None) -> list[Line]:
        """Return the lines of rows; `cell` are the edges of theirs, if they are in a table."""
        lines: list[Line] = []
        before: Row | None = None
        column = next(self._columns)
        start, end = cell or (self._left, max((row.right for row in rows), default=0.0))
        for row in rows:
            small = row.size < self._body * _SMALL
            step = max(self._step, min((before or row).size, row.size) * _LEADING)  # headings are larger than text
            note = _NUMBER.match(row.text) if small and not cell else None
            sign = row.words[1] if len(row.words) > 1 and row.has_sign else row.words[0]
            lines.append(
                Line(
                    f"{note['number'].translate(SUPERSCRIPTS)} {row.text[note.end() :].strip()}" if note else row.text,
                    row.number,
                    page,
                    column,
                    after_gap=before is None or before.base - row.base > step * _GAP,
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


def _edges(pages: Sequence[Sequence[Row]]) -> Iterator[set[int]]:
    """Yield the indexes of headers and footers on each page: rows that pages repeat, page numbers, and artifacts."""
    lines = [Line(row.text, index, page) for page, rows in enumerate(pages, start=1) for index, row in enumerate(rows)]
    repeated = {(line.page, line.number) for line in find_headers_footers(lines)}
    for page, rows in enumerate(pages, start=1):
        last = len(rows) - 1
        edge = [(n, row) for n, row in enumerate(rows) if not _EDGE <= n <= last - _EDGE]
        found = {n for n, row in edge if n in (0, last) and is_page_number(row.text)}
        yield found | {n for n, row in edge if (page, n) in repeated or all(word.is_artifact for word in row.words)}


def _read_pages(content: bytes) -> list[_Page]:
    """Return the words and rules of each page.

    Raises WorkbookError if the file needs a password, or if it, one of its pages or the letters of a font are damaged.
    """
    try:
        with pdfplumber.open(BytesIO(content)) as document:
            pages = [_read_page(page) for page in document.pages]
            announced = resolve1(resolve1(document.doc.catalog["Pages"])["Count"])
    except PdfminerException as trouble:
        protected = isinstance(next(iter(trouble.args), None), PDFEncryptionError)
        raise WorkbookError("file-encrypted" if protected else "file-damaged") from trouble
    except (MalformedPDFException, *PARSE_ERRORS) as damage:
        raise WorkbookError("file-damaged") from damage
    words = [word for page in pages for word in page.words]
    unknown = sum(_NO_LETTER in word.text for word in words)
    if len(pages) != announced or unknown > _MOST_UNKNOWN * len(words):
        raise WorkbookError("file-damaged")
    return pages


def _read_page(page: Page) -> _Page:
    """Read a page, without text that is not upright, such as a watermark.

    pdfminer takes a stream that it cannot unpack for an empty one.
    """
    streams = map(resolve1, page.page_obj.contents)
    if any(int_value(stream["Length"]) > _EMPTY and not stream.get_data() for stream in streams):
        raise WorkbookError("file-damaged")
    drawn = list(_drawn(page.layout))
    found = extract_words(
        [_letter(item) for item in drawn if isinstance(item, LTChar) and _is_upright(item)],
        return_chars=True,
        use_text_flow=True,
        x_tolerance_ratio=SPACE_WIDTH,
        y_tolerance=1,
        extra_attrs=["fontname", "size", "tag"],
    )
    page.close()
    words = [word for each in found if (word := _word(each)).text]
    edges = [edge for item in drawn if isinstance(item, LTLine | LTRect) for edge in _edges_of(item)]
    has_picture = any(isinstance(item, LTImage) for item in drawn)
    return _Page(words, edges, has_picture)


def _edges_of(item: LTLine | LTRect) -> Iterator[Edge]:
    """Yield the edges of a line or a box that are long enough to be those of a cell."""
    for y in {item.y0, item.y1} if item.width >= _LONG else ():
        yield {"x0": item.x0, "x1": item.x1, "top": -y, "bottom": -y, "orientation": "h"}
    for x in {item.x0, item.x1} if item.height >= _TALL else ():
        yield {"x0": x, "x1": x, "top": -item.y1, "bottom": -item.y0, "height": item.height, "orientation": "v"}


def _drawn(item: LTContainer[Any]) -> Iterator[LTItem]:
    """Yield what is drawn on a page, also as part of a figure."""
    for inner in item:
        yield from _drawn(inner) if isinstance(inner, LTContainer) else (inner,)


def _is_upright(letter: LTChar) -> bool:
    right, up, _, height, *_ = letter.matrix
    return bool(right > 0 and height > abs(up) and letter.size >= _SMALLEST)


def _letter(letter: LTChar) -> dict[str, Any]:
    """Return a letter as pdfplumber has it; its own way to there takes as long as reading the page."""
    place = {"x0": letter.x0, "x1": letter.x1, "top": -letter.y1, "bottom": -letter.y0, "doctop": 0, "upright": True}
    font = {"fontname": letter.fontname, "size": letter.size, "tag": getattr(letter, "tag", None)}
    return {"text": letter.get_text(), "base": letter.matrix[5], **place, **font}


def _word(found: dict[str, Any]) -> Word:
    text = _INVISIBLE.sub("", _GLYPH.sub(_NO_LETTER, found["text"]).translate(_HYPHENS))
    text = "•" if text == _NO_LETTER else text  # the sign of a list is often in a font without letters
    bold, artifact = bool(_BOLD.search(found["fontname"])), found["tag"] == "Artifact"
    return Word(text, found["x0"], found["x1"], found["chars"][0]["base"], found["size"], bold, artifact)
