"""What is missing from the tracker: who was silent in which round, and fields that are blank."""

import pandas as pd

from components.marks import mark_link, rows_of
from components.nodes import Node, element, show
from components.view import View
from model.terms import NOT_RATED, NOT_REPORTED
from wording.dates import format_round


def show_missing(view: View, marks: pd.DataFrame, standing: pd.DataFrame) -> None:
    """Show, for each round, which recommendations nobody reported on and which were reported and not rated."""
    _ = view.translator
    titled = marks.merge(standing[["review", "ref", "title", "title_cy"]], on=["review", "ref"], how="left")
    words = {NOT_REPORTED: _("not reported"), NOT_RATED: _("reported, not rated")}
    lines: list[Node] = []
    for rows in (rows for _key, rows in titled[titled["mark"].isin(words)].groupby(["round", "mark"], sort=False)):
        label = element("dt", f"{format_round(rows['round'].iloc[0], _)}: {words[rows['mark'].iloc[0]]}")
        lines += [label, element("dd", *(mark_link(view, row, number=True) for row in rows_of(rows.head(60))))]
    if not lines:
        show(
            [element("p", _("Every recommendation was reported and rated in every round."), class_="muted")],
            key="missing",
        )
        return
    show([element("dl", *lines, class_="rows")], key="missing", scale=view.scale)
