"""How the workbook was understood: each column, and the field it was read as."""

from components.nodes import element, show
from components.view import View


def show_columns(view: View) -> None:
    """Show sheet, cell, heading and the evidence of each column that was read."""
    _ = view.translator
    headings = (_("Sheet"), _("Cell"), _("Heading"), _("Recognised by"))
    evidence = {"exact": _("its exact heading"), "alias": _("another name for it")}
    rows = [
        element(
            "tr",
            element("td", column.sheet),
            element("td", column.cell),
            element("td", column.heading),
            element("td", evidence.get(column.evidence, column.evidence)),
        )
        for column in view.loaded.reading.columns
    ]
    head = element("tr", *(element("th", heading, scope="col") for heading in headings))
    caption = _("Columns of the workbook")
    table = element(
        "table", element("caption", caption), element("thead", head), element("tbody", *rows), class_="list figures"
    )
    show([element("div", table, class_="scroll", tabindex="0", role="region", aria_label=caption)], key="columns")
