"""Read the lines of a paper that is a PDF: its words and tables by pdfplumber, in reading order, with their format."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from itertools import count, groupby, pairwise
from statistics import median_low, mode
from typing import Any, NamedTuple

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTImage, LTItem, LTLine, LTRect
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdftypes import int_value, resolve1
from pdfplumber.page import Page
from pdfplumber.table import Table, cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pdfplumber.utils.text import extract_words

from loaders.papers.line import SUPERSCRIPTS, UPDATES, CellLines, Line, PaperPart
from loaders.papers.paragraphs import BULLET, is_page_number
from loaders.papers.statuses import SPANNED, in_reading_order
from loaders.security import refuse_damage
from model.terms import normalise_space
from model.tracker.reading import WorkbookError

# A line that is drawn, as pdfplumber has it: `x0`, `x1`, `top`, `bottom`, `orientation`.
Edge = dict[str, Any]
# The ends of a horizontal range that is empty, or filled.
Gap = tuple[float, float]
# Words whose base lines differ by at most this share of their size are in one row, as are raised footnote numbers.
_NEAR, _RAISED = 0.45, 0.8
_SIGNS = tuple("•●▪◦■\uf0b7")
# A gap of at least this many sizes of the font may separate two columns; justified text has narrower ones.
_COLUMN_GAP = 0.8
# A gap of more than this many sizes of the font between two letters is a space, though the page has none.
SPACE_WIDTH = 0.14
# Lines that miss one another by so many points meet.
_TOLERANCE = 3.0
# The least width of the gap between two columns of a table that has lines between its rows only, in points.
_GUTTER = 4.0
# The most distance of the rows of a header, and of a row from the rule above it, in sizes of the font; and the least
# number of rows of a table.
_FAR, _BELOW_RULE, _LEAST_ROWS = 1.7, 2.0, 2
# Parts whose headings may be beside their text.
LABELS = (PaperPart.RECOMMENDATION, *UPDATES, PaperPart.MONITORING)
# The most letters of a word beside a heading, such as a status.
_SHORT = 30
# Columns of text have so many lines side by side, with so many letters on average.
_ROWS, _LETTERS = 6, 20


class Word(NamedTuple):
    """A word: letters without a space between them, in points from the left and above the foot of its page.

    Attributes:
        is_artifact: whether the page marks it as no part of its text: a header or a footer.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    is_artifact: bool = False


@dataclass(frozen=True)
class Row:
    """A row: words on one base line, from left to right, and its number on its page, from 1."""

    words: tuple[Word, ...]
    number: int = 1

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        return mode(round(word.size, 1) for word in self.words for _ in word.text)

    @cached_property
    def base(self) -> float:
        """The height of the base line of such letters on the page."""
        return next(word.base for word in self.words if round(word.size, 1) == self.size)

    @property
    def left(self) -> float:
        """The left edge of its first word."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """The right edge of its last word."""
        return max(word.right for word in self.words)

    @property
    def has_sign(self) -> bool:
        """Whether its first word is a bullet sign."""
        match = BULLET.match(f"{self.words[0].text} x")
        return match is not None and match.end() > len(self.words[0].text)

    @cached_property
    def text(self) -> str:
        """Its text; small digits are a footnote number."""
        texts = [""]
        for before, word in pairwise([self.words[0], *self.words]):
            between = " " if (word.left - before.right) / self.size > SPACE_WIDTH else ""
            raised = word.size < self.size * _RAISED and word.text.isdigit()
            texts += [between if word is not before else "", word.text.translate(SUPERSCRIPTS) if raised else word.text]
        return "".join(texts)

    @cached_property
    def segments(self) -> list["Row"]:
        """Its parts between wide gaps, or before a bullet sign, which is in one part with its text."""
        parts = [[self.words[0]]]
        for before, word in pairwise(self.words):
            wide = word.text in _SIGNS or word.left - before.right >= _COLUMN_GAP * self.size
            if wide and not (len(parts[-1]) == 1 and Row((before,)).has_sign):
                parts.append([])
            parts[-1].append(word)
        return [Row(tuple(part)) for part in parts]

    def between(self, left: float, right: float) -> "list[Row]":
        """Return the part of it whose words are between two horizontal positions; none if there are none."""
        words = tuple(word for word in self.words if left <= (word.left + word.right) / 2 < right)
        return [replace(self, words=words)] if words else []


def group_rows(words: Iterable[Word]) -> list[Row]:
    """Group words into rows from the top to the bottom of the page."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.base):
        if rows and abs(rows[-1][0].base - word.base) <= _NEAR * max(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    ordered = [tuple(sorted(row, key=lambda word: word.left)) for row in rows]
    return [Row(row, number) for number, row in enumerate(ordered, start=1)]


def continues(table: Table, other: Table) -> bool:
    """Return whether a table has the columns of another, and may continue it on the next page."""
    columns, others = (sorted({cell[0] for cell in one.cells}) for one in (table, other))
    same = len(columns) == len(others) and abs(table.bbox[2] - other.bbox[2]) <= _TOLERANCE
    return same and all(abs(x - y) <= _TOLERANCE for x, y in zip(columns, others, strict=True))


def find_tables(edges: Sequence[Edge], rows: Sequence[Row]) -> list[Table]:
    """Return the tables of a page from top to bottom, by the lines around their cells, or between their rows alone."""
    merged = merge_edges([*edges], *[_TOLERANCE] * 4) if edges else []
    merged = [*merged, *_edges_of_columns(merged, rows)]
    crossings = edges_to_intersections(merged, _TOLERANCE, _TOLERANCE)
    without_page: Any = None
    return [Table(without_page, cells) for cells in cells_to_tables(intersections_to_cells(crossings))]


def outside_tables(row: Row, tables: Sequence[Table]) -> list[Row]:
    """Return the part of a row that is in no table; none if there is none."""
    beside = [table.bbox for table in tables if table.bbox[1] <= -row.base <= table.bbox[3]]
    words = tuple(word for word in row.words if not any(box[0] <= word.left and word.right <= box[2] for box in beside))
    return [replace(row, words=words)] if words else []


def _edges_of_columns(edges: Sequence[Edge], rows: Sequence[Row]) -> Iterator[Edge]:
    """Yield the edges of the columns of tables that have lines between their rows only, and of what is above them."""
    drawn = sorted((edge for edge in edges if edge["orientation"] == "h"), key=lambda edge: (*_ends(edge), edge["top"]))
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    for _, group in groupby(drawn, key=_ends):
        rules = list(group)
        left, right = rules[0]["x0"], rules[0]["x1"]
        inside = [edge for edge in upright if left + _TOLERANCE < edge["x0"] < right - _TOLERANCE]
        for top, bottom, gaps in _ruled_tables([rule["top"] for rule in rules], rows, inside):
            yield {"x0": left, "x1": right, "top": top, "bottom": top, "orientation": "h"}
            for x in (left, *((start + end) / 2 for start, end in gaps), right):
                yield {"x0": x, "x1": x, "top": top, "bottom": bottom, "orientation": "v"}


def _ends(edge: Edge) -> tuple[int, int]:
    return round(edge["x0"] / _TOLERANCE), round(edge["x1"] / _TOLERANCE)


def _ruled_tables(
    rules: Sequence[float], rows: Sequence[Row], inside: Sequence[Edge]
) -> Iterator[tuple[float, float, Sequence[Gap]]]:
    """Yield the top and the bottom of each table of two rows or more, and the gaps that all its rows leave empty.

    The rows of words between two rules are one of the table, unless a line is drawn between its columns, if they begin
    below the first rule. Else a table begins with the last of them: its header, which may have no rule above it.
    """
    tops, gaps, above = list[float](), list[Gap](), float("-inf")
    for rule in rules:
        band = [row for row in rows if above < -row.base < rule]
        far = [n for n, (row, below) in enumerate(pairwise(band), 1) if row.base - below.base > _FAR * row.size]
        far = [] if band and -band[0].base - above <= _BELOW_RULE * min(row.size for row in band) else far
        last = band[max(far, default=0) :]
        is_grid = any(edge["top"] < rule and edge["bottom"] > above for edge in inside)
        parts = [] if is_grid else [part for row in last for part in _parts(row)]
        narrowed = [] if far else _gaps(parts, gaps)
        if not narrowed or not parts:
            yield from [(tops[0], tops[-1], gaps)] if len(tops) > _LEAST_ROWS else []
            narrowed = _gaps(parts, [(min(parts)[0], max(right for _, right in parts))]) if parts else []
            tops = [max(above, -last[0].base - _FAR * last[0].size)] if narrowed else []
        tops, gaps, above = [*tops, rule], narrowed, rule
    yield from [(tops[0], tops[-1], gaps)] if len(tops) > _LEAST_ROWS else []


def _parts(row: Row) -> list[Gap]:
    """Return the ranges that the words of a row fill; a bullet sign and its text are one."""
    ends = [(word.left, word.right) for word in row.words]
    return [(ends[0][0], ends[1][1]), *ends[2:]] if row.has_sign and len(ends) > 1 else ends


def _gaps(parts: Iterable[Gap], gaps: list[Gap]) -> list[Gap]:
    """Return what some parts leave empty of gaps."""
    for left, right in parts:
        rest = [part for start, end in gaps for part in ((start, min(end, left)), (max(start, right), end))]
        gaps = [(start, end) for start, end in dict.fromkeys(rest) if end - start >= _GUTTER]
    return gaps


def refuse_columns(rows: Sequence[Row], page: int) -> None:
    """Raise WorkbookError if text is in two columns: lines that begin at one place, behind lines of text."""
    split = [row.segments for row in rows if len(row.segments) > 1]
    places = Counter(round(parts[-1].left / _TOLERANCE) for parts in split)
    place = max(places, key=lambda each: places[each], default=0)
    found = [parts for parts in split if round(parts[-1].left / _TOLERANCE) == place]
    is_long = all(sum(len(parts[n].text) for parts in found) >= _LETTERS * len(found) for n in (0, -1))
    if len(found) >= _ROWS and is_long:
        raise WorkbookError("pdf-side-by-side", page=str(page), found=found[0][0].text)


def split_labels(row: Row, page: int) -> list[Row]:
    """Return the parts of a row with a heading and a short word beside it, such as a status; else the row.

    An entry of a table of contents is whole. Raises WorkbookError where text is beside a heading, or another heading:
    without lines around its cells nothing shows what belongs together.
    """
    parts = row.segments
    labels = [not part.has_sign and _is_label(part.text) for part in parts]
    if not any(labels) or len(parts) == 1 or parts[-1].text.strip(" .…").isdigit():
        return [row]
    if sum(labels) > 1 or any(len(part.text) > _SHORT for part, label in zip(parts, labels, strict=True) if not label):
        raise WorkbookError("pdf-side-by-side", page=str(page), found=parts[labels.index(True)].text)
    return [replace(part, number=row.number) for part in parts]


def _is_label(text: str) -> bool:
    """Return whether a text is a heading, or the first line of one whose round is below it."""
    found = Line(text, 1).as_heading or Line(f"{text} 2024", 1).as_heading
    return found is not None and found.part in LABELS and not found.trailing_text and text[:1].isupper()


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
# Rows that a page marks as no part of its text are headers or footers among this many first and last rows; rows that
# pages repeat are among fewer.
_EDGE, _OUTER = 3, 2
_LEAST_PAGES, _HALF, _NEARLY_ALL = 3, 0.5, 0.8
# A page whose text begins less than this many points right of the previous one is that page, indented.
_INDENT = 60.0


class _Page(NamedTuple):
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
        self._rows = [group_rows(page.words) for page in pages]
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
            tables = find_tables(page.edges, text)
            free = [part for row in text for part in outside_tables(row, tables)]
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
        for table in (*tables, None):
            above = [row for row in free if table is None or -row.base < table.bbox[1]]
            free = free[len(above) :]
            if above or (table is not None and self._last is not None and not continues(table, self._last)):
                yield from in_reading_order(self._table)
                self._last, self._table = None, []
            if above:
                refuse_columns(above, page)
                yield from self._lines([part for row in above for part in split_labels(row, page)], page)
            if table is not None:
                self._last = table
                self._table += [[self._cell(box, page) for box in row.cells] for row in table.rows]

    def _cell(self, box: tuple[float, float, float, float] | None, page: int) -> CellLines:
        """Return the lines of a cell by its edges; a wrapped heading at its beginning is one line."""
        if box is None:
            return SPANNED
        left, top, right, bottom = box
        inside = (row for row in self._rows[page - 1] if top < -row.base < bottom)
        parts = [part for row in inside for part in row.between(left, right)]
        lines = self._lines(parts, page, (min((part.left for part in parts), default=left), right - _PADDING))
        for end in range(min(len(lines), _MOST_LINES), 1, -1):
            joined = replace(lines[0], text=" ".join(line.text for line in lines[:end]), whole_paragraph=True)
            found = joined.as_heading
            if found and found.part in LABELS and not found.trailing_text:
                return [joined, *lines[end:]]
        return lines

    def _lines(self, rows: Sequence[Row], page: int, cell: tuple[float, float] | None = None) -> list[Line]:
        """Return the lines of rows; `cell` are the edges of theirs, if they are in a table."""
        lines, column = list[Line](), next(self._columns)
        start, end = cell or (self._left, max((row.right for row in rows), default=0.0))
        for above, row in zip([None, *rows], rows, strict=False):
            small = row.size < self._body * _SMALL
            step = max(self._step, min((above or row).size, row.size) * _LEADING)  # headings are larger than text
            note = _NUMBER.match(row.text) if small and not cell else None
            sign = row.words[1] if len(row.words) > 1 and row.has_sign else row.words[0]
            text = f"{note['number'].translate(SUPERSCRIPTS)} {row.text[note.end() :].strip()}" if note else row.text
            width = row.words[0].right - row.left + _SPACE * row.size
            bold = all(word.bold for word in row.words)
            line = Line(text, row.number, page, column, small=small, heading=bold, first_word_width=width)
            gap = above is None or above.base - row.base > step * _GAP
            text_left, rest = sign.left - start, end - row.right
            lines.append(replace(line, after_gap=gap, left=row.left - start, text_left=text_left, space_after=rest))
        return lines


def _edges(pages: Sequence[Sequence[Row]]) -> Iterator[set[int]]:
    """Yield the indexes of headers and footers on each page: page numbers, artifacts, and rows that pages repeat.

    These come first or last on at least three pages, ignoring numbers, and on at least half of them; a row that reads
    like the heading of an entry or a labelled fact, on nearly all of them, for tables repeat their headings on every
    page, and recommendations may have the same facts.
    """
    outer = [{n: Line(row.text, n) for n, row in _outermost(rows, _OUTER)} for rows in pages]
    counted = Counter(_without_numbers(line) for lines in outer for line in lines.values())
    filled_pages = sum(map(bool, pages))
    for rows, lines in zip(pages, outer, strict=True):
        found = {n for n, row in _outermost(rows, _EDGE) if all(word.is_artifact for word in row.words)}
        for n, line in lines.items():
            is_entry = line.part in (*LABELS, PaperPart.STATUS) or line.fact is not None
            least = max(_LEAST_PAGES, filled_pages * (_NEARLY_ALL if is_entry else _HALF) // 1)
            if counted[_without_numbers(line)] >= least or (n in (0, len(rows) - 1) and is_page_number(line.text)):
                found.add(n)
        yield found


def _outermost(rows: Sequence[Row], most: int) -> list[tuple[int, Row]]:
    """Return the first and the last rows of a page with their indexes."""
    return [(n, row) for n, row in enumerate(rows) if not most <= n < len(rows) - most]


def _without_numbers(line: Line) -> str:
    return re.sub(r"\d+", "0", normalise_space(line.text).casefold())


@refuse_damage()
def _read_pages(content: bytes) -> list[_Page]:
    """Return the words and rules of each page.

    Raises WorkbookError if the file needs a password, or if it, one of its pages or the letters of a font are damaged.
    """
    try:
        with pdfplumber.open(BytesIO(content)) as document:
            pages = [_read_page(page) for page in document.pages]
            announced = resolve1(resolve1(document.doc.catalog["Pages"])["Count"])
    except (PdfminerException, MalformedPDFException) as trouble:
        protected = isinstance(next(iter(trouble.args), None), PDFEncryptionError)
        raise WorkbookError("file-encrypted" if protected else "file-damaged") from trouble
    words = [word for page in pages for word in page.words]
    if len(pages) != announced or sum(_NO_LETTER in word.text for word in words) > _MOST_UNKNOWN * len(words):
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
    letters = [_letter(item) for item in drawn if isinstance(item, LTChar) and _is_upright(item)]
    tolerances, format_of = {"x_tolerance_ratio": SPACE_WIDTH, "y_tolerance": 1}, ["fontname", "size", "tag"]
    found = extract_words(letters, return_chars=True, use_text_flow=True, extra_attrs=format_of, **tolerances)
    page.close()
    words = [word for each in found if (word := _word(each)).text]
    edges = [edge for item in drawn if isinstance(item, LTLine | LTRect) for edge in _edges_of(item)]
    return _Page(words, edges, has_picture=any(isinstance(item, LTImage) for item in drawn))


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
