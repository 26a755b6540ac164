"""Read the tables of a Word document as sheets of cells, as if they were a workbook."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from loaders.cells.addresses import CellRange
from loaders.cells.sheet import Fill, SheetCells
from loaders.cells.sheet_builder import SheetBuilder
from loaders.cells.values import Value
from loaders.papers.docx import DocxReader, child_of, colour_of, columns_of, name_of, parts_of, value_of
from loaders.papers.headings import PaperPart, heading_of
from loaders.papers.line import Line, line_start
from loaders.security.limits import PARSE_ERRORS, Limits
from model.issues.issue import Issue, WorkbookError
from model.issues.issue_codes import SEVERITIES
from model.text import normalise_space

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
    sheets: list[SheetCells] = []
    unread: list[Line] = []
    title = ""
    try:
        reader = DocxReader(content)
        numbers = dict(_numbers(reader))
        for block in parts_of(reader.body, "p", "tbl"):
            if name_of(block) == "tbl":
                number = f"Word table {len(sheets) + 1}"
                name = f"{title} ({number})" if title else number
                sheets.append(_TableReader(reader, numbers, SheetBuilder(name, limits)).read(block))
                title = ""
                continue
            for line in reader.block(block):
                text = normalise_space(line.text)
                caption = _CAPTION.match(text)
                if (line.heading or caption) and len(text) <= _LONGEST_TITLE:
                    title = text[caption.end() :] if caption else text
                else:
                    unread.append(line)
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage
    if len(sheets) > limits.sheets:
        raise WorkbookError("too-many-sheets", found=str(len(sheets)), limit=str(limits.sheets))
    if sheets and unread:
        first, code, details = unread[0], "text-outside-tables", {"count": str(len(unread))}
        sheets[0].issues.append(Issue(code, SEVERITIES[code], *first.location, line_start(first), details))
    return sheets


def has_list(content: bytes) -> bool:
    """Return whether a table of a document may be a list, and no heading outside its tables is of a recommendation.

    Raises WorkbookError if the file is damaged.
    """
    try:
        reader = DocxReader(content)
        paragraphs = (block for block in parts_of(reader.body, "p"))
        headings = (heading_of(line) for block in paragraphs for line in reader.block(block))
        if any(heading is not None and heading.part is PaperPart.RECOMMENDATION for heading in headings):
            return False
        tables = [
            [len([*parts_of(row, "tc")]) for row in parts_of(each, "tr")] for each in parts_of(reader.body, "tbl")
        ]
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage
    return any(len(widths) >= _FEWEST_ROWS and max(widths) >= _FEWEST_COLUMNS for widths in tables)


class _TableReader:
    """Reads one table as a sheet."""

    def __init__(self, reader: DocxReader, numbers: Mapping[Any, str], builder: SheetBuilder) -> None:
        self._reader, self._numbers, self._builder = reader, numbers, builder

    def read(self, table: Any) -> SheetCells:
        """Return the sheet of a table: a merged cell has its value and its fill in each of its rows."""
        areas: dict[tuple[int, int], CellRange] = {}
        starts: dict[int, int] = {}
        for number, row in enumerate(parts_of(table, "tr"), start=1):
            column = 1 + columns_of(row.find(qn("w:trPr")), "w:gridBefore", 0)
            values: dict[int, Value] = {}
            fills: dict[int, Fill] = {}
            for cell in parts_of(row, "tc"):
                settings = cell.find(qn("w:tcPr"))
                last = column + columns_of(settings, "w:gridSpan", 1) - 1
                continues = child_of(settings, "w:vMerge") is not None and value_of(settings, "w:vMerge") != "restart"
                if not (continues and column in starts):
                    starts[column] = number
                    values[column], colour = self._cell(cell, column, number)
                    fills |= {column: Fill(colour)} if colour else {}
                areas[column, starts[column]] = CellRange(column, starts[column], last, number)
                column = last + 1
            self._builder.add_row(number, values, fills)
        return self._builder.finish(merged=[area for area in areas.values() if area.corners[0] != area.corners[1]])

    def _cell(self, cell: Any, column: int, row: int) -> tuple[str | None, str | None]:
        """Return the text of a cell, or the number of its empty paragraph in a list; and its colour."""
        shade = colour_of(cell.find(qn("w:tcPr")))
        lines = list(self._reader.lines(cell, colour=shade))
        colours = {line.colour for line in lines} or {shade}
        written = "\n".join(line.text for line in lines)
        if not written.strip():
            written = next((self._numbers[each] for each in cell.iter(qn("w:p")) if each in self._numbers), "")
        return self._builder.text(written, column, row), colours.pop() if len(colours) == 1 else None


def _numbers(reader: DocxReader) -> Iterator[tuple[Any, str]]:
    """Yield each paragraph of a decimal list with its number, such as "3" or "R1.2"."""
    levels = _levels(reader)
    counts: dict[str, dict[int, int]] = {}
    for paragraph in reader.body.iter(qn("w:p")) if levels else ():
        settings = reader.numbering_of(paragraph)
        listed, depth = value_of(settings, "w:numId"), value_of(settings, "w:ilvl") or "0"
        of_list, level = levels.get(listed, []), int(depth) if depth.isdecimal() else 0
        if level >= len(of_list):
            continue
        count = {depth: number for depth, number in counts.get(listed, {}).items() if depth <= level}
        for above in range(level):
            count.setdefault(above, of_list[above].start)
        count[level] = count.get(level, of_list[level].start - 1) + 1
        counts[listed] = count
        if of_list[level].text:
            yield paragraph, _number(of_list[level].text, count).strip().rstrip(".):")


def _number(text: str, counts: Mapping[int, int]) -> str:
    """Return the text of a level with the count of each level that it names."""
    return _PLACEHOLDER.sub(lambda found: str(counts.get(int(found[1]) - 1, "")), text)


def _levels(reader: DocxReader) -> dict[str, Sequence[_Level]]:
    """Return the levels of each list by its id."""
    numbering = reader.part("numbering")
    if numbering is None:
        return {}
    definitions = {
        each.get(qn("w:abstractNumId")): [_level(level) for level in each.iter(qn("w:lvl"))]
        for each in numbering.iter(qn("w:abstractNum"))
    }
    lists = numbering.iter(qn("w:num"))
    return {each.get(qn("w:numId")): definitions.get(value_of(each, "w:abstractNumId"), []) for each in lists}


def _level(level: Any) -> _Level:
    start = value_of(level, "w:start")
    is_decimal = value_of(level, "w:numFmt") in ("", "decimal")
    return _Level(int(start) if start.isdecimal() else 1, value_of(level, "w:lvlText") if is_decimal else "")
