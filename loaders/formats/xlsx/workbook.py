"""Reading cells: a file becomes sheets of values with their addresses, and nothing is understood yet."""

from typing import IO
from zipfile import ZipFile

from loaders.cells.merged_cells import fill_merged, hidden_columns, hidden_rows, spread_fills
from loaders.cells.sheet import SheetCells
from loaders.cells.values import DAY_ZERO, DAY_ZERO_1904
from loaders.conditional_formats.apply import format_conditionally
from loaders.formats.xlsx.colours import Colours, own_palette, theme_colours
from loaders.formats.xlsx.comments import read_comments
from loaders.formats.xlsx.conditional_formats import read_rules
from loaders.formats.xlsx.package_parts import OfficePackage, SheetPart
from loaders.formats.xlsx.shared_strings import SharedTexts, read_shared_texts
from loaders.formats.xlsx.sheet import BookParts, scan_sheet
from loaders.formats.xlsx.styles import Styles, read_styles
from loaders.formats.xml.events import Element, parse_part
from loaders.progress import ProgressCallback, ToldPart, no_progress
from loaders.security.limits import Limits
from loaders.security.parse_errors import PARSE_ERRORS
from model.issues.issue import WorkbookError


def read_cells(file: IO[bytes], *, limits: Limits, progress: ProgressCallback = no_progress) -> list[SheetCells]:
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
    except PARSE_ERRORS as damage:
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
    package: OfficePackage, sheet: SheetPart, book: BookParts, limits: Limits, progress: ProgressCallback
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
