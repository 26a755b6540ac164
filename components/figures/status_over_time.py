"""The chart of status over time, with its alternative text and its figures."""

import pandas as pd

from charts.status_over_time import LEAST_HEIGHT, draw_status_over_time
from components.choices.controls import choice_links
from components.elements.html import HtmlNode, part
from components.figures.chart import Chart, Figures, chart_part
from components.session.view import View
from wording.answers.alt_texts import status_over_time_alt
from wording.format.dates import format_round


def status_over_time_part(  # noqa: PLR0913 - options by name
    view: View,
    counts: pd.DataFrame,
    *,
    title: str = "",
    share: bool = False,
    linked: bool = True,
    least_height: int = LEAST_HEIGHT,
    key: str = "over-time",
) -> HtmlNode:
    """Return counts by round from analysis.status.counts as stacked columns; `share` shows percentages."""
    title = title or view.translator("Status over time")
    chart = _chart(view, counts, title=title, share=share, linked=linked, least_height=least_height)
    return chart_part(view, chart, key=key)


def _chart(  # noqa: PLR0913 - options by name
    view: View, counts: pd.DataFrame, *, title: str, share: bool, linked: bool, least_height: int
) -> Chart:
    _ = view.translator
    labelled = with_round_labels(view, counts)
    return Chart(
        title,
        lambda style: draw_status_over_time(labelled, style=style, share=share, least_height=least_height),
        alt=status_over_time_alt(counts, view.scale, _),
        figures=Figures(
            labelled[labelled["count"] > 0],
            {"round_label": _("Round"), "mark": _("Status"), "count": _("Count"), "share": _("Share")},
            group="" if linked else None,
        ),
    )


def chosen_measure(view: View) -> str:
    """Return `count` or `share`, by the query parameter `show`."""
    return "share" if view.parameter("show")[:1] == ["share"] else "count"


def measure_choice_part(view: View) -> HtmlNode:
    """Return the choice between counts and shares."""
    _ = view.translator
    names = {"count": _("Count"), "share": _("Share")}
    return part("measure", choice_links(view, "show", _("Show"), names, chosen=chosen_measure(view), shown=False))


def with_round_labels(view: View, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with a new column `round_label`: the round's month in the reader's language."""
    labels = {month: format_round(month, view.translator, short=True) for month in table["round"].unique()}
    return table.assign(round_label=table["round"].map(labels))
