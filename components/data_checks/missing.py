"""What is missing from the tracker: recommendations without a report or a rating, and blank cells by column."""

import pandas as pd

from analysis.status.latest_status import StatusRow
from analysis.table_rows import rows_of
from analysis.updates.blank_cells import BlankCellsRow
from components.elements.html import HtmlNode, element, part
from components.elements.table import heading, table_region
from components.marks.marks import numbered_marks
from components.session.view import View
from components.text.more import MOST_MORE, rest_of
from model.terms import NOT_RATED, NOT_REPORTED
from wording.format.dates import format_round
from wording.format.numbers import format_count

MOST = 60
"""The number of recommendations listed for a round; the rest stand behind their number."""


def unreported_part(view: View, marks: pd.DataFrame, standing: pd.DataFrame) -> HtmlNode:
    """Show for each round, newest first, which recommendations were not reported, or reported but not rated."""
    _ = view.translator
    words = {NOT_REPORTED: _("not reported"), NOT_RATED: _("reported, not rated")}
    titled = marks.merge(standing[["review", "ref", "title", "title_cy"]], on=["review", "ref"], how="left")
    missing = titled[titled["mark"].isin(words)].sort_values("round", ascending=False, kind="stable")
    lines: list[HtmlNode] = []
    for rows in (rows for _key, rows in missing.groupby(["round", "mark"], sort=False)):
        label = f"{format_round(rows['round'].iloc[0], _)}: {words[rows['mark'].iloc[0]]}"
        links = numbered_marks(view, rows_of(rows.head(MOST), StatusRow))
        rest = numbered_marks(view, rows_of(rows.iloc[MOST : MOST + MOST_MORE], StatusRow))
        more = rest_of(view, [element("div", *rest, class_="marks")], len(rows) - MOST, shown=MOST_MORE)
        lines += [element("dt", label), element("dd", *links, *more)]
    if lines:
        return part("silent", element("dl", *lines, class_="rows"), scale=view.scale)
    else:
        text = _("Every recommendation was reported and rated in every round.")
        if marks.empty:
            text = _("Nothing has been reported yet.")
        return part("silent", element("p", text, class_="muted"))


def blanks_part(view: View, blanks: pd.DataFrame) -> HtmlNode:
    """Show the number of blank cells of each column (`analysis.updates.blank_cells`)."""
    _ = view.translator
    rows = [
        element(
            "tr",
            element("td", row.sheet),
            element("td", row.heading),
            element(
                "td",
                _("{n} of {total}", n=format_count(row.blank, _), total=format_count(row.rows, _)),
                class_="number",
            ),
        )
        for row in rows_of(blanks, BlankCellsRow)
    ]
    columns = [heading(_("Sheet")), heading(_("Column")), heading(_("Blank cells"), number=True)]
    table = table_region(_("Blank cells by column"), columns, rows, class_="list figures")
    return part("blanks", element("details", element("summary", _("Blank cells by column")), table))
