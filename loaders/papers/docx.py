"""Word documents: the lines of a paper in reading order, and the tables as sheets of cells, as if of a workbook."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any, NamedTuple

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.text.run import CT_R
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from loaders.cells import CellRange, SheetBuilder, SheetCells, Value
from loaders.layouts.interpret_tables import states_day_of_list
from loaders.papers.line import SOFT_HYPHEN, SUPERSCRIPTS, CellLines, Line, PaperPart
from loaders.papers.statuses import SPANNED, in_reading_order
from loaders.security import Limits, refuse_damage
from loaders.vocabulary import WORDS
from loaders.vocabulary.rounds import split_round
from model.terms import normalise_space
from model.tracker.reading import WorkbookError

_CONTAINERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
_SEPARATORS = ("separator", "continuationSeparator")
# The most columns of a table in Word.
_MOST_COLUMNS = 63
DELETED = {"del", "moveFrom", "pPr", "rPr"}
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_HEADING = re.compile(r"(?:heading|title|subtitle|pennawd|teitl)\b.*")
_HEX, _CODE = re.compile(r"[0-9A-Fa-f]{6}"), re.compile(r"[0-9A-Fa-f]{1,4}")
_SYMBOLS: Mapping[str, Mapping[str, str]] = WORDS["symbols"]
# Symbol fonts have their characters at 0 to 255; Word mostly adds U+F000 to the code, and may leave it out.
_PRIVATE, _EIGHT_BITS = 0xF000, 0x100
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

    A heading names all tables up to the next one, with a line below it that says from which day they are.
    Every value is text, as it is written; the numbers of lists are no text. The first sheet has the issue of the text
    outside the tables, which is not read.

    Raises WorkbookError if the file is damaged or exceeds a limit.
    """
    sheets, unread = list[SheetCells](), list[Line]()
    heading = caption = day = ""
    reader = DocxReader(content)
    for block in parts_of(reader.body, "p", "tbl"):
        if name_of(block) == "tbl":
            number = f"Word table {len(sheets) + 1}"
            title = ", ".join(filter(None, (caption or heading, day)))
            sheets.append(_read_table(reader, block, f"{title} ({number})" if title else number, limits))
            caption = ""
            continue
        for line in reader.block(block):
            text = normalise_space(line.text)
            numbered = _CAPTION.match(text)
            if len(text) > _LONGEST_TITLE:
                heading, unread = "" if line.heading else heading, [*unread, line]
            elif numbered:
                caption = text[numbered.end() :]
            elif line.heading:
                heading, day = text, ""
            elif split_round(text)[1] and states_day_of_list(text):
                day = text
            else:
                unread.append(line)
    if len(sheets) > limits.sheets:
        raise WorkbookError("too-many-sheets", found=str(len(sheets)), limit=str(limits.sheets))
    if sheets and unread:
        sheets[0].issues.append(unread[0].issue("text-outside-tables", found=unread[0].start, count=str(len(unread))))
    return sheets


@refuse_damage()
def has_list(content: bytes) -> bool:
    """Return whether a table of a document may be a list, and no heading outside its tables is of a recommendation.

    A table of a row or a column is layout, no list. Raises WorkbookError if the file is damaged.
    """
    reader = DocxReader(content)
    outside = (line for block in parts_of(reader.body, "p") for line in reader.block(block))
    if PaperPart.RECOMMENDATION in (line.part for line in outside):
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
    """A piece of a paragraph: text with its format, a break or a sign whose `bold` is None, or a text box."""

    text: str = ""
    bold: bool | None = None
    colour: str | None = None
    box: Any = None


class DocxReader:
    """Reads the paragraphs of one document as numbered lines."""

    def __init__(self, content: bytes) -> None:
        document = Document(BytesIO(content))
        self.body, self._body = document.element.body, document._body
        self._number = 0

    def lines(self, container: Any, *, colour: str | None = None) -> Iterator[Line]:
        """Yield the lines of everything in an element: a body, a cell, a text box."""
        for block in parts_of(container, "p", "tbl"):
            yield from self.block(block, colour=colour)

    def block(self, block: Any, *, colour: str | None = None) -> Iterator[Line]:
        """Yield the lines of a paragraph or a table."""
        if name_of(block) == "p":
            yield from self._paragraph(block, colour)
        else:
            yield from in_reading_order([self._row(row) for row in parts_of(block, "tr")])

    def footnotes(self) -> Iterator[Line]:
        """Yield the footnotes as lines, each with its number in front."""
        parts = [each.target_part for each in self._body.part.rels.values() if each.reltype.endswith("/footnotes")]
        for note in (note for part in parts for note in parse_xml(part.blob)):
            if note.get(qn("w:type")) not in _SEPARATORS:
                text = " ".join(line.text for line in self.lines(note)).strip()
                sign = note.get(qn("w:id"), "").translate(SUPERSCRIPTS)
                yield Line(f"{sign} {text}", self._number, after_gap=True, whole_paragraph=True, unit="paragraph")

    def _paragraph(self, element: Any, colour: str | None) -> Iterator[Line]:
        self._number += 1
        number, style = self._number, self._format(element)
        pieces = list(self._pieces(element, style))
        visible = [piece for piece in pieces if piece.bold is not None]
        colours = {piece.colour for piece in visible}
        shade = colour_of(element.pPr) or (colours.pop() if len(colours) == 1 else None) or style.colour or colour
        bold = bool(visible) and all(piece.bold for piece in visible)
        texts = "".join(piece.text for piece in pieces).split("\n")
        for first, text in ((index == 0, text.rstrip()) for index, text in enumerate(texts) if text.strip()):
            line = Line(text, number, after_gap=first, whole_paragraph=first, colour=shade, unit="paragraph")
            yield replace(line, heading=style.heading or bold, item=style.item and first)
        for piece in pieces:
            if piece.box is not None:
                yield from self.lines(piece.box)

    def _row(self, row: Any) -> list[CellLines]:
        cells: list[CellLines] = []
        for cell, _, span in cells_of(row):
            shade = colour_of(cell.tcPr)
            lines = list(self.lines(cell, colour=shade))
            if not lines and shade:  # a cell that says something by its colour alone
                lines = [Line("", self._number, colour=shade, whole_paragraph=True, unit="paragraph")]
            cells += [lines, *[SPANNED] * (span - 1)]
        return cells

    def _format(self, paragraph: Any) -> _Format:
        """Return the format of a paragraph: by its settings, then by its style and those that this is based on."""
        styles = _chain(Paragraph(paragraph, self._body).style)
        of_styles = [style.element.pPr for style in styles]
        settings = [each for each in (paragraph.pPr, *of_styles) if each is not None]
        numbering = next((each.numPr.numId for each in settings if each.numPr is not None), None)
        names = [(style.name or "").casefold() for style in styles]
        is_bullet = any(name.startswith("list bullet") for name in names)
        is_item = is_bullet or (numbering is not None and numbering.val != 0)
        is_outline = any(each.find(qn("w:outlineLvl")) is not None for each in settings)
        is_heading = is_outline or any(map(_HEADING.fullmatch, names))
        bold = next((bold for style in styles if (bold := style.font.bold) is not None), False)
        return _Format(is_heading, is_item, bold, next(filter(None, map(colour_of, of_styles)), None))

    def _pieces(self, container: Any, style: _Format) -> Iterator[_Piece]:
        for child in container:
            name = name_of(child)
            if isinstance(child, CT_R):
                yield from self._run(child, style)
            elif name == "t":  # of an equation
                yield _Piece(child.text or "", style.bold)
            elif name == "AlternateContent":  # the same thing twice, for newer and for older readers
                yield from self._pieces(child[0], style)
            elif name == "txbxContent":
                yield _Piece(box=child)
            elif name not in DELETED and name != "p":
                yield from self._pieces(child, style)

    def _run(self, run: Any, style: _Format) -> Iterator[_Piece]:
        one = Run(run, self._body)
        if one.font.hidden:
            return
        fonts = [one.font, *(each.font for each in (_chain(one.style) if run.style else ()))]
        bold = next((bold for font in fonts if (bold := font.bold) is not None), style.bold)
        colour = colour_of(run.rPr)
        for child in run:
            name = name_of(child)
            text = symbol_text(child) if name == "sym" else child.text or "" if name == "t" else ""
            if text.strip():
                yield _Piece(text.replace(SOFT_HYPHEN, ""), bold, colour)
            elif name in BREAKS:
                yield _Piece(" " if child.get(qn("w:type")) in ("page", "column") else BREAKS[name])
            elif name == "footnoteReference":
                yield _Piece(child.get(qn("w:id"), "").translate(SUPERSCRIPTS))
            elif name in ("AlternateContent", "drawing", "pict", "object"):
                yield from self._pieces([child] if name == "AlternateContent" else child, style)
            else:
                yield _Piece(text)


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


def cells_of(row: Any) -> Iterator[tuple[Any, int, int]]:
    """Yield each cell of a row with its column, from 1, and how many columns it spans."""
    column = 1 + min(row.grid_before, _MOST_COLUMNS)
    for cell in parts_of(row, "tc"):
        span = max(1, min(cell.grid_span, _MOST_COLUMNS))
        yield cell, column, span
        column += span


def colour_of(settings: Any) -> str | None:
    """Return the shading of a paragraph, a run or a cell by its settings; None for none, white and automatic."""
    shade = settings.find(qn("w:shd")) if settings is not None else None
    fill = shade.get(qn("w:fill"), "").lower() if shade is not None else ""
    return f"#{fill}" if _HEX.fullmatch(fill) and fill != "ffffff" else None


def _chain(style: Any) -> list[Any]:
    """Return a style and those that it is based on."""
    chain: list[Any] = []
    while style is not None and all(style.style_id != other.style_id for other in chain):
        chain.append(style)
        style = style.base_style
    return chain


def symbol_text(symbol: Any) -> str:
    """Return the character of a symbol that people insert in Word, by its font and its code in hexadecimal digits.

    One that is not known is named in brackets, `[Wingdings F06A]`, so that two of them are not taken for one.
    """
    font, code = symbol.get(qn("w:font"), ""), symbol.get(qn("w:char"), "").upper()
    number = int(code, 16) if _CODE.fullmatch(code) else 0
    known = ""
    if font in _SYMBOLS:
        known = _SYMBOLS[font].get(f"{number + (_PRIVATE if number < _EIGHT_BITS else 0):04X}", "")
    elif number >= _EIGHT_BITS and chr(number).isprintable():  # else a letter in one font, and a picture in another
        known = chr(number)
    return known or f"[{font} {code}]"


def _read_table(reader: DocxReader, table: Any, name: str, limits: Limits) -> SheetCells:
    """Return the sheet of a table: a merged cell has its value and its fill in each of its rows."""
    builder, areas = SheetBuilder(name, limits), dict[tuple[int, int], CellRange]()
    starts: dict[int, int] = {}
    for number, row in enumerate(parts_of(table, "tr"), start=1):
        values, fills = dict[int, Value](), dict[int, str]()
        for cell, column, span in cells_of(row):
            if cell.vMerge != "continue" or column not in starts:
                starts[column], shade = number, colour_of(cell.tcPr)
                lines = [each for line in reader.lines(cell, colour=shade) for each in line.lines]
                values[column] = builder.text("\n".join(line.text for line in lines), column, number)
                colours = {line.colour for line in lines} or {shade}
                fills |= {column: min(filter(None, colours))} if len(colours) == 1 and None not in colours else {}
            areas[column, starts[column]] = CellRange(column, starts[column], column + span - 1, number)
        builder.add_row(number, values, fills)
    builder.merged += [area for area in areas.values() if ":" in area.text]
    return builder.finish()
