"""The chart of coverage: how much each agency reported in each round."""

import pandas as pd

from charts.coverage import draw_coverage
from components.elements.html import HtmlNode
from components.figures.chart import Chart, Figures, chart_part
from components.figures.status_over_time import with_round_labels
from components.marks.group_marks import group_label
from components.session.view import View
from wording.answers.alt_texts import coverage_alt
from wording.format.numbers import format_count


def coverage_part(view: View, coverage: pd.DataFrame) -> HtmlNode:
    """Return the number of recommendations each agency reported on in each round (`analysis.status.coverage`)."""
    return chart_part(view, _chart(view, coverage), key="coverage")


def _chart(view: View, coverage: pd.DataFrame) -> Chart:
    _ = view.translator
    table = with_round_labels(view, coverage)
    pairs = zip(table["reported"], table["recommendations"], strict=True)
    table = table.assign(
        group=table["lead_agency"],
        group_label=[group_label(view, "lead_agency", name) for name in table["lead_agency"]],
        label=[_("{n} of {total}", n=format_count(n, _), total=format_count(total, _)) for n, total in pairs],
    )
    return Chart(
        _("Who reported in which round"),
        lambda style: draw_coverage(table, style=style),
        alt=coverage_alt(coverage, _, names=view.names),
        figures=Figures(
            table,
            {
                "group_label": _("Lead agency"),
                "round_label": _("Round"),
                "recommendations": _("Recommendations"),
                "reported": _("Reported"),
                "rated": _("Rated"),
            },
            group="lead",
        ),
    )
