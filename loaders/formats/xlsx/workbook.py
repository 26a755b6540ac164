"""Read the cells of an .xlsx workbook, with their fills and comments."""

from collections.abc import Iterator
from typing import IO
from zipfile import ZipFile

from loaders.cells.comments import comment_issue
from loaders.cells.merged_cells import fill_merged, hidden_columns, hidden_rows, spread_fills
from loaders.cells.sheet import SheetCells
from loaders.cells.values import DAY_ZERO, DAY_ZERO_1904
from loaders.formats.xlsx.colours import Colours, read_palette, read_theme_colours
from loaders.formats.xlsx.package_parts import OfficePackage, SheetPart
from loaders.formats.xlsx.shared_strings import SharedStrings, read_shared_strings
from loaders.formats.xlsx.sheet import read_sheet
from loaders.formats.xlsx.sheet_rows import WorkbookParts
from loaders.formats.xlsx.styles import Styles, read_styles
from loaders.formats.xml.events import Element, parse_part
from loaders.progress import ProgressCallback, ProgressReader, no_progress
from loaders.security.limits import Limits
from loaders.security.parse_errors import PARSE_ERRORS
from model.issues.issue import Issue, WorkbookError

_NOTES, _THREADED = "comments", "threadedComment"


def read_cells(file: IO[bytes], *, limits: Limits, progress: ProgressCallback = no_progress) -> list[SheetCells]:
    """Return the sheets of a workbook in order.

    Values are the stored results of formulas. The value of a merged cell is copied to every row of its first column.
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


def _book_parts(package: OfficePackage, limits: Limits) -> WorkbookParts:
    texts, styles, theme = (package.workbook_part(kind) for kind in ("sharedStrings", "styles", "theme"))
    shared = SharedStrings()
    if texts is not None:
        with package.open(texts) as source:
            shared = read_shared_strings(source, characters=limits.characters)
    cell_styles = Styles()
    if styles is not None:
        root = parse_part(package.read(styles))
        colours = read_theme_colours(parse_part(package.read(theme)) if theme else Element(""))
        cell_styles = read_styles(root, Colours(colours, read_palette(root)))
    return WorkbookParts(shared, cell_styles, DAY_ZERO_1904 if package.counts_from_1904 else DAY_ZERO)


def _read_sheet(
    package: OfficePackage, sheet: SheetPart, book: WorkbookParts, limits: Limits, progress: ProgressCallback
) -> SheetCells:
    with package.open(sheet.part) as source:
        part = ProgressReader(source, package.size(sheet.part), sheet.name, progress)
        content = read_sheet(part, name=sheet.name, book=book, limits=limits)
    fill_merged(content.rows, content.merged)
    spread_fills(content.rows, content.merged, content.fills_by_row)
    issues = read_comments(package, sheet.part, sheet=sheet.name, characters=limits.characters)
    return SheetCells(
        sheet.name,
        sheet.hidden,
        book.day_zero,
        content.rows,
        hidden_rows(content.rows, content.hidden_rows),
        hidden_columns(content.rows, content.hidden_columns),
        content.cleaned,
        content.shortened,
        content.fills_by_row,
        tuple(content.merged),
        issues,
        tuple(content.coloured_by_rule),
    )


def read_comments(package: OfficePackage, part: str, *, sheet: str, characters: int) -> list[Issue]:
    """Return an issue for each cell of a sheet with comments. A thread, which is also stored as a note, counts once."""
    found: dict[str, list[str]] = {}
    parts = [
        (relation.kind, relation.target) for relation in package.relations(part) if relation.kind in (_NOTES, _THREADED)
    ]
    for kind, target in sorted(parts, reverse=True):
        earlier = dict(found)
        for cell, text in _comments(parse_part(package.read(target)), "comment" if kind == _NOTES else _THREADED):
            if cell not in earlier:
                found.setdefault(cell, []).append(text)
    return [comment_issue(sheet, cell, "\n".join(texts), characters) for cell, texts in found.items()]


def _comments(root: Element, name: str) -> Iterator[tuple[str, str]]:
    for comment in root.all(name):
        text = "".join(piece.text for kind in ("t", "text") for piece in comment.all(kind) if not piece.children)
        yield comment.attributes["ref"], text
