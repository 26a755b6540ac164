"""Reading cells: a file becomes sheets of values with their addresses, and nothing is understood yet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import IO
from zipfile import ZipFile

from loaders.addresses import CellRange
from loaders.cell_texts import SharedTexts, read_shared_texts
from loaders.cell_values import DAY_ZERO, DAY_ZERO_1904, CellRow
from loaders.colour_resolution import Colours, own_palette, theme_colours
from loaders.comments import read_comments
from loaders.conditional_formats import format_conditionally
from loaders.damage import DAMAGE
from loaders.fills import Fill
from loaders.limits import Limits
from loaders.office_conditional_formats import read_rules
from loaders.office_package import OfficePackage, SheetPart
from loaders.progress import Tell, ToldPart, untold
from loaders.sheet_scan import BookParts, scan_sheet
from loaders.sheet_shape import fill_merged, hidden_columns, hidden_rows, spread_fills
from loaders.styles import Styles, read_styles
from loaders.xml_stream import Element, parse_part
from model.issues.issue import Issue, WorkbookError

_NOTHING: dict[int, Fill] = {}


@dataclass(slots=True)
class SheetCells:
    """The cells of one sheet.

    Attributes:
        day_zero: the day from which the workbook counts days.
        rows: the rows that hold something, in the order of their numbers.
        hidden_rows: numbers of rows that hold something and that Excel does not show.
        hidden_columns: letters of such columns.
        cleaned: addresses of cells that held control characters, which were taken out.
        shortened: addresses of cells with more text than a workbook can hold, which was cut.
        filled: the fills of cells in rows that hold something, or a few fills of which each is another, by row and then
            by column.
        merged: the merged ranges.
        told: issues that the cells alone show. Those of the whole workbook stand with its first sheet.
    """

    name: str
    hidden: bool
    day_zero: date = DAY_ZERO
    rows: list[CellRow] = field(default_factory=list)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    cleaned: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)
    filled: dict[int, dict[int, Fill]] = field(default_factory=dict)
    merged: tuple[CellRange, ...] = ()
    told: list[Issue] = field(default_factory=list)
    _texts: frozenset[str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def texts(self) -> frozenset[str]:
        """The different texts of its cells: far fewer than cells, so that each is judged once."""
        if self._texts is None:
            different = set(chain.from_iterable(row.values for row in self.rows))
            self._texts = frozenset(value for value in different if isinstance(value, str))
        return self._texts

    def cells_with(self, texts: frozenset[str]) -> Iterator[tuple[int, int, str]]:
        """Yield the column, the row and the text of each cell that holds one of some texts."""
        for row in self.rows if texts else ():
            if not texts.isdisjoint(row.values):
                for column, value in enumerate(row.values, start=1):
                    if isinstance(value, str) and value in texts:
                        yield column, row.number, value

    def fill(self, column: int, row: int) -> Fill | None:
        """Return a cell's fill, or None where it has none or is white; both numbers count from 1."""
        return self.filled.get(row, _NOTHING).get(column)

    @property
    def fills(self) -> dict[tuple[int, int], Fill]:
        """Every fill by column and row."""
        return {(column, row): fill for row, fills in self.filled.items() for column, fill in fills.items()}


def read_cells(file: IO[bytes], *, limits: Limits, progress: Tell = untold) -> list[SheetCells]:
    """Return the sheets of a workbook in order.

    Values are the stored results of formulas. A merged cell's value stands in every row of its first column, and
    nowhere outside the merged range.
    """
    try:
        with ZipFile(file) as zipped:
            package = OfficePackage(zipped)
            sheets = package.sheets()
            if len(sheets) > limits.sheets:
                raise WorkbookError("too-many-sheets", found=str(len(sheets)), limit=str(limits.sheets))
            book = _book_parts(package, limits)
            return [_read_sheet(package, sheet, book, limits, progress) for sheet in sheets]
    except DAMAGE as damage:
        raise WorkbookError("file-damaged") from damage


def _book_parts(package: OfficePackage, limits: Limits) -> BookParts:
    texts, styles, theme = (package.of_book(kind) for kind in ("sharedStrings", "styles", "theme"))
    shared = SharedTexts()
    if texts is not None:
        with package.open(texts) as source:
            shared = read_shared_texts(source, characters=limits.characters)
    known = Styles()
    if styles is not None:
        root = parse_part(package.read(styles))
        colours = theme_colours(parse_part(package.read(theme)) if theme else Element(""))
        known = read_styles(root, Colours(colours, own_palette(root)))
    return BookParts(shared, known, DAY_ZERO_1904 if package.counts_from_1904 else DAY_ZERO)


def _read_sheet(
    package: OfficePackage, sheet: SheetPart, book: BookParts, limits: Limits, progress: Tell
) -> SheetCells:
    with package.open(sheet.part) as source:
        part = ToldPart(source, package.size(sheet.part), sheet.name, progress)
        found = scan_sheet(part, name=sheet.name, book=book, limits=limits)
    fill_merged(found.rows, found.merged)
    spread_fills(found.rows, found.merged, found.filled)
    rules = read_rules(found.conditional_formats, styles=book.styles, day_zero=book.day_zero)
    told = format_conditionally(rules, found.rows, found.filled, sheet=sheet.name)
    told += read_comments(package, sheet.part, sheet=sheet.name, characters=limits.characters)
    return SheetCells(
        sheet.name,
        sheet.hidden,
        book.day_zero,
        found.rows,
        hidden_rows(found.rows, found.hidden_rows),
        hidden_columns(found.rows, found.hidden_columns),
        found.cleaned,
        found.shortened,
        found.filled,
        tuple(found.merged),
        told,
    )
