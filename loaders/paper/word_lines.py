"""The lines of a paper that is a Word document: its paragraphs and the cells of its tables, in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from loaders.damage import DAMAGE
from loaders.paper.facts import fact_of
from loaders.paper.grids import tells_statuses
from loaders.paper.headings import Part, heading_of
from loaders.paper.line import Line
from loaders.paper.word_styles import Styles, colour_of, read_styles
from loaders.paper.word_text import runs_of, superscript
from loaders.xml_stream import Element, parse_part
from model.issue import WorkbookError

_DOCUMENT, _STYLES, _FOOTNOTES = "word/document.xml", "word/styles.xml", "word/footnotes.xml"
_HOLDERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "body"}
_UPDATES = (Part.RESPONSE, Part.PROGRESS, Part.MONITORING)
_SEPARATORS = ("separator", "continuationSeparator")


def word_lines(content: bytes) -> list[Line]:
    """Return the lines of a document; what was deleted with changes tracked, and hidden text, is left out.

    Raises WorkbookError where the file is damaged.
    """
    try:
        with ZipFile(BytesIO(content)) as package:
            names = {name.casefold(): name for name in package.namelist()}
            document, styles, footnotes = (
                parse_part(package.read(names[part])) if part in names else None
                for part in (_DOCUMENT, _STYLES, _FOOTNOTES)
            )
    except DAMAGE as damage:
        raise WorkbookError("paper-damaged") from damage
    if document is None:
        raise WorkbookError("paper-damaged")
    reading = _Reading(read_styles(styles))
    lines = [line for body in document.all("body") for line in reading.block(body)]
    return lines + reading.notes(footnotes)


class _Reading:
    """Numbers the paragraphs of one document as it makes lines of them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._number = 0
        self._tables = 0

    def block(self, holder: Element, *, colour: str | None = None) -> Iterator[Line]:
        """Yield the lines of everything in a holder: a body, a cell, a text box."""
        for child in holder.children:
            if child.name == "p":
                yield from self._paragraph(child, colour)
            elif child.name == "tbl":
                yield from self._table(child)
            elif child.name in _HOLDERS:
                yield from self.block(child, colour=colour)

    def notes(self, footnotes: Element | None) -> list[Line]:
        """Return the footnotes as lines, each with its number in front."""
        lines: list[Line] = []
        notes = [note for note in footnotes.children if note.name == "footnote"] if footnotes else []
        real = [note for note in notes if note.attributes.get("type") not in _SEPARATORS]
        for note in real:
            sign = superscript(note.attributes.get("id", ""))
            text = " ".join(line.text for line in self.block(note)).strip()
            lines.append(Line(f"{sign} {text}", self._number, after_gap=True, whole=True, unit="paragraph"))
        return lines

    def _paragraph(self, paragraph: Element, colour: str | None) -> Iterator[Line]:
        self._number += 1
        runs = runs_of(paragraph, self._styles)
        style = self._styles.of(paragraph)
        shade = colour_of(paragraph.child("pPr")) or runs.colour or style.colour or colour
        for place, text in enumerate(runs.text.split("\n")):
            if text.strip():
                yield Line(
                    text.rstrip(),
                    self._number,
                    after_gap=place == 0,
                    heading=style.heading or runs.bold,
                    item=style.item and place == 0,
                    whole=place == 0,
                    colour=shade,
                    unit="paragraph",
                )
        for box in runs.boxes:
            yield from self.block(box)

    def _table(self, table: Element) -> Iterator[Line]:
        """Yield a table by rows; by columns below a row that holds headings of updates side by side.

        The lines of a table that may tell statuses say where in it they stand.
        """
        rows = [[self._cell(cell) for cell in _cells(row)] for row in _rows(table)]
        if tells_statuses([[" ".join(line.text for line in cell).strip() for cell in row] for row in rows]):
            self._tables += 1
            yield from _placed(rows, self._tables)
            return
        across = next((place for place, row in enumerate(rows[:-1]) if _side_by_side(row)), len(rows))
        for row in rows[:across]:
            yield from _row(row)
        for column in range(max(map(len, rows[across:]), default=0)):
            yield from (line for row in rows[across:] if column < len(row) for line in row[column])

    def _cell(self, cell: Element) -> list[Line]:
        shade = colour_of(cell.child("tcPr"))
        lines = list(self.block(cell, colour=shade))
        if not lines and shade:  # a cell that says something by its colour alone
            lines = [Line("", self._number, colour=shade, whole=True, unit="paragraph")]
        return lines


def _placed(rows: Sequence[Sequence[list[Line]]], table: int) -> Iterator[Line]:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            yield from (replace(line, cell=(table, number, column)) for line in cell)


def _rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if child.name == "tr":
            yield child
        elif child.name in _HOLDERS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row.children:
        if child.name == "tc":
            yield child
        elif child.name in _HOLDERS:
            yield from _cells(child)


def _row(row: Sequence[list[Line]]) -> Iterator[Line]:
    """Yield the lines of a row; a label, of a status or of what else is known, and the cell beside it are one line."""
    if len(row) == 2 and len(row[0]) == 1 and len(row[1]) <= 1:
        label, value = row[0][0], row[1][0] if row[1] else None
        joined = f"{label.text.rstrip(' :')}: {value.text.strip() if value else ''}"
        whole = Line(joined, label.number, after_gap=True, whole=True, unit="paragraph")
        if ((heading := heading_of(whole)) and heading.part is Part.STATUS) or fact_of(joined):
            yield Line(
                joined,
                label.number,
                after_gap=True,
                whole=True,
                unit="paragraph",
                colour=value.colour if value else None,
            )
            return
    yield from (line for cell in row for line in cell if line.text)


def _side_by_side(row: Sequence[list[Line]]) -> bool:
    """Say whether a row is headings alone: of two updates, or of a recommendation and its one update."""
    parts = [heading.part if cell and (heading := heading_of(cell[0])) else None for cell in row]
    updates = sum(part in _UPDATES for part in parts)
    return updates > 1 or (updates == 1 and all(parts) and all(len(cell) == 1 for cell in row))
