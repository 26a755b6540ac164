"""Read the lines of a paper that is a Word document: its paragraphs and table cells, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

from loaders.formats.xml.events import Element, parse_part
from loaders.papers.line import Line
from loaders.papers.lines.docx_styles import DocxStyles, colour_of, read_styles, value_of
from loaders.papers.lines.docx_symbols import symbol_text
from loaders.papers.reading_order import SPANNED, Cell, in_reading_order
from loaders.security.parse_errors import PARSE_ERRORS
from model.issues.issue import WorkbookError

DOCUMENT, STYLES, _FOOTNOTES = "word/document.xml", "word/styles.xml", "word/footnotes.xml"
CONTAINERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "body"}
_SEPARATORS = ("separator", "continuationSeparator")
_MOST_COLUMNS = 63
"""The most columns of a table in Word."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SOFT_HYPHEN = "\u00ad"
_DELETED = {"del", "moveFrom", "pPr", "rPr"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


def docx_lines(content: bytes) -> list[Line]:
    """Return the lines of a document, without tracked deletions and hidden text.

    Raises WorkbookError if the file is damaged.
    """
    try:
        document, styles, footnotes = read_parts(content, DOCUMENT, STYLES, _FOOTNOTES)
        if document is None:
            raise WorkbookError("file-damaged")
        reader = DocxReader(read_styles(styles))
        lines = [line for body in document.all("body") for line in reader.block(body)]
        return lines + reader.notes(footnotes)
    except PARSE_ERRORS as damage:  # also tables within tables without end
        raise WorkbookError("file-damaged") from damage


def read_parts(content: bytes, *parts: str) -> list[Element | None]:
    """Return the root of each part of a document, by its name in lower case; None for one that it lacks."""
    with ZipFile(BytesIO(content)) as package:
        names = {name.casefold(): name for name in package.namelist()}
        return [_parse(part, package.read(names[part])) if part in names else None for part in parts]


def _parse(part: str, content: bytes) -> Element:
    return _parse_styles(content) if part == STYLES else parse_part(content)


@lru_cache(maxsize=2)
def _parse_styles(content: bytes) -> Element:
    """Return the styles of a document, often its largest part: a document is read as a return, then as a paper."""
    return parse_part(content)


class DocxReader:
    """Reads the paragraphs of one document as numbered lines."""

    def __init__(self, styles: DocxStyles) -> None:
        self._styles = styles
        self._number = 0

    def block(self, container: Element, *, colour: str | None = None) -> Iterator[Line]:
        """Yield the lines of everything in an element: a body, a cell, a text box."""
        for child in container.children:
            if child.name == "p":
                yield from self._paragraph(child, colour)
            elif child.name == "tbl":
                yield from self._table(child)
            elif child.name in CONTAINERS:
                yield from self.block(child, colour=colour)

    def notes(self, footnotes: Element | None) -> list[Line]:
        """Return the footnotes as lines, each with its number in front."""
        lines: list[Line] = []
        notes = [note for note in footnotes.children if note.name == "footnote"] if footnotes else []
        real = [note for note in notes if note.attributes.get("type") not in _SEPARATORS]
        for note in real:
            sign = superscript(note.attributes.get("id", ""))
            text = " ".join(line.text for line in self.block(note)).strip()
            lines.append(Line(f"{sign} {text}", self._number, after_gap=True, whole_paragraph=True, unit="paragraph"))
        return lines

    def _paragraph(self, paragraph: Element, colour: str | None) -> Iterator[Line]:
        self._number += 1
        runs = paragraph_text(paragraph, self._styles)
        style = self._styles.of(paragraph)
        shade = colour_of(paragraph.child("pPr")) or runs.colour or style.colour or colour
        for index, text in enumerate(runs.text.split("\n")):
            if text.strip():
                yield Line(
                    text.rstrip(),
                    self._number,
                    after_gap=index == 0,
                    heading=style.heading or runs.bold,
                    item=style.item and index == 0,
                    whole_paragraph=index == 0,
                    colour=shade,
                    unit="paragraph",
                )
        for box in runs.boxes:
            yield from self.block(box)

    def _table(self, table: Element) -> Iterator[Line]:
        """Yield the lines of a table in reading order; the cells that a spanning cell covers are empty."""
        rows: list[list[Cell]] = []
        for row in table_rows(table):
            cells: list[Cell] = []
            for cell in row_cells(row):
                cells += [self._cell(cell), *([SPANNED] * (columns_spanned(cell) - 1))]
            rows.append(cells)
        return in_reading_order(rows)

    def _cell(self, cell: Element) -> list[Line]:
        shade = colour_of(cell.child("tcPr"))
        lines = list(self.block(cell, colour=shade))
        if not lines and shade:  # a cell that says something by its colour alone
            lines = [Line("", self._number, colour=shade, whole_paragraph=True, unit="paragraph")]
        return lines


def blocks(container: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables of a document, without what is in its tables."""
    for child in container.children:
        if child.name in ("p", "tbl"):
            yield child
        elif child.name in CONTAINERS:
            yield from blocks(child)


def table_rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, without those of tables in it."""
    for child in table.children:
        if child.name == "tr":
            yield child
        elif child.name in CONTAINERS:
            yield from table_rows(child)


def row_cells(row: Element) -> Iterator[Element]:
    """Yield the cells of a row."""
    for child in row.children:
        if child.name == "tc":
            yield child
        elif child.name in CONTAINERS:
            yield from row_cells(child)


def columns_spanned(cell: Element) -> int:
    """Return the number of columns that a cell spans."""
    return max(_number_of_columns(cell.child("tcPr"), "gridSpan"), 1)


def columns_before(row: Element) -> int:
    """Return the number of columns that a row leaves out before its first cell."""
    return _number_of_columns(row.child("trPr"), "gridBefore")


def _number_of_columns(settings: Element | None, name: str) -> int:
    number = value_of(settings, name)
    return min(int(number), _MOST_COLUMNS) if number.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """The text of a paragraph.

    Attributes:
        bold: whether all of its text is bold.
        colour: the shading of all of its text; None if its runs differ.
        boxes: the text boxes that are anchored in it.
    """

    text: str = ""
    bold: bool = False
    colour: str | None = None
    boxes: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a paragraph: visible text with its format, a break or a sign without one, or a text box."""

    text: str = ""
    visible: bool = False
    bold: bool = False
    colour: str | None = None
    box: Element | None = None


def paragraph_text(paragraph: Element, styles: DocxStyles) -> ParagraphText:
    """Return the text of a paragraph; a footnote reference becomes its number as a superscript."""
    pieces = list(_pieces(paragraph, styles, bold=styles.of(paragraph).bold))
    visible = [piece for piece in pieces if piece.visible]
    colours = {piece.colour for piece in visible}
    return ParagraphText(
        text="".join(piece.text for piece in pieces),
        bold=bool(visible) and all(piece.bold for piece in visible),
        colour=colours.pop() if len(colours) == 1 else None,
        boxes=tuple(piece.box for piece in pieces if piece.box is not None),
    )


def superscript(number: str) -> str:
    """Return the number of a footnote as a superscript."""
    return number.translate(_SUPERSCRIPTS)


def _pieces(container: Element, styles: DocxStyles, *, bold: bool) -> Iterator[_Piece]:
    for child in container.children:
        if child.name == "r":
            yield from _run_pieces(child, styles, bold=bold)
        elif child.name == "AlternateContent":  # the same thing twice, for newer and for older readers
            yield from _pieces(child.children[0], styles, bold=bold)
        elif child.name == "txbxContent":
            yield _Piece(box=child)
        elif child.name not in _DELETED and child.name != "p":
            yield from _pieces(child, styles, bold=bold)


def _run_pieces(run: Element, styles: DocxStyles, *, bold: bool) -> Iterator[_Piece]:
    settings = run.child("rPr")
    if settings is not None and settings.child("vanish") is not None:
        return
    for child in run.children:
        if child.name == "t" and child.text:
            text = child.text.replace(_SOFT_HYPHEN, "")
            if child.text.strip():
                yield _Piece(text, True, styles.bold(settings, otherwise=bold), colour_of(settings))
            else:
                yield _Piece(text)
        elif child.name in _BREAKS:
            page = child.attributes.get("type") in ("page", "column")
            yield _Piece(" " if page else _BREAKS[child.name])
        elif child.name == "sym":
            text = symbol_text(child.attributes.get("font", ""), child.attributes.get("char", ""))
            yield _Piece(text, True, styles.bold(settings, otherwise=bold), colour_of(settings))
        elif child.name == "footnoteReference":
            yield _Piece(superscript(child.attributes.get("id", "")))
        elif child.name == "AlternateContent":
            yield from _pieces(child.children[0], styles, bold=bold)
        elif child.name in ("drawing", "pict", "object"):
            yield from _pieces(child, styles, bold=bold)
