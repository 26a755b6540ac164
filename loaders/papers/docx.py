"""Word documents: the lines of a paper in reading order, and the tables as sheets of cells, as if of a workbook."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph

from loaders.cells.addresses import CellRange
from loaders.cells.sheet import SheetBuilder, SheetCells
from loaders.cells.values import Value
from loaders.papers.line import CellLines, Line, PaperPart, heading_of, line_issue, line_start
from loaders.papers.reading_order import SPANNED, in_reading_order
from loaders.security.limits import Limits, refuse_damage
from loaders.vocabulary import WORDS
from model.issue import WorkbookError
from model.language import normalise_space

_CONTAINERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
_SEPARATORS = ("separator", "continuationSeparator")
_MOST_COLUMNS = 63
"""The most columns of a table in Word."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SOFT_HYPHEN = "\u00ad"
DELETED = {"del", "moveFrom", "pPr", "rPr"}
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_HEADING = re.compile(r"(?:heading|title|subtitle|pennawd|teitl)\b.*")
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_CODE = re.compile(r"[0-9A-Fa-f]{1,4}")
_SYMBOLS: Mapping[str, Mapping[str, str]] = WORDS["symbols"]
_PRIVATE, _EIGHT_BITS = 0xF000, 0x100
"""Symbol fonts have their characters at 0 to 255; Word mostly adds U+F000 to the code, and may leave it out."""
_CAPTION = re.compile(r"(?:table|tabl)\s+\d+\b[\s.:–—-]*", re.IGNORECASE)
_LONGEST_TITLE = 60


@refuse_damage()  # also tables within tables without end
def docx_lines(content: bytes) -> list[Line]:
    """Return the lines of a document, without tracked deletions and hidden text.

    Raises WorkbookError if the file is damaged.
    """
    reader = DocxReader(content)
    return [*reader.lines(reader.body), *reader.footnotes()]


@refuse_damage()
def docx_tables(content: bytes, *, limits: Limits) -> list[SheetCells]:
    """Return each table of a document as a sheet, named by the heading or caption above it and by its number.

    Every value is text, as it is written; a cell with nothing but the number of a list has that number. The first sheet
    has the issue of the text outside the tables, which is not read.

    Raises WorkbookError if the file is damaged or exceeds a limit.
    """
    sheets: list[SheetCells] = []
    unread: list[Line] = []
    title = ""
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
    if len(sheets) > limits.sheets:
        raise WorkbookError("too-many-sheets", found=str(len(sheets)), limit=str(limits.sheets))
    if sheets and unread:
        words = line_start(unread[0])
        sheets[0].issues.append(line_issue("text-outside-tables", unread[0], found=words, count=str(len(unread))))
    return sheets


@refuse_damage()
def has_list(content: bytes) -> bool:
    """Return whether a table of a document may be a list, and no heading outside its tables is of a recommendation.

    A table of a row or a column is layout, no list. Raises WorkbookError if the file is damaged.
    """
    reader = DocxReader(content)
    headings = (heading_of(line) for block in parts_of(reader.body, "p") for line in reader.block(block))
    if any(heading is not None and heading.part is PaperPart.RECOMMENDATION for heading in headings):
        return False
    tables = ([len([*parts_of(row, "tc")]) for row in parts_of(each, "tr")] for each in parts_of(reader.body, "tbl"))
    return any(len(widths) > 1 and max(widths) > 1 for widths in tables)


class _Format(NamedTuple):
    """The format that a paragraph has by its style and its own settings."""

    heading: bool
    item: bool
    bold: bool
    colour: str | None


class _Piece(NamedTuple):
    """A piece of a paragraph: visible text with its format, a break or a sign without one, or a text box."""

    text: str = ""
    visible: bool = False
    bold: bool = False
    colour: str | None = None
    box: Any = None


class DocxReader:
    """Reads the paragraphs of one document as numbered lines."""

    def __init__(self, content: bytes) -> None:
        document = Document(BytesIO(content))
        self.body, self._part, self._body = document.element.body, document.part, document._body
        self._number = 0

    def lines(self, container: Any, *, colour: str | None = None) -> Iterator[Line]:
        """Yield the lines of everything in an element: a body, a cell, a text box."""
        for block in parts_of(container, "p", "tbl"):
            yield from self.block(block, colour=colour)

    def block(self, block: Any, *, colour: str | None = None) -> Iterator[Line]:
        """Yield the lines of a paragraph or a table."""
        if name_of(block) == "p":
            yield from self._paragraph(block, colour)
            return
        rows: list[list[CellLines]] = []
        for row in parts_of(block, "tr"):
            rows.append([])
            for cell in parts_of(row, "tc"):
                rows[-1] += [
                    self._cell(cell),
                    *([SPANNED] * (columns_of(cell.find(qn("w:tcPr")), "w:gridSpan", 1) - 1)),
                ]
        yield from in_reading_order(rows)

    def footnotes(self) -> Iterator[Line]:
        """Yield the footnotes as lines, each with its number in front."""
        notes = self.part("footnotes")
        for note in notes if notes is not None else ():
            if note.get(qn("w:type")) not in _SEPARATORS:
                text = " ".join(line.text for line in self.lines(note)).strip()
                sign = note.get(qn("w:id"), "").translate(_SUPERSCRIPTS)
                yield Line(f"{sign} {text}", self._number, after_gap=True, whole_paragraph=True, unit="paragraph")

    def part(self, name: str) -> Any:
        """Return the root of a part of the document; None if it has none."""
        related = self._part.rels.values()
        parts = (each.target_part for each in related if each.reltype.endswith(f"/{name}"))
        return next((parse_xml(part.blob) for part in parts), None)

    def numbering_of(self, paragraph: Any) -> Any:
        """Return the settings that put a paragraph into a list, by its own settings or its style; None without any."""
        settings = (child_of(each, "w:numPr") for each in self._settings(paragraph))
        return next((each for each in settings if each is not None), None)

    def _paragraph(self, element: Any, colour: str | None) -> Iterator[Line]:
        self._number += 1
        number, style = self._number, self._format(element)
        pieces = list(self._pieces(element, style))
        visible = [piece for piece in pieces if piece.visible]
        colours = {piece.colour for piece in visible}
        shade = colour_of(element.pPr) or (colours.pop() if len(colours) == 1 else None) or style.colour or colour
        bold = bool(visible) and all(piece.bold for piece in visible)
        for index, text in enumerate("".join(piece.text for piece in pieces).split("\n")):
            if text.strip():
                yield Line(
                    text.rstrip(),
                    number,
                    after_gap=index == 0,
                    heading=style.heading or bold,
                    item=style.item and index == 0,
                    whole_paragraph=index == 0,
                    colour=shade,
                    unit="paragraph",
                )
        for piece in pieces:
            if piece.box is not None:
                yield from self.lines(piece.box)

    def _cell(self, cell: Any) -> list[Line]:
        shade = colour_of(cell.find(qn("w:tcPr")))
        lines = list(self.lines(cell, colour=shade))
        if not lines and shade:  # a cell that says something by its colour alone
            lines = [Line("", self._number, colour=shade, whole_paragraph=True, unit="paragraph")]
        return lines

    def _styles(self, paragraph: Any) -> list[Any]:
        return _chain(Paragraph(paragraph, self._body).style)

    def _settings(self, paragraph: Any) -> list[Any]:
        """Return the settings of a paragraph, then those of its style and of the styles that this is based on."""
        return [paragraph.pPr, *(style.element.find(qn("w:pPr")) for style in self._styles(paragraph))]

    def _format(self, paragraph: Any) -> _Format:
        chain, settings = self._styles(paragraph), self._settings(paragraph)
        names = [(style.name or "").casefold() for style in chain]
        outlined = any(child_of(each, "w:outlineLvl") is not None for each in settings)
        number = value_of(self.numbering_of(paragraph), "w:numId")
        return _Format(
            heading=outlined or any(map(_HEADING.fullmatch, names)),
            item=number not in ("", "0") or any(name.startswith("list bullet") for name in names),
            bold=_bold([style.element.find(qn("w:rPr")) for style in chain]),
            colour=next(filter(None, map(colour_of, settings[1:])), None),
        )

    def _pieces(self, container: Any, style: _Format) -> Iterator[_Piece]:
        for child in container:
            name = name_of(child)
            if name == "r":
                yield from self._run(child, style)
            elif name == "AlternateContent":  # the same thing twice, for newer and for older readers
                yield from self._pieces(child[0], style)
            elif name == "txbxContent":
                yield _Piece(box=child)
            elif name not in DELETED and name != "p":
                yield from self._pieces(child, style)

    def _run(self, run: Any, style: _Format) -> Iterator[_Piece]:
        settings = run.find(qn("w:rPr"))
        if child_of(settings, "w:vanish") is not None:
            return
        named = self._part.get_style(run.style, WD_STYLE_TYPE.CHARACTER) if run.style else None
        chain = [one.element.find(qn("w:rPr")) for one in _chain(named)]
        bold, colour = _bold([settings, *chain], otherwise=style.bold), colour_of(settings)
        for child in run:
            name = name_of(child)
            if name == "t" and child.text:
                visible = bool(child.text.strip())
                yield _Piece(child.text.replace(_SOFT_HYPHEN, ""), visible, bold, colour if visible else None)
            elif name in BREAKS:
                yield _Piece(" " if child.get(qn("w:type")) in ("page", "column") else BREAKS[name])
            elif name == "sym":
                yield _Piece(symbol_text(child.get(qn("w:font"), ""), child.get(qn("w:char"), "")), True, bold, colour)
            elif name == "footnoteReference":
                yield _Piece(child.get(qn("w:id"), "").translate(_SUPERSCRIPTS))
            elif name in ("AlternateContent", "drawing", "pict", "object"):
                yield from self._pieces([child] if name == "AlternateContent" else child, style)


def parts_of(container: Any, *names: str) -> Iterator[Any]:
    """Yield the parts of an element that have some names, also those in content controls and tracked insertions."""
    for child in container:
        name = name_of(child)
        if name in names:
            yield child
        elif name in _CONTAINERS:
            yield from parts_of(child, *names)


def name_of(element: Any) -> str:
    """Return the name of an element without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def columns_of(settings: Any, name: str, least: int) -> int:
    """Return the number of columns in a setting, such as those that a cell spans."""
    number = value_of(settings, name)
    return max(min(int(number), _MOST_COLUMNS) if number.isdecimal() else 0, least)


def colour_of(settings: Any) -> str | None:
    """Return the shading of a paragraph, a run or a cell by its settings; None for none, white and automatic."""
    shade = child_of(settings, "w:shd")
    fill = shade.get(qn("w:fill"), "").lower() if shade is not None else ""
    return f"#{fill}" if _HEX.fullmatch(fill) and fill != "ffffff" else None


def child_of(element: Any, name: str) -> Any:
    """Return the first child of an element with a name; None without one."""
    return element.find(qn(name)) if element is not None else None


def value_of(element: Any, name: str) -> str:
    """Return the value of a setting; "" if it is absent."""
    child = child_of(element, name)
    return str(child.get(qn("w:val"), "")) if child is not None else ""


def _chain(style: Any) -> list[Any]:
    """Return a style and those that it is based on."""
    chain: list[Any] = []
    while style is not None and all(style.style_id != other.style_id for other in chain):
        chain.append(style)
        style = style.base_style
    return chain


def _bold(settings: Sequence[Any], *, otherwise: bool = False) -> bool:
    """Return whether text is bold by the first of some settings that say so or not."""
    found = (child_of(each, "w:b") for each in settings)
    return next(
        (each.get(qn("w:val"), "1") not in ("0", "false", "off") for each in found if each is not None), otherwise
    )


def symbol_text(font: str, code: str) -> str:
    """Return the character of a symbol that people insert in Word, by its font and its code in hexadecimal digits.

    One that is not known is named in brackets, `[Wingdings F06A]`, so that two of them are not taken for one.
    """
    number = int(code, 16) if _CODE.fullmatch(code) else 0
    known = ""
    if font in _SYMBOLS:
        number += _PRIVATE if 0 < number < _EIGHT_BITS else 0
        known = _SYMBOLS[font].get(f"{number:04X}", "")
    elif (
        number >= _EIGHT_BITS and chr(number).isprintable()
    ):  # a code of eight bits is a letter in one font and a picture in another
        known = chr(number)
    return known or f"[{font} {f'{number:04X}' if number else code}]"


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
            fills: dict[int, str] = {}
            for cell in parts_of(row, "tc"):
                settings = cell.find(qn("w:tcPr"))
                last = column + columns_of(settings, "w:gridSpan", 1) - 1
                continues = child_of(settings, "w:vMerge") is not None and value_of(settings, "w:vMerge") != "restart"
                if not (continues and column in starts):
                    starts[column] = number
                    values[column], colour = self._cell(cell, column, number)
                    fills |= {column: colour} if colour else {}
                areas[column, starts[column]] = CellRange(column, starts[column], last, number)
                column = last + 1
            self._builder.add_row(number, values, fills)
        self._builder.merged += [area for area in areas.values() if area.corners[0] != area.corners[1]]
        return self._builder.finish()

    def _cell(self, cell: Any, column: int, row: int) -> tuple[str | None, str | None]:
        """Return the text of a cell, or the number of its empty paragraph in a list; and its colour."""
        shade = colour_of(cell.find(qn("w:tcPr")))
        lines = [each for line in self._reader.lines(cell, colour=shade) for each in line.lines]
        colours = {line.colour for line in lines} or {shade}
        written = "\n".join(line.text for line in lines)
        if not written.strip():
            written = next((self._numbers[each] for each in cell.iter(qn("w:p")) if each in self._numbers), "")
        return self._builder.text(written, column, row), colours.pop() if len(colours) == 1 else None


def _numbers(reader: DocxReader) -> Iterator[tuple[Any, str]]:
    """Yield each paragraph of the first level of a decimal list with its number, such as "3" or "R3"."""
    numbering, counts = reader.part("numbering"), Counter[str]()
    levels = (
        {}
        if numbering is None
        else {each.get(qn("w:abstractNumId")): each.find(qn("w:lvl")) for each in numbering.iter(qn("w:abstractNum"))}
    )
    lists = () if numbering is None else numbering.iter(qn("w:num"))
    firsts = {each.get(qn("w:numId")): levels.get(value_of(each, "w:abstractNumId")) for each in lists}
    for paragraph in reader.body.iter(qn("w:p")) if firsts else ():
        settings = reader.numbering_of(paragraph)
        listed, level = value_of(settings, "w:numId"), firsts.get(value_of(settings, "w:numId"))
        decimal = level is not None and value_of(level, "w:numFmt") in ("", "decimal")
        if decimal and value_of(settings, "w:ilvl") in ("", "0"):
            start, text = value_of(level, "w:start"), value_of(level, "w:lvlText")
            number = counts[listed] + (int(start) if start.isdecimal() else 1)
            counts[listed] += 1
            yield paragraph, text.replace("%1", str(number)).strip().rstrip(".):")
