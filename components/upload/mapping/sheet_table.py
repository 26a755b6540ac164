"""The first rows of a sheet as a table: its cells with their fills, the tables outlined, the field of each column."""

from collections.abc import Mapping, Sequence

from components.elements.html import HtmlNode, element
from components.elements.table import heading, table_region
from loaders.cells.addresses import COLUMN_LETTERS
from loaders.mapping.sheet_preview import MAX_COLUMNS, PreviewCell, PreviewRow, SheetPreview
from loaders.records import TableRange
from wording.catalogue import Translator


def sheet_table(
    sheet: SheetPreview, fields: Mapping[str, Sequence[str]], excluded: frozenset[int], _: Translator
) -> list[HtmlNode]:
    """Return the table of a sheet, and what is not shown of it.

    Args:
        sheet: its first rows.
        fields: the names of the fields of each column, by its letters.
        excluded: the numbers of the rows that are left out.
        _: the translator.
    """
    width = min(sheet.column_count, MAX_COLUMNS)
    letters = [COLUMN_LETTERS[column] for column in range(1, width + 1)]
    headings = [heading(_("Row")), *(_column_heading(letter, fields.get(letter, ())) for letter in letters)]
    rows = [_row(row, sheet, width, excluded, _) for row in sheet.rows]
    caption = _("The first rows of the sheet {sheet}", sheet=sheet.name)
    return [table_region(caption, headings, rows, class_="sheet"), *_rest(sheet, _)]


def _rest(sheet: SheetPreview, _: Translator) -> list[HtmlNode]:
    texts = []
    if sheet.column_count > MAX_COLUMNS:
        texts.append(_("The first {n} of {all} columns are shown.", n=MAX_COLUMNS, all=sheet.column_count))
    more = sheet.row_count - len(sheet.rows)
    if more > 0:
        texts.append(_.plural("{n} more row is not shown.", "{n} more rows are not shown.", more))
    return [element("p", " ".join(texts), class_="muted small")] if texts else []


def _column_heading(letters: str, fields: Sequence[str]) -> HtmlNode:
    return heading(letters, *(element("span", field, class_="field") for field in fields))


def _row(row: PreviewRow, sheet: SheetPreview, width: int, excluded: frozenset[int], _: Translator) -> HtmlNode:
    note = ""
    if row.number in excluded:
        note = _("left out")
    elif row.number == sheet.header_row:
        note = _("headings")
    label = element("span", note, class_="field") if note else ""
    cells = [*row.cells, *[PreviewCell("")] * (width - len(row.cells))][:width]
    kind = "out" if row.number in excluded else "head" if row.number == sheet.header_row else None
    return element(
        "tr",
        element("th", str(row.number), label, scope="row"),
        *(_cell(cell, column, row.number, sheet.tables) for column, cell in enumerate(cells, start=1)),
        class_=kind,
    )


def _cell(cell: PreviewCell, column: int, row: int, tables: Sequence[TableRange]) -> HtmlNode:
    edges = dict.fromkeys(edge for table in tables if table.read for edge in _edges(table, column, row))
    return element("td", cell.text, class_=" ".join(edges) or None, fill=cell.fill or None)


def _edges(table: TableRange, column: int, row: int) -> list[str]:
    """Return the edges of a table that a cell is at."""
    area = table.area
    if not area.contains(column, row):
        return []
    at = {
        "top": row == area.first_row,
        "bottom": row == area.last_row,
        "left": column == area.first_column,
        "right": column == area.last_column,
    }
    return [edge for edge, is_edge in at.items() if is_edge]
