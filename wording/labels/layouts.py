"""The names of the layouts of workbooks."""

from wording.catalogue import Translator

CANONICAL = "canonical"
"""The layout of the workbook contract."""

PAPER = "published-paper"
"""The layout of a published paper, which has no sheets and no columns."""


def layout_name(layout: str, _: Translator) -> str:
    """Return the name of a layout with a short explanation."""
    names = {
        "canonical": _("the sheets of the template"),
        "long": _("a row for each update"),
        "wide": _("columns for each round"),
        "matrix": _("a status for each recommendation and round"),
        "snapshot": _("a list of how everything stands in one month"),
        "separate-sheets": _("recommendations and updates on sheets of their own"),
        "sheets-by-theme": _("a sheet for each theme"),
        "sheets-by-agency": _("a sheet for each agency"),
        "sheets-by-round": _("a sheet for each round"),
        "published-paper": _("a published report"),
        "stacked": _("several tables under one another"),
        "turned": _("a column for each recommendation"),
    }
    return names[layout]
