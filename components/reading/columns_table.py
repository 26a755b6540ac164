"""How a file was understood: as what each column was read and by what, and which were not; a paper's headings."""

from collections.abc import Iterable, Iterator

from components.elements.html import HtmlFragment, HtmlNode, element
from components.elements.table import heading, table_region
from components.reading.issues_list import issue_location
from components.session.view import View
from components.session.view_cache import cached_piece
from model.tracker.reading import MappedColumn
from wording.catalogue import Translator
from wording.format.locations import place_of
from wording.issues import message
from wording.labels.columns_read import by_sheet, evidence, field_heading, not_read
from wording.labels.layouts import PAPER


@cached_piece
def show_columns(view: View) -> HtmlFragment:
    """Show, for each sheet, the columns that were read: those with an exact heading together, the others alone.

    Of a paper its headings are shown, in its order.
    """
    _ = view.translator
    reading = view.loaded.reading
    if reading.layout == PAPER:
        return _headings(reading.columns, _)
    headings = (_("Sheet"), _("Columns"), _("Read as"), _("Recognised by"))
    rows: list[HtmlNode] = []
    for sheet, columns in by_sheet(reading.columns).items():
        rows += _rows(sheet, columns, _)
    return HtmlFragment([table_region(_("Columns of the workbook"), map(heading, headings), rows)], key="columns")


@cached_piece
def show_unread(view: View) -> HtmlFragment | None:
    """Show the columns that were not read, each with the reason; nothing where all were."""
    _ = view.translator
    rows = [
        element(
            "tr",
            element("th", issue_location(issue, _), scope="row", class_="nowrap"),
            element("td", message(issue, _)),
        )
        for issue in not_read(view.loaded.reading.issues)
    ]
    if not rows:
        return None
    title = _("Columns that were not read")
    table = table_region(title, map(heading, (_("Place"), _("Why it was not read"))), rows)
    return HtmlFragment([element("h3", title), table], key="unread")


def _headings(columns: Iterable[MappedColumn], _: Translator) -> HtmlFragment:
    rows = [
        element(
            "tr",
            element("th", column.heading, scope="row"),
            element("td", place_of(column.sheet, column.cell, _)),
            element("td", _field(column)),
        )
        for column in columns
        if column.field
    ]
    names = (_("Heading"), _("Place"), _("Read as"))
    return HtmlFragment([table_region(_("Headings of the paper"), map(heading, names), rows)], key="columns")


def _rows(sheet: str, columns: list[MappedColumn], _: Translator) -> Iterator[HtmlNode]:
    exact = [column for column in columns if column.evidence == "heading" and column.heading == _field(column)]
    if exact:
        yield _row(sheet, ", ".join(map(_named, exact)), _("the same"), evidence(exact[0], _))
    for column in columns:
        if column not in exact:
            yield _row(sheet, _named(column), _field(column), evidence(column, _))


def _row(sheet: str, named: str, field: str, by: str) -> HtmlNode:
    return element("tr", element("th", sheet, scope="row"), *(element("td", text) for text in (named, field, by)))


def _field(column: MappedColumn) -> str:
    return field_heading(column.field)


def _named(column: MappedColumn) -> str:
    return f"{column.heading} ({column.cell})" if column.cell else column.heading
