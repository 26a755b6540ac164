"""The column mapping of a file: the field and the evidence of each column, and the columns that were not read."""

from collections.abc import Iterable, Iterator

from components.elements.html import HtmlNode, element, part
from components.elements.table import heading, table_region
from components.reading.issues_list import issue_location
from components.session.view import View
from model.tracker.reading import MappedColumn
from wording.catalogue import Translator
from wording.format.locations import format_location
from wording.issues import message
from wording.labels.columns_read import (
    columns_by_sheet,
    evidence_text,
    field_heading,
    field_words,
    unread_column_issues,
)
from wording.labels.layouts import PAPER


def columns_part(view: View) -> HtmlNode:
    """Show the columns that were read in each sheet: those with an exact heading on one row, the others on a row each.

    For a paper, show its headings in order.
    """
    _ = view.translator
    reading = view.loaded.reading
    if reading.layout == PAPER:
        return _headings(reading.columns, _)
    headings = (_("Sheet"), _("Columns"), _("Read as"), _("Recognised by"))
    rows: list[HtmlNode] = []
    for sheet, columns in columns_by_sheet(reading.columns).items():
        rows += _rows(sheet, columns, _)
    return part("columns", table_region(_("Columns of the workbook"), map(heading, headings), rows))


def unread_part(view: View) -> HtmlNode | None:
    """Show the columns that were not read, each with the reason, if there are any."""
    _ = view.translator
    rows = [
        element(
            "tr",
            element("th", issue_location(issue, _), scope="row", class_="nowrap"),
            element("td", message(issue, _)),
        )
        for issue in unread_column_issues(view.loaded.reading.issues)
    ]
    if not rows:
        return None
    title = _("Columns that were not read")
    table = table_region(title, map(heading, (_("Place"), _("Why it was not read"))), rows)
    return part("unread", element("h3", title), table)


def _headings(columns: Iterable[MappedColumn], _: Translator) -> HtmlNode:
    rows = [
        element(
            "tr",
            element("th", column.heading, scope="row"),
            element("td", format_location(column.sheet, column.cell, _)),
            element("td", field_words(column.field, _)),
        )
        for column in columns
        if column.field
    ]
    names = (_("Heading"), _("Place"), _("Read as"))
    return part("columns", table_region(_("Headings of the paper"), map(heading, names), rows))


def _rows(sheet: str, columns: list[MappedColumn], _: Translator) -> Iterator[HtmlNode]:
    exact = [column for column in columns if _is_exact(column)]
    if exact:
        yield _row(sheet, ", ".join(map(_heading_and_cell, exact)), _("the same"), evidence_text(exact[0], _))
    for column in columns:
        if column not in exact:
            yield _row(sheet, _heading_and_cell(column), field_words(column.field, _), evidence_text(column, _))


def _is_exact(column: MappedColumn) -> bool:
    return column.evidence == "heading" and column.heading == field_heading(column.field) and not column.candidates


def _row(sheet: str, heading_text: str, field: str, by: str) -> HtmlNode:
    return element(
        "tr", element("th", sheet, scope="row"), *(element("td", text) for text in (heading_text, field, by))
    )


def _heading_and_cell(column: MappedColumn) -> str:
    return f"{column.heading} ({column.cell})" if column.cell else column.heading
