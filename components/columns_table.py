"""How the workbook was understood: the columns of each sheet, and by what each was recognised."""

from itertools import groupby

from components.kept import shown
from components.nodes import Piece, element
from components.table_nodes import heading, table_region
from components.view import View
from model.reading import MappedColumn


@shown
def show_columns(view: View) -> Piece:
    """Show, for each sheet, the columns that were read with their cells; by what they were recognised."""
    _ = view.translator
    evidence = {
        "heading": _("the exact heading"),
        "alias": _("another name for the heading"),
        "welsh-heading": _("the Welsh heading"),
    }
    headings = (_("Sheet"), _("Recognised by"), _("Columns"))
    groups = groupby(view.loaded.reading.columns, key=lambda column: (column.sheet, column.evidence))
    rows = [
        element(
            "tr",
            element("th", sheet, scope="row"),
            element("td", evidence.get(found_by, found_by)),
            element("td", ", ".join(_named(column) for column in columns)),
        )
        for (sheet, found_by), columns in groups
    ]
    return Piece([table_region(_("Columns of the workbook"), map(heading, headings), rows)], key="columns")


def _named(column: MappedColumn) -> str:
    return f"{column.heading} ({column.cell})"
