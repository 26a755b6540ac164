"""Read the cells of an .xlsx workbook, with their fills and comments."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import IO
from zipfile import ZipFile

from loaders.cells.addresses import CellRange, parse_ranges
from loaders.cells.comments import comment_issue
from loaders.cells.fill import Fill
from loaders.cells.merged_cells import fill_merged, hidden_columns, hidden_rows, spread_fills
from loaders.cells.sheet import SheetCells
from loaders.cells.values import DAY_ZERO, DAY_ZERO_1904
from loaders.conditional_formats.apply import UNCHANGED_FILL, Rule, apply_conditional_formats
from loaders.conditional_formats.cell_references import AnchorCell
from loaders.conditional_formats.conditions import (
    OPERATORS,
    Condition,
    between_condition,
    blank_condition,
    comparison_condition,
    formula_condition,
    text_condition,
)
from loaders.formats.xlsx.colours import Colours, read_palette, read_theme_colours
from loaders.formats.xlsx.package_parts import OfficePackage, SheetPart
from loaders.formats.xlsx.shared_strings import SharedStrings, read_shared_strings
from loaders.formats.xlsx.sheet import read_sheet
from loaders.formats.xlsx.sheet_rows import WorkbookParts
from loaders.formats.xlsx.styles import Styles, read_conditional_fill, read_styles
from loaders.formats.xml.events import Element, parse_part
from loaders.progress import ProgressCallback, ProgressReader, no_progress
from loaders.security.limits import Limits
from loaders.security.parse_errors import PARSE_ERRORS
from model.issues.issue import Issue, WorkbookError

_NOTES, _THREADED = "comments", "threadedComment"
_TRUE = ("1", "true")
_LOWEST_PRIORITY = 2**31
_WITHOUT_STYLE = ("colorScale", "iconSet", "dataBar")
"""The types of rules that draw in a cell and have no style."""
_TEXTS = ("containsText", "notContainsText", "beginsWith", "endsWith")
_BLANKS = ("containsBlanks", "notContainsBlanks")


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
    rules = read_rules(content.conditional_formats, styles=book.styles, day_zero=book.day_zero)
    issues = apply_conditional_formats(rules, content.rows, content.fills_by_row, sheet=sheet.name)
    issues += read_comments(package, sheet.part, sheet=sheet.name, characters=limits.characters)
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


def read_rules(formats: Sequence[Element], *, styles: Styles, day_zero: date) -> list[Rule]:
    """Return the rules of a sheet's conditional formats that can change a fill, or that draw something."""
    return [rule for element in formats for rule in _rules(element, styles, day_zero)]


def _rules(element: Element, styles: Styles, day_zero: date) -> Iterator[Rule]:
    extended = element.child("sqref")
    reference = element.attributes.get("sqref") or (extended.text.strip() if extended else "")
    areas = tuple(parse_ranges(reference))
    for child in element.children:
        if child.name == "cfRule" and areas:
            rule = _rule(child, reference, areas, _fill(child, styles), day_zero)
            if rule is not None:
                yield rule


def _rule(
    element: Element, reference: str, areas: tuple[CellRange, ...], fill: Fill | None, day_zero: date
) -> Rule | None:
    """Return a rule, or None where it changes no fill and draws nothing."""
    attributes: Mapping[str, str] = element.attributes
    kind, stops = attributes.get("type", ""), attributes.get("stopIfTrue") in _TRUE
    if fill is None and not stops and kind not in _WITHOUT_STYLE:
        return None
    formulas = [child.text.strip() for child in element.children if child.name in ("formula", "f")]
    condition = _condition(element, kind, formulas, _anchor_cell(areas, day_zero))
    hides = fill is not None or stops or kind == "colorScale"
    result = fill or (UNCHANGED_FILL if stops else None)
    sign = OPERATORS.get(attributes.get("operator", ""), "") if kind == "cellIs" else ""
    written = f"{sign} {'; '.join(formulas)}".strip()
    return Rule(
        reference, areas, int(attributes.get("priority", _LOWEST_PRIORITY)), result, hides, condition, kind, written
    )


def _anchor_cell(areas: tuple[CellRange, ...], day_zero: date) -> AnchorCell:
    """Return the anchor of the formulas: the top left cell; it is certain only if it is in the first range."""
    column, row = (
        min(numbers) for numbers in zip(*((area.first_column, area.first_row) for area in areas), strict=True)
    )
    sure = (column, row) == (areas[0].first_column, areas[0].first_row)
    return AnchorCell(column, row, day_zero, sure)


def _condition(element: Element, kind: str, formulas: list[str], anchor: AnchorCell) -> Condition | None:
    """Return the condition of a rule; None if it is not simple."""
    attributes = element.attributes
    if kind == "cellIs":
        return _comparison(attributes.get("operator", ""), formulas, anchor)
    if kind in _TEXTS:
        return _text(kind, attributes.get("text", ""), formulas, anchor)
    if kind in _BLANKS:
        return blank_condition(blank=kind == "containsBlanks")
    return formula_condition(formulas[0], anchor) if kind == "expression" and formulas else None


def _comparison(name: str, formulas: list[str], anchor: AnchorCell) -> Condition | None:
    if name in ("between", "notBetween"):
        start, end = (*formulas, "", "")[:2]
        return between_condition(start, end, anchor, within=name == "between")
    sign = OPERATORS.get(name)
    return comparison_condition(sign, formulas[0], anchor) if sign and formulas else None


def _text(kind: str, part: str, formulas: list[str], anchor: AnchorCell) -> Condition | None:
    """Return the condition on a text; only the formula shows whether the text is that of another cell."""
    if part and (not formulas or '"' in formulas[0]):
        return text_condition(kind, part)
    return formula_condition(formulas[0], anchor) if formulas else None


def _fill(rule: Element, styles: Styles) -> Fill | None:
    """Return the fill of a rule: of a numbered style, or of a style inside the rule."""
    style = rule.child("dxf")
    if style is not None:
        return read_conditional_fill(style, styles.colours)
    number, fills = int(rule.attributes.get("dxfId", "-1")), styles.conditional_fills
    return fills[number] if 0 <= number < len(fills) else None
