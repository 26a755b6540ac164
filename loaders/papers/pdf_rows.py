"""The rows of words on a page of a PDF, its tables by their lines, and text that stands side by side without any."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from statistics import mode
from typing import Any

from pdfplumber.table import Table, cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from loaders.papers.line import UPDATES, Line, PaperPart
from loaders.papers.paragraphs import BULLET
from model.issue import WorkbookError

# A line that is drawn, as pdfplumber has it: `x0`, `x1`, `top`, `bottom`, `orientation`.
Edge = dict[str, Any]
# The ends of a horizontal range that is empty, or filled.
Gap = tuple[float, float]
# Left, top, right and bottom; the top is above, and smaller.
Box = tuple[float, float, float, float]
# Words whose base lines differ by at most this share of their size are in one row, as are raised footnote numbers.
_NEAR = 0.45
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = 0.8
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


@dataclass(frozen=True, slots=True)
class Word:
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
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

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
            gap = (word.left - before.right) / self.size
            between = " " if gap > SPACE_WIDTH else ""
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

    def between(self, left: float, right: float) -> "Row | None":
        """Return the part of it whose words are between two horizontal positions; None if there are none."""
        words = tuple(word for word in self.words if left <= (word.left + word.right) / 2 < right)
        return replace(self, words=words) if words else None


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


def outside_tables(row: Row, tables: Sequence[Table]) -> Row | None:
    """Return the part of a row that is in no table; None if there is none."""
    beside = [table.bbox for table in tables if table.bbox[1] <= -row.base <= table.bbox[3]]
    words = tuple(word for word in row.words if not any(box[0] <= word.left and word.right <= box[2] for box in beside))
    return replace(row, words=words) if words else None


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
