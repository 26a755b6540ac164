"""Read the lines of a paper that is a PDF: its words by pdfplumber, in reading order, with their size and weight."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count, pairwise
from statistics import median_low
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem, LTLine, LTRect
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdftypes import int_value, resolve1
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pdfplumber.utils.text import extract_words

from loaders.papers.line import Line
from loaders.papers.paragraphs import find_headers_footers, is_page_number
from loaders.papers.pdf_rows import (
    LEFT,
    RIGHT,
    SPACE_WIDTH,
    SUPERSCRIPTS,
    CellHeading,
    Frame,
    Gutter,
    HorizontalRule,
    PdfCell,
    PdfTable,
    Row,
    Word,
    cells_of,
    continue_table,
    find_table,
    find_text_columns,
    group_rows,
    gutters_at,
    is_status_row,
    split_columns,
)
from loaders.papers.reading_order import in_reading_order
from loaders.security.limits import PARSE_ERRORS
from model.issue import WorkbookError
from model.language import normalise_space

_HYPHENS = str.maketrans(dict.fromkeys(("\u2010", "\u2011", "\u00ad"), "-"))
"""Hyphens of other kinds: a soft hyphen that is drawn is a hyphen."""
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00\ud800-\udfff]")
"""Characters without a width, and half surrogates, which no file can contain."""
_GLYPH = re.compile(r"\(cid:\d+\)")
"""What pdfminer writes for a glyph whose letter its font does not tell."""
_NO_LETTER, _MOST_UNKNOWN = "\ufffd", 0.05
_BOLD = re.compile("bold|black|heavy|demi", re.IGNORECASE)
_SMALLEST = 0.5
"""Text that is smaller than this many points is invisible."""
_EMPTY = 20
"""The most bytes of a packed stream with nothing in it."""
_LONG = 20.0
"""The least length of a rule, in points."""
_DOT = (1.5, 8.0)
"""The least and the most size of a dot, in points: a bullet sign that is drawn and not written."""
_HIGH, _NEAR = 0.7, 3.0
"""The dot of a list item is at most this high above its base line, and this far from its text, in sizes of its font."""
_GAP = 1.45
"""A line further below the previous one than this, in line heights of the paper, has a gap before it."""
_LEADING = 1.17
"""The usual least distance of lines, in sizes of their font."""
_PAGE_STEP = 1.5
"""How far below the last line of a page the first line of the next one is placed, in sizes of the text."""
_SMALL = 0.93
_NUMBER = re.compile(r"\s*(?P<number>\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s*(?=\S)")
"""The beginning of a footnote: its number."""
_SPACE = 0.25
"""The approximate width of a space, in sizes of the font."""
_LEAST_LETTERS = 20
_BORDER = 2.0
"""The border above the first row of a page is at most this many sizes of its font above its base line."""
_EDGE = 3
"""Rows that a page marks as no part of its text are headers or footers among this many first and last rows."""
_INDENT = 60.0
"""A page whose text begins less than this many points right of the previous one is that page, indented."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The content of a page: its words in drawing order, its horizontal rules, and whether it has a picture."""

    words: Sequence[Word]
    rules: Sequence[HorizontalRule]
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
    """Reads the pages of a paper as one long page, with their headers before and their footers and footnotes behind it.

    So a paragraph or a table may continue on the next page. Columns of text are placed below one another.
    """

    def __init__(self, pages: Sequence[_Page]) -> None:
        self._pages = pages
        self._rows = [group_rows(page.words) for page in pages]
        self._body = median_low([word.size for page in pages for word in page.words for _ in word.text])
        steps = [round(above.base - row.base, 1) for rows in self._rows for above, row in pairwise(rows)]
        self._step = median_low(steps or [self._body * _LEADING])
        self._columns = count(1)
        self._frame, self._foot = Frame(0, RIGHT, LEFT), 0.0
        self._table: PdfTable | None = None  # which may continue, with its rows
        self._tail: Sequence[Row] = ()

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the paper in reading order."""
        body, feet = list[Line](), list[Line]()
        gutter: Gutter | None = None
        for page, (rows, edges) in enumerate(zip(self._rows, _edges(self._rows), strict=True), start=1):
            top = {index for index in edges if edges.issuperset(range(index))}
            yield from (Line(rows[index].text, rows[index].number, page, header_footer=True) for index in sorted(top))
            feet += [
                Line(rows[index].text, rows[index].number, page, header_footer=True) for index in sorted(edges - top)
            ]
            text, notes = self._without_notes([row for index, row in enumerate(rows) if index not in edges])
            feet += self._lines(replace(row, frame=Frame(page, 0, 0)) for row in notes)
            frames, gutter = self._frames(text, page, gutter)
            for frame in frames:
                body += self._read(frame, is_last=len(frames) > 1)
        yield from [*body, *self._read((), is_last=True), *feet]

    def _without_notes(self, rows: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
        """Return the rows of a page, and its footnotes: the last rows, which are small and begin with a number."""
        small = [row.size < self._body * _SMALL for row in rows]
        numbered = (index for index in range(1, len(rows)) if all(small[index:]) and _NUMBER.match(rows[index].text))
        start = len(rows) if any(map(is_status_row, rows)) else next(numbered, len(rows))
        return rows[:start], rows[start:]

    def _frames(self, rows: Sequence[Row], page: int, gutter: Gutter | None) -> tuple[list[list[Row]], Gutter | None]:
        """Return the rows of a page in one frame, or in one for each column of text and for what is between them.

        `gutter` is that of columns on the page before, and the other value that of this page. A page that continues a
        table has no columns.
        """
        whole = self._placed(rows, page)
        if self._table and continue_table(self._table, [*self._tail, *whole]).end > self._table.end:
            return [whole], None
        parts: list[Sequence[Row]] = []
        while found := find_text_columns(rows, gutter):
            first, end, gutter = found
            parts += [rows[:first], *split_columns(rows[first:end], [LEFT, gutter.middle, RIGHT])]
            rows = rows[end:]
        if not parts:
            return [whole], None
        numbers = count(whole[0].number)
        frames = [self._placed(part, page) for part in (*parts, rows) if part]
        return [[replace(row, number=next(numbers)) for row in frame] for frame in frames], gutter

    def _placed(self, rows: Sequence[Row], page: int) -> list[Row]:
        """Return the rows of a frame, placed below those before it, each with the rules above it."""
        if not rows:
            return []
        left, right = min(row.left for row in rows), max(row.right for row in rows)
        if 0 < left - self._frame.left < _INDENT:  # all of it is indented, as the rest of a bullet is
            left = self._frame.left
        self._frame = Frame(page, left, right)
        shift = self._foot - _PAGE_STEP * self._body - rows[0].base
        top = rows[0].base + _BORDER * rows[0].size
        placed: list[Row] = []
        for row in rows:
            words = tuple(replace(word, base=word.base + shift) for word in row.words)
            rules = tuple(rule for rule in self._pages[page - 1].rules if row.base < rule.base < top)
            placed.append(replace(row, words=words, frame=self._frame, rules=rules))
            top, self._foot = row.base, placed[-1].base
        return placed

    def _read(self, frame: Sequence[Row], *, is_last: bool) -> Iterator[Line]:
        """Yield the lines of text and tables, except those of a last table that may continue."""
        rows, start, index = [*self._tail, *frame], 0, 0
        table = self._table and continue_table(self._table, rows)
        self._table, self._tail = None, ()
        while index < len(rows):
            table = table or find_table(rows, index, start)
            if table is None:
                index += 1
                continue
            yield from self._lines(rows[start : table.start])
            if table.end == len(rows) and not is_last:
                self._tail, moved = rows[table.start :], table.start
                self._table = replace(table, start=0, heading=table.heading - moved, end=table.end - moved)
                return
            yield from in_reading_order([[self._cell(cell) for cell in row] for row in cells_of(table, rows)])
            start, index, table = table.end, table.end, None
        yield from self._lines(rows[start:])

    def _cell(self, cell: PdfCell) -> list[Line]:
        return [*map(self._label, cell.headings), *self._lines(cell.rows, cell.edges)]

    def _label(self, label: CellHeading) -> Line:
        words, bold, first = normalise_space(label.text), all(row.bold for row in label.rows), label.rows[0]
        place = (first.number, first.frame.page, next(self._columns))
        return Line(words, *place, after_gap=True, whole_paragraph=True, heading=bold)

    def _lines(self, rows: Iterable[Row], cell: tuple[float, float] | None = None) -> list[Line]:
        """Return the lines of rows; `cell` are the edges of theirs, if they are in a table."""
        lines: list[Line] = []
        before: Row | None = None
        column = next(self._columns)
        for row in rows:
            start, end = cell or (row.frame.left, row.frame.right)
            new = before is None or before.frame is not row.frame
            column = next(self._columns) if before and new else column
            small = row.size < self._body * _SMALL
            note = _NUMBER.match(row.text) if small and not cell else None
            sign = row.words[1] if len(row.words) > 1 and row.has_sign else row.words[0]
            lines.append(
                Line(
                    f"{note['number'].translate(SUPERSCRIPTS)} {row.text[note.end() :].strip()}" if note else row.text,
                    row.number,
                    row.frame.page,
                    column,
                    after_gap=before is None or new or self._has_gap_between(before, row),
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
        border = any(rule.left < row.left - 1 and rule.right > row.right + 1 for rule in row.rules)
        step = max(self._step, min(before.size, row.size) * _LEADING)  # headings are larger than text
        return border or before.base - row.base > step * _GAP


def _edges(pages: Sequence[Sequence[Row]]) -> Iterator[set[int]]:
    """Yield the indexes of headers and footers on each page: rows that pages repeat, page numbers, and artifacts.

    Headings side by side, and what is below them, are no header, though a table repeats them on every page.
    """
    lines = [Line(row.text, index, page) for page, rows in enumerate(pages, start=1) for index, row in enumerate(rows)]
    repeated = {(line.page, line.number) for line in find_headers_footers(lines)}
    for page, rows in enumerate(pages, start=1):
        last = len(rows) - 1
        top = next((index for index in range(min(_EDGE, len(rows))) if gutters_at(rows, index)), _EDGE)
        yield {
            index
            for index, row in enumerate(rows)
            if (index < top or index > last - _EDGE)
            and (
                (page, index) in repeated
                or all(word.is_artifact for word in row.words)
                or (index in (0, last) and is_page_number(row.text))
            )
        }


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
    lines = (item for item in drawn if isinstance(item, LTLine | LTRect) and item.width >= _LONG)
    rules = [HorizontalRule(item.x0, item.x1, base) for item in lines for base in {item.y0, item.y1}]
    has_picture = any(isinstance(item, LTImage) for item in drawn)
    return _Page([*words, *_drawn_bullets(words, drawn)], rules, has_picture)


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


def _drawn_bullets(words: Sequence[Word], drawn: Sequence[LTItem]) -> Iterator[Word]:
    """Yield the bullet signs that are drawn as dots, each as a word before the next word on its line."""
    for dot in drawn:
        if not (isinstance(dot, LTCurve) and _DOT[0] <= dot.width <= _DOT[1]):
            continue
        middle = (dot.y0 + dot.y1) / 2
        level = [word for word in words if 0 <= middle - word.base <= _HIGH * word.size and word.left >= dot.x1]
        after = min(level, key=lambda word: word.left, default=None)
        if abs(dot.width - dot.height) <= 0.2 * dot.width and after and after.left - dot.x1 <= _NEAR * after.size:
            yield Word("•", dot.x0, dot.x1, after.base, after.size)
