"""The names of the layouts of workbooks."""

from wording.catalogue import Translator

CANONICAL = "canonical"
"""The layout of the workbook contract."""

PAPER = "published-paper"
"""The layout of a published paper, which has no sheets and no columns."""


def layout_name(layout: str, _: Translator) -> str:
    """Return the name of a layout with a short explanation."""
    names = {
        "canonical": _("canonical"),
        "long": _("long (a row for each update)"),
        "wide": _("wide (columns for each round)"),
        "matrix": _("matrix (a status for each recommendation and round)"),
        "snapshot": _("snapshot (how everything stands in one month)"),
        "separate-sheets": _("recommendations and updates on sheets of their own"),
        "sheets-by-theme": _("a sheet for each theme"),
        "sheets-by-agency": _("a sheet for each agency"),
        "sheets-by-round": _("a sheet for each round"),
        "published-paper": _("published paper (a report that tells each recommendation)"),
        "stacked": _("several tables under one another"),
        "forms": _("forms (labels that go down, a form for each recommendation)"),
        "turned": _("turned table (labels that go down, a column for each recommendation)"),
    }
    return names[layout]
