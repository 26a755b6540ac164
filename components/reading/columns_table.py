"""How a file was read: the field and the evidence of each column, the columns that were not read, and the statuses."""

from collections.abc import Iterable, Iterator

from components.elements.html import HtmlNode, element, heading, part, table_region
from components.reading.issues_list import issue_location
from components.session.view import View
from model.tracker.reading import MappedColumn
from wording.catalogue import Translator
from wording.format.locations import format_location
from wording.format.numbers import format_count
from wording.issues import message, page_remedy
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


def statuses_read_part(view: View) -> HtmlNode:
    """Show the number of statuses read in each way, and the words of a proposed scale with their counts."""
    _, reading = view.translator, view.loaded.reading
    lines: list[HtmlNode] = []
    for method, name in reading_methods(_).items():
        count = reading.statuses_read.get(method, 0)
        if count:
            lines += [element("dt", name), element("dd", _.plural("{n} status", "{n} statuses", count))]
    nodes: list[HtmlNode] = [element("dl", *lines, class_="rows")] if lines else []
    if not lines:
        nodes = [element("p", _("No cell gives a status."), class_="muted")]
    return part("statuses", *nodes, *_proposed(view))


def reading_methods(_: Translator) -> dict[str, str]:
    """Return the names of the ways in which a status can be read, by code."""
    return {
        "word": _("As a word"),
        "letter": _("As a letter"),
        "meaning": _("As the meaning written out"),
        "colour": _("From the colour of the cell"),
    }


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
    exact = [
        column
        for column in columns
        if (column.evidence == "heading" and column.heading == field_heading(column.field) and not column.candidates)
    ]
    if exact:
        yield _row(sheet, ", ".join(map(_heading_and_cell, exact)), _("the same"), evidence_text(exact[0], _))
    for column in columns:
        if column not in exact:
            yield _row(sheet, _heading_and_cell(column), field_words(column.field, _), evidence_text(column, _))


def _row(sheet: str, heading_text: str, field: str, by: str) -> HtmlNode:
    return element(
        "tr", element("th", sheet, scope="row"), *(element("td", text) for text in (heading_text, field, by))
    )


def _heading_and_cell(column: MappedColumn) -> str:
    return f"{column.heading} ({column.cell})" if column.cell else column.heading


def _proposed(view: View) -> list[HtmlNode]:
    _, proposed = view.translator, view.loaded.reading.proposed_scale
    if proposed is None or proposed.confirmed:
        return []
    rows = [
        element("tr", element("th", word, scope="row"), element("td", format_count(count, _), class_="number"))
        for word, count in proposed.words
    ]
    headings = (heading(_("Status")), heading(_("Cells"), number=True))
    text = _("These statuses are words of the tracker’s own. Nothing says their order or which means done.")
    scale_issues = [
        issue for issue in view.loaded.reading.issues if issue.code in ("scale-proposed", "scale-words-missing")
    ]
    return [
        element("h3", _("Statuses whose order is not known")),
        element("p", text, class_="prose"),
        table_region(_("Statuses whose order is not known"), headings, rows, class_="list figures"),
        *(element("p", page_remedy(issue, _), class_="prose") for issue in scale_issues),
    ]
