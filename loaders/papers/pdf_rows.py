"""The rows of a page of a PDF, the headings in their columns, and the tables and columns of text that these show."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile

from loaders.papers.line import UPDATES, Line, PaperHeading, PaperPart, heading_of
from loaders.papers.paragraphs import BULLET, ends_sentence, join_variants
from loaders.papers.statuses import MarkReader, is_key_header, is_status_header
from model.language import normalise_space

_NEAR = 0.45
"""Words whose base lines differ by at most this share of their size are in one row, as are raised footnote numbers."""
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_COLUMN_GAP = 0.8
"""A gap of at least this many sizes of the font may separate two columns; justified text has narrower ones."""
_SIGNS = tuple("•●▪◦■\uf0b7")
_RAISED = 0.8
_LABELS = (PaperPart.RECOMMENDATION, *UPDATES, PaperPart.MONITORING, PaperPart.STATUS)
_MOST_LINES, _WINDOW = 5, 12
"""The most lines of a heading, and the most rows of a page that they are in."""
_LABEL_AND_TEXT = 2
"""A row with more columns than these, a heading and its text, may have a status behind them."""
_MARKS = MarkReader(())
_PAGE = re.compile(r"[\s.…]*\d{1,3}")
_LEAST, _LEAST_OF_TEXT, _WIDE = 0.4, 0.7, 1.0
"""The least width of a gutter in a table, and between columns of text, and of the gap in which such a one is first
seen, in sizes of the font."""
_HOLE = 6.0
"""The most distance between rows of a column of text, in sizes of their font; those of headings are further apart."""
_ROWS, _LETTERS = 3, 15
"""Columns of text have at least this many rows side by side, and at least this many letters in an average row."""
_ENDING_PARTS = (PaperPart.THEME, PaperPart.AGENCIES, PaperPart.END, PaperPart.CONTENTS, PaperPart.RECOMMENDATION)
_ANY, _DIGIT = re.compile(""), re.compile(r"\d")
_ROW_STEP = 2.6
"""The most distance of two rows of a table of statuses, in sizes of the font."""
_COLUMN_PADDING = 12.0
"""The padding between the text of two cells, in points: the default of common programs."""
LEFT, RIGHT = float("-inf"), float("inf")
SPACE_WIDTH = 0.14
"""A gap of more than this many sizes of the font between two letters is a space, though the page has none."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word: letters without a space between them, from the left and from the foot of their page, in points.

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


@dataclass(frozen=True, slots=True)
class HorizontalRule:
    """A horizontal line, from the left and from the foot of its page, in points."""

    left: float
    right: float
    base: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A page, or one of its columns of text, with the edges of its text."""

    page: int
    left: float
    right: float


@dataclass(frozen=True)
class Row:
    """A row: words on one base line, from left to right.

    Attributes:
        number: its number on its page, from 1.
        frame: where it is.
        rules: the horizontal rules above it, below the row before.
    """

    words: tuple[Word, ...]
    number: int = 1
    frame: Frame = Frame(0, 0.0, 0.0)
    rules: tuple[HorizontalRule, ...] = ()

    @cached_property
    def _main(self) -> Word:
        """The first word of the size that most of its letters have."""
        letters: Counter[float] = Counter()
        for word in self.words:
            letters[round(word.size, 1)] += len(word.text)
        return next(word for word in self.words if round(word.size, 1) == max(letters, key=letters.__getitem__))

    @property
    def left(self) -> float:
        """The left edge of its first word."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """The right edge of its last word."""
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        """The height of its base line on the page."""
        return self._main.base

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return self._main.size

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


@dataclass(frozen=True, slots=True)
class Gutter:
    """The gutter between two columns: the empty width from the end of the left one to the start of the right one."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        """The position of its middle."""
        return (self.left + self.right) / 2

    def narrowed(self, row: Row, least: float) -> "Gutter | None":
        """Return the part of it that a row leaves empty; None if its words cross it."""
        edges = [LEFT, *(edge for word in row.words for edge in (word.left, word.right)), RIGHT]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        fits = [Gutter(max(start, self.left), min(end, self.right)) for start, end in gaps]
        best = max(fits, key=lambda gutter: gutter.right - gutter.left)
        return best if best.right - best.left >= least * row.size else None

    def overlaps(self, other: "Gutter") -> bool:
        """Return whether it overlaps another, or touches it."""
        return self.left < other.right + 1 and self.right > other.left - 1

    def is_before(self, row: Row) -> bool:
        """Return whether words of a row are behind it."""
        return row.words[-1].left >= self.right - 1


@dataclass(frozen=True, slots=True)
class CellHeading:
    """A heading in a column, on one or several rows, with their indexes; whether most of the column are headings."""

    text: str
    rows: tuple[Row, ...]
    indexes: tuple[int, ...]
    is_sure: bool = False


@lru_cache(maxsize=4096)
def _heading_in(text: str) -> PaperHeading | None:
    """Return the heading that words in a cell are: of a recommendation, of an update, or of a status."""
    words = normalise_space(text)
    heading = heading_of(Line(words, 1)) or heading_of(Line(f"{words.rstrip(' :')}:", 1))
    if heading is None or heading.part not in _LABELS or not words[:1].isupper():
        return None
    return None if heading.part is PaperPart.RECOMMENDATION and heading.trailing_text else heading


def _is_label(row: Row) -> bool:
    return not row.has_sign and _heading_in(row.text) is not None


def _heading_at(rows: Sequence[Row], start: int, left: float, right: float) -> CellHeading | None:
    """Return the heading that begins in a row, between two horizontal positions: as long as it can be.

    It ends before another one.
    """
    found = ((index, rows[index].between(left, right)) for index in range(start, min(start + _WINDOW, len(rows))))
    lines = [(index, part) for index, part in found if part]
    if not lines or lines[0][0] != start or lines[0][1].has_sign:
        return None
    parts = [part for _, part in lines]
    ends = (n for n in range(1, len(parts)) if parts[n].bold != parts[0].bold or ends_sentence(parts[n - 1].text))
    parts = parts[: min(next(ends, _MOST_LINES), _MOST_LINES)]
    texts = _joined_headings(parts)
    if not texts:
        return None
    another = next((n for n in range(min(texts), len(parts)) if _joined_headings(parts[n:])), len(parts))
    count = max(count for count in texts if count <= another)
    return CellHeading(texts[count], tuple(parts[:count]), tuple(index for index, _ in lines[:count]))


def _joined_headings(lines: Sequence[Row]) -> dict[int, str]:
    """Return the headings that the first lines make when they are joined, by their number."""
    variants = {count: join_variants([line.text for line in lines[:count]]) for count in range(1, len(lines) + 1)}
    found = {count: next(filter(_heading_in, texts), None) for count, texts in variants.items()}
    return {count: text for count, text in found.items() if text}


def _columns_at(rows: Sequence[Row], start: int) -> list[tuple[Row, bool]]:
    """Return the parts of a row, and whether a heading begins in them.

    A bold part in which none begins belongs to the one before: the words of a justified heading are far apart.
    """
    segments, columns = rows[start].segments, list[tuple[Row, bool]]()
    for part, end in zip(segments, [*(segment.left - 1 for segment in segments[1:]), RIGHT], strict=True):
        joined, is_heading = part, _heading_at(rows, start, part.left - 1, end) is not None
        if columns and part.bold and columns[-1][0].bold and not is_heading:
            joined = replace(part, words=(*columns.pop()[0].words, *part.words))
            is_heading = _heading_at(rows, start, joined.left - 1, end) is not None
        columns.append((joined, is_heading))
    return columns


def gutters_at(rows: Sequence[Row], start: int) -> list[Gutter]:
    """Return the gutters that a row shows: each is next to a heading in a column.

    The first of the columns begins with a heading. A heading alone in its row, or followed by a page number as in a
    table of contents, is in no column. The word of a status that is separate from the text before it has a column.
    """
    parts = rows[start].segments
    if len(parts) <= 1 or _PAGE.fullmatch(parts[-1].text.strip()):
        return []
    if is_status_row(rows[start]):
        return [Gutter(left.right, right.left) for left, right in pairwise(parts)]
    columns = _columns_at(rows, start)
    if not columns[0][1]:
        return []
    has_status = len(columns) > _LABEL_AND_TEXT and _MARKS.match(parts[-1].text) is not None
    columns[-1] = (columns[-1][0], columns[-1][1] or has_status)
    return [
        Gutter(left.right, right.left)
        for (left, is_heading), (right, is_next_heading) in pairwise(columns)
        if is_heading or is_next_heading
    ]


def is_status_row(row: Row) -> bool:
    """Return whether a row is the header of a table of statuses."""
    return is_status_header([part.text for part in row.segments])


@dataclass(frozen=True, slots=True)
class PdfCell:
    """A cell of a table: the headings in it, its other rows in order, and the edges of its text."""

    headings: Sequence[CellHeading]
    rows: Sequence[Row]
    edges: tuple[float, float]


@dataclass(frozen=True, slots=True)
class PdfTable:
    """Where a table is among rows: the index of its first row, of its first heading and of the row behind it.

    Attributes:
        gutters: the gutters between its columns.
        row_start: what the first cell of each row has, in a table of statuses; None in another table.
    """

    start: int
    heading: int
    end: int
    gutters: Sequence[Gutter]
    row_start: re.Pattern[str] | None


def find_table(rows: Sequence[Row], heading: int, first: int) -> PdfTable | None:
    """Return the table whose first heading is in a row, and which begins at `first` or later; None if there is none.

    Rows above it that are right of its first gutter are in it, as the heading of their cell is centred. It ends before
    a row that crosses a gutter, and before one that begins something else: a theme, another recommendation by itself.
    None if nothing is behind its first gutter.
    """
    gutters = gutters_at(rows, heading)
    if not gutters:
        return None
    names = [part.text for part in rows[heading].segments]
    row_start = (_ANY if is_key_header(names) else _DIGIT) if is_status_header(names) else None
    table = continue_table(PdfTable(heading, heading, heading, gutters, row_start), rows)
    if not any(map(table.gutters[0].is_before, rows[heading : table.end])):
        return None
    left = table.gutters[0].right - 1
    above = takewhile(lambda row: row.left >= left, reversed(rows[first:heading]))
    return replace(table, start=heading - len(list(above)))


def continue_table(table: PdfTable, rows: Sequence[Row]) -> PdfTable:
    """Return a table with the rows behind it that belong to it, and its gutters narrowed to what all rows leave empty.

    Rows of its first column alone continue it on the next page where they are below its border or in a sentence.
    """
    narrowed, first, index = table.gutters, table.end, table.end
    wrapped: set[int] = set()
    while index < len(rows):
        row = rows[index]
        new = [narrower for gutter in narrowed if (narrower := gutter.narrowed(row, _LEAST)) is not None]
        known = all(any(map(gutter.overlaps, narrowed)) for gutter in gutters_at(rows, index))
        if len(new) < len(narrowed) or not known or (table.row_start and _ends_statuses(table, rows, index)):
            break
        if row.right <= new[0].left + 1 and index not in wrapped and _begins_another(row):
            break
        heading = _heading_at(rows, index, LEFT, narrowed[0].right - 1)
        wrapped.update(heading.indexes if heading else ())
        narrowed = new
        first = first if row.frame is rows[first].frame else index
        index += 1
    if table.heading < first < index and not any(map(narrowed[0].is_before, rows[first:index])):
        cells = (row.between(LEFT, narrowed[0].middle) for row in reversed(rows[:first]))
        above = next(filter(None, cells), rows[first])
        ends = above.bold != rows[first].bold or ends_sentence(above.text)
        continues = not ends or not (rows[first].has_sign or ends_sentence(rows[first].text))
        index = index if continues or _crosses_gutter(rows[first], narrowed) else first
    return replace(table, gutters=narrowed, end=index)


def _ends_statuses(table: PdfTable, rows: Sequence[Row], index: int) -> bool:
    """Return whether a row ends a table of statuses: after a large step, as a larger heading or as another table."""
    above, row, heading = rows[index - 1], rows[index], rows[table.heading]
    far = above.base - row.base > _ROW_STEP * above.size
    return row is not heading and (far or (row.bold and row.size > heading.size + 1) or is_status_row(row))


def _begins_another(row: Row) -> bool:
    """Return whether a row with only one cell begins something after the table."""
    heading = heading_of(Line(row.text, 1, heading=row.bold))
    return heading.part in _ENDING_PARTS if heading is not None else row.bold and not _is_label(row)


def cells_of(table: PdfTable, rows: Sequence[Row]) -> list[list[PdfCell]]:
    """Return the cells of a table by rows: each column between two starts of rows."""
    rows, gutters, row_start = rows[table.start : table.end], table.gutters, table.row_start
    edges = [LEFT, *(gutter.middle for gutter in gutters), RIGHT]
    columns = [[row.between(left, right) for row in rows] for left, right in pairwise(edges)]
    headings = _headings(rows, edges) if row_start is None else [[] for _ in columns]
    begun = {index for index, part in enumerate(columns[0]) if row_start and part and row_start.search(part.text)}
    begun.update(heading.indexes[0] for found in headings for heading in found)
    starts = _row_starts(rows, gutters, begun - {table.heading - table.start}, has_headings=row_start is None)
    ends = [*(gutter.right - _COLUMN_PADDING for gutter in gutters), max(row.right for row in rows)]
    cells: list[list[PdfCell]] = [[] for _ in starts]
    for column, found, end in zip(columns, headings, ends, strict=True):
        left = min((part.left for part in column if part), default=0.0)
        inside = {index for heading in found for index in heading.indexes}
        for row, (first, last) in zip(cells, pairwise([*starts, len(rows)]), strict=True):
            parts = [part for index in range(first, last) if (part := column[index]) and index not in inside]
            row.append(PdfCell([one for one in found if first <= one.indexes[0] < last], parts, (left, end)))
    return cells


def _headings(rows: Sequence[Row], edges: Sequence[float]) -> list[list[CellHeading]]:
    """Return the headings of each column: all in a column of headings, else those level with another heading.

    A wrapped line of text may read like a heading, but then it is in a column of text, and alone.
    """
    found: list[list[CellHeading]] = []
    for left, right in pairwise(edges):
        inside, headings = set[int](), list[CellHeading]()
        for index in range(len(rows)):
            if index not in inside and (heading := _heading_at(rows, index, left, right)):
                inside.update(heading.indexes)
                headings.append(heading)
        is_most = len(inside) * 2 >= sum(row.between(left, right) is not None for row in rows)
        found.append([replace(heading, is_sure=is_most) for heading in headings])
    level = Counter(heading.indexes[0] for headings in found for heading in headings)
    return [[one for one in headings if one.is_sure or level[one.indexes[0]] > 1] for headings in found]


def _row_starts(rows: Sequence[Row], gutters: Sequence[Gutter], begun: set[int], *, has_headings: bool) -> list[int]:
    """Return the first row of each row of a table: below each rule, and between rules at each of those that begin one.

    A heading alone between two rules, perhaps vertically centred, belongs to all rows between them. On another page the
    last row goes on if its first cell is empty.
    """
    drawn = [
        index
        for index, (before, row) in enumerate(pairwise(rows), start=1)
        if _crosses_gutter(row, gutters) and (before.frame is row.frame or row.left < gutters[0].left)
    ]
    starts: list[int] = []
    for start, end in pairwise([0, *drawn, len(rows)]):
        inside = sorted(begun.intersection(range(start, end)))
        belongs = drawn and (len(inside) == 1 or not has_headings)
        starts += [start, *(index for index in inside if index > start and not belongs)]
    return starts


def _crosses_gutter(row: Row, gutters: Sequence[Gutter]) -> bool:
    """Return whether a rule above a row crosses a gutter, or ends in one as the border of one cell does."""
    return any(
        rule.left < gutter.right - 0.1 and rule.right > gutter.left + 0.1 for rule in row.rules for gutter in gutters
    )


def split_columns(rows: Iterable[Row], edges: Sequence[float]) -> list[list[Row]]:
    """Return the rows of each column between edges."""
    return [[part for row in rows if (part := row.between(start, end))] for start, end in pairwise(edges)]


def find_text_columns(rows: Sequence[Row], before: Gutter | None) -> tuple[int, int, Gutter] | None:
    """Return the two columns of text among rows, or None: the range of their rows, and the gutter between them.

    Columns are no table: their headings are side by side only by chance, and neither has headings alone. If the page
    before had columns, with the gutter `before`, one row with text on both sides is enough.
    """
    for gutter, least in ((before, 1), (_frequent_gap(rows), _ROWS)):
        if gutter is not None:
            first, end, narrowed = _longest_run(rows, gutter)
            if _is_text(rows[first:end], narrowed, least):
                return first, end, narrowed
    return None


def _frequent_gap(rows: Sequence[Row]) -> Gutter | None:
    """Return the wide gap that overlaps with those of most rows, if they are enough, and the narrowest of such."""
    pairs = ((row.size, left.right, right.left) for row in rows for left, right in pairwise(row.segments))
    wide = [Gutter(left, right) for size, left, right in pairs if right - left >= _WIDE * size]
    counted = [(sum(gap.overlaps(other) for other in wide), gap.left - gap.right, gap) for gap in wide]
    number, _, best = max(counted, key=lambda one: one[:2], default=(0, 0.0, None))
    return best if number >= _ROWS else None


def _longest_run(rows: Sequence[Row], gutter: Gutter) -> tuple[int, int, Gutter]:
    """Return the longest run of rows that leave a gutter empty, with the width that all leave empty.

    A row that crosses only the width that the rows above it left empty begins the next run.
    """
    longest, start, current = (0, 0, gutter), 0, gutter
    for index, row in enumerate(rows):
        narrowed = current.narrowed(row, _LEAST_OF_TEXT)
        if narrowed is None:
            narrowed = gutter.narrowed(row, _LEAST_OF_TEXT)
            start = index if narrowed else index + 1
        current = narrowed or gutter
        longest = max(longest, (start, index + 1, current), key=lambda run: run[1] - run[0])
    return longest


def _is_text(rows: Sequence[Row], gutter: Gutter, least: int) -> bool:
    sides = [(row.between(LEFT, gutter.right - 1), row.between(gutter.right - 1, RIGHT)) for row in rows]
    both = [(left, right) for left, right in sides if left and right]
    if len(both) < least or any(map(is_status_row, rows)):
        return False
    counts = [sum(is_heading for _, is_heading in _columns_at(rows, index)) for index in range(len(rows))]
    single = sum(count == 1 and all(pair) for count, pair in zip(counts, sides, strict=True))
    if 0 < sum(count > 1 for count in counts) >= single:
        return False
    long = all(sum(len(row.text) for row in side) >= _LETTERS * len(side) for side in zip(*both, strict=True))
    return (long or least == 1) and all(map(_is_text_side, zip(*sides, strict=True)))


def _is_text_side(side: Sequence[Row | None]) -> bool:
    """Return whether one side is text without holes, and no column of headings."""
    rows = [row for row in side if row]
    headings = sum(_is_label(row.segments[0]) for row in rows)
    holes = any(above.base - below.base > _HOLE * above.size for above, below in pairwise(rows))
    return headings * 2 < len(rows) and not holes
