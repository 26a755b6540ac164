"""Groups as rows of marks: each recommendation of a theme or an agency, worst first."""

import pandas as pd

from analysis.counts import Group
from components.marks import mark_link, rows_of
from components.nodes import Node, element, show
from components.view import View
from model.terms import NameKind

MOST_MARKS = 60
GROUPS: tuple[Group, Group] = ("theme", "lead_agency")
GROUP_KINDS = {"theme": NameKind.THEME, "lead_agency": NameKind.AGENCY}


def show_mark_rows(view: View, standing: pd.DataFrame, ranked: pd.DataFrame, *, group: str, key: str) -> None:
    """Show a row of marks a group, in the order of a ranking from analysis.groups."""
    order = standing["mark"].map(view.scale.rank).fillna(len(view.scale.names))
    worst_first = standing.assign(order=order).sort_values("order", kind="stable")
    rows: list[Node] = []
    for name in ranked["group"]:
        members = worst_first[worst_first[group].isna() if pd.isna(name) else worst_first[group] == name]
        rows.append(element("dt", group_label(view, group, name)))
        rows.append(element("dd", *(mark_link(view, row, number=True) for row in rows_of(members))))
    show([element("dl", *rows, class_="rows")], key=key, scale=view.scale)


def group_label(view: View, group: str, name: object) -> str:
    """Return a theme's name, or an agency's short name, in the reader's language."""
    if group == "lead_agency":
        return view.names.short(NameKind.AGENCY, name, view.translator)
    return view.names.full(GROUP_KINDS[group], name, view.translator)
