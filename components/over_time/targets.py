"""The chart of target dates over time: how many had slipped by each round, by lead agency."""

import pandas as pd

from analysis.targets.by_round import targets_by_round
from charts.coverage import draw_coverage
from components.elements.html import HtmlNode
from components.figures.chart import Chart, Figures, chart_part
from components.figures.status_over_time import with_round_labels
from components.marks.group_marks import group_label
from components.session.view import View
from components.text.page_header import section_heading
from wording.answers.targets import slipped_alt
from wording.format.numbers import format_count


def targets_over_time_parts(view: View) -> list[HtmlNode]:
    """Return a section with the slips of each agency; nothing where no recommendation has a target date."""
    table = view.answer(targets_by_round, as_at=view.as_at, today=view.today)
    if table.empty:
        return []
    heading = section_heading(view.translator("Target dates that have slipped"))
    return [heading, chart_part(view, _chart(view, table), key="targets")]


def _chart(view: View, table: pd.DataFrame) -> Chart:
    _ = view.translator
    pairs = zip(table["slipped"], table["with_target"], strict=True)
    drawn = with_round_labels(view, table).assign(
        group=table["lead_agency"],
        group_label=[group_label(view, "lead_agency", name) for name in table["lead_agency"]],
        label=[_("{n} of {total}", n=format_count(n, _), total=format_count(total, _)) for n, total in pairs],
        reported=table["slipped"],
        recommendations=table["with_target"],
    )
    return Chart(
        _("Target dates that have slipped"),
        lambda style: draw_coverage(drawn, style=style),
        alt=slipped_alt(table, _),
        figures=Figures(
            drawn,
            {
                "group_label": _("Lead agency"),
                "round_label": _("Round"),
                "with_target": _("With a target date"),
                "slipped": _("Slipped"),
                "slips": _("Slips"),
                "late": _("Past the target date"),
                "days_late": _("Days late"),
            },
            group="lead",
        ),
    )
