"""Read the tables of a Word document as sheets of cells: many people keep their list of actions in one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.cells.addresses import CellRange, address
from loaders.cells.clean_text import clean_cell_text
from loaders.cells.fill import Fill
from loaders.cells.merged_cells import fill_merged, spread_fills
from loaders.cells.sheet import SheetCells
from loaders.cells.values import CellRow, Value
from loaders.formats.xml.events import Element
from loaders.papers.headings import PaperPart, heading_of
from loaders.papers.line import Line, line_start
from loaders.papers.lines.docx import (
    DOCUMENT,
    STYLES,
    DocxReader,
    blocks,
    columns_before,
    columns_spanned,
    read_parts,
    row_cells,
    table_rows,
)
from loaders.papers.lines.docx_styles import DocxStyles, colour_of, read_styles, value_of
from loaders.security.limits import Limits
from loaders.security.parse_errors import PARSE_ERRORS
from model.issues.issue import Issue, WorkbookError
from model.issues.issue_codes import SEVERITIES
from model.text import normalise_space

_NUMBERING = "word/numbering.xml"
_CAPTION = re.compile(r"(?:table|tabl)\s+\d+\b[\s.:–—-]*", re.IGNORECASE)
_LONGEST_TITLE = 60
_FEWEST_ROWS = _FEWEST_COLUMNS = 2
"""A smaller table is layout, not a list."""
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: the number it starts with, and its text, such as "%1."; "" for bullets and letters."""

    start: int
    text: str


def docx_tables(content: bytes, *, limits: Limits) -> list[SheetCells]:
    """Return each table of a document as a sheet, named by the heading or caption above it and by its number.

    Every value is text, as it is written; a cell with nothing but the number of a list has that number. The first sheet
    has the issue of the text outside the tables, which is not read.

    Raises WorkbookError if the file is damaged or exceeds a limit.
    """
    try:
        document, styles, numbering = read_parts(content, DOCUMENT, STYLES, _NUMBERING)
        if document is None:
            raise WorkbookError("file-damaged")
        named = read_styles(styles)
        reader = _TablesReader(DocxReader(named), paragraph_numbers(document, numbering, named), limits)
        for body in document.all("body"):
            reader.read(body)
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage
    if reader.sheets and reader.unread:
        first, code = reader.unread[0], "text-outside-tables"
        details = {"count": str(len(reader.unread))}
        issue = Issue(code, SEVERITIES[code], *first.location, line_start(first), details)
        reader.sheets[0].issues.append(issue)
    return reader.sheets


def has_list(content: bytes) -> bool:
    """Return whether a table of a document may be a list, and no heading outside its tables is of a recommendation.

    Raises WorkbookError if the file is damaged.
    """
    try:
        document, styles = read_parts(content, DOCUMENT, STYLES)
        found = list(blocks(document)) if document is not None else []
        paragraphs = Element("", children=[block for block in found if block.name == "p"])
        lines = DocxReader(read_styles(styles)).block(paragraphs)
        parts = {heading.part for line in lines if (heading := heading_of(line))}
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage
    return PaperPart.RECOMMENDATION not in parts and any(_is_list(block) for block in found if block.name == "tbl")


def _is_list(table: Element) -> bool:
    widths = [sum(1 for _cell in row_cells(row)) for row in table_rows(table)]
    return len(widths) >= _FEWEST_ROWS and max(widths) >= _FEWEST_COLUMNS


class _TablesReader:
    """Reads the tables of one document, and the paragraphs between them.

    Attributes:
        sheets: the tables.
        unread: the lines outside the tables, without headings and captions.
    """

    def __init__(self, reader: DocxReader, numbers: Mapping[int, str], limits: Limits) -> None:
        self.sheets: list[SheetCells] = []
        self.unread: list[Line] = []
        self._reader, self._numbers, self._limits = reader, numbers, limits

    def read(self, body: Element) -> None:
        """Read a body: a heading or a caption is the title of the next table."""
        title = ""
        for block in blocks(body):
            if block.name == "tbl":
                self._add_table(block, title)
                title = ""
                continue
            for line in self._reader.block(Element("", children=[block])):
                text = normalise_space(line.text)
                caption = _CAPTION.match(text)
                if (line.heading or caption) and len(text) <= _LONGEST_TITLE:
                    title = text[caption.end() :] if caption else text
                else:
                    self.unread.append(line)

    def _add_table(self, table: Element, title: str) -> None:
        number = len(self.sheets) + 1
        if number > self._limits.sheets:
            raise WorkbookError("too-many-sheets", found=str(number), limit=str(self._limits.sheets))
        name = f"{title} (Word table {number})" if title else f"Word table {number}"
        self.sheets.append(_TableReader(self._reader, self._numbers, self._limits, name).read(table))


class _TableReader:
    """Reads one table as a sheet with a name."""

    def __init__(self, reader: DocxReader, numbers: Mapping[int, str], limits: Limits, name: str) -> None:
        self._reader, self._numbers, self._limits = reader, numbers, limits
        self._sheet = SheetCells(name, hidden=False)

    def read(self, table: Element) -> SheetCells:
        """Return the sheet of a table: a merged cell has its value and its fill in each of its rows."""
        sheet = self._sheet
        areas: dict[tuple[int, int], CellRange] = {}
        starts: dict[int, int] = {}
        for row_number, row in enumerate(table_rows(table), start=1):
            column = 1 + columns_before(row)
            values: dict[int, Value] = {}
            for cell in row_cells(row):
                last = column + columns_spanned(cell) - 1
                if not (_continues(cell) and column in starts):
                    starts[column] = row_number
                    values[column] = self._value(cell, column, row_number)
                first = starts[column]
                areas[column, first] = CellRange(column, first, last, row_number)
                column = last + 1
            self._add_row(row_number, values)
        sheet.merged = tuple(area for area in areas.values() if area.corners[0] != area.corners[1])
        fill_merged(sheet.rows, sheet.merged)
        spread_fills(sheet.rows, sheet.merged, sheet.fills_by_row)
        return sheet

    def _add_row(self, number: int, values: Mapping[int, Value]) -> None:
        name, limits = self._sheet.name, self._limits
        width = max((column for column, value in values.items() if value is not None), default=0)
        if number > limits.rows:
            raise WorkbookError("too-many-rows", sheet=name, found=str(number), limit=str(limits.rows))
        if width > limits.columns:
            raise WorkbookError("too-many-columns", sheet=name, found=str(width), limit=str(limits.columns))
        if width:
            self._sheet.rows.append(CellRow(number, [values.get(column) for column in range(1, width + 1)]))

    def _value(self, cell: Element, column: int, row: int) -> Value:
        """Return the text of a cell, or the number of its empty paragraph in a list; and note its fill."""
        shade = colour_of(cell.child("tcPr"))
        lines = list(self._reader.block(cell, colour=shade))
        colours = {line.colour for line in lines} or {shade}
        colour = colours.pop() if len(colours) == 1 else None
        if colour is not None:
            self._sheet.fills_by_row.setdefault(row, {})[column] = Fill(colour)
        written = "\n".join(line.text for line in lines)
        if not written.strip():
            written = next((self._numbers[id(each)] for each in cell.all("p") if id(each) in self._numbers), "")
        text, cleaned, shortened = clean_cell_text(written, characters=self._limits.characters)
        if cleaned:
            self._sheet.cleaned.append(address(column, row))
        if shortened:
            self._sheet.shortened.append(address(column, row))
        return text


def _continues(cell: Element) -> bool:
    """Return whether a cell goes on with the cell above it: they are merged."""
    settings = cell.child("tcPr")
    merge = settings.child("vMerge") if settings is not None else None
    return merge is not None and value_of(settings, "vMerge") != "restart"


def paragraph_numbers(document: Element, numbering: Element | None, styles: DocxStyles) -> Mapping[int, str]:
    """Return the number of each paragraph of a decimal list, such as "3" or "R1.2", by the identity of its element."""
    levels = _levels(numbering) if numbering is not None else {}
    return dict(_numbers(document, levels, styles)) if levels else {}


def _levels(numbering: Element) -> dict[str, list[_Level]]:
    """Return the levels of each list by its id."""
    definitions = {
        each.attributes.get("abstractNumId", ""): [_level(level) for level in each.children if level.name == "lvl"]
        for each in numbering.children
        if each.name == "abstractNum"
    }
    lists = (each for each in numbering.children if each.name == "num")
    return {each.attributes.get("numId", ""): definitions.get(value_of(each, "abstractNumId"), []) for each in lists}


def _level(level: Element) -> _Level:
    start = value_of(level, "start")
    is_decimal = value_of(level, "numFmt") in ("", "decimal")
    return _Level(int(start) if start.isdecimal() else 1, value_of(level, "lvlText") if is_decimal else "")


def _numbers(document: Element, levels: Mapping[str, list[_Level]], styles: DocxStyles) -> Iterator[tuple[int, str]]:
    counts: dict[str, dict[int, int]] = {}
    for paragraph in document.all("p"):
        listed, depth = styles.list_level(paragraph)
        of_list, level = levels.get(listed, []), int(depth) if depth.isdecimal() else 0
        if level >= len(of_list):
            continue
        count = counts.setdefault(listed, {})
        for above in range(level):
            count.setdefault(above, of_list[above].start)
        count[level] = count.get(level, of_list[level].start - 1) + 1
        for deeper in [each for each in count if each > level]:
            del count[deeper]
        if of_list[level].text:
            yield id(paragraph), _number(of_list[level].text, count).strip().rstrip(".):")


def _number(text: str, counts: Mapping[int, int]) -> str:
    """Return the text of a level with the count of each level that it names."""
    return _PLACEHOLDER.sub(lambda found: str(counts.get(int(found[1]) - 1, "")), text)
