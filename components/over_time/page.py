"""Over time: status by round, who reported, and what moved between two rounds."""

from datetime import date

import pandas as pd

from analysis.movement.movement import grid_between, movement_between
from analysis.status.counts import count_by_round
from analysis.status.coverage import coverage_by_agency
from analysis.targets.by_round import targets_by_round
from analysis.updates.rounds import NO_MONTH, rounds
from charts.coverage import draw_coverage
from components.choices.controls import select_form
from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar_parts
from components.document.document import Document
from components.elements.html import (
    HtmlNode,
    answer,
    columns,
    element,
    paragraphs_part,
    part,
    section_heading,
    subtitle_part,
)
from components.figures.chart import (
    Chart,
    Figures,
    chart_part,
    chosen_measure,
    measure_choice_part,
    status_over_time_part,
    with_round_labels,
)
from components.marks.group_marks import group_label
from components.over_time.movement_grid import movement_grid_part, movement_list_part, room_for_movement
from components.session.view import View
from components.text.since import judged_later
from wording.answers.alt_texts import coverage_alt
from wording.answers.headline import movement_summary
from wording.answers.targets import slipped_alt
from wording.format.dates import format_round
from wording.format.numbers import format_count


def over_time(view: View) -> Document:
    """Return the page."""
    if view.empty:
        return no_match(view)
    _ = view.translator
    months = view.answer_of_all(rounds, as_at=view.as_at)
    start, end = _chosen_rounds(view, months)
    moves = view.answer(movement_between, start=start, end=end)
    coverage = view.answer(coverage_by_agency, as_at=view.as_at)
    room, share = room_for_movement(coverage), chosen_measure(view) == "share"
    counts = view.answer(count_by_round, as_at=view.as_at)
    status = [
        section_heading(_("Status over time")),
        measure_choice_part(view),
        status_over_time_part(view, counts, share=share, least_height=room.chart_height),
    ]
    reported = [section_heading(_("Who reported in which round")), _coverage_part(view, coverage)]
    below = reported if room.below_coverage else status
    below.append(section_heading(_("Movement between two rounds")))
    listed: list[HtmlNode] = []
    if start is None:
        below.append(paragraphs_part(_("There are not yet two rounds to compare."), key="too-few"))
    else:
        grid = view.answer(grid_between, start=start, end=end)
        below += [_round_choice_part(view, months), movement_grid_part(view, grid, start=start, end=end)]
        listed = [
            *_targets_over_time_parts(view),
            section_heading(_("Recommendations by movement")),
            movement_list_part(view, moves, start=start, end=end),
        ]
    rule = _("Rounds stand at equal spacing. A recommendation keeps its status until it is rated again.")
    return Document(
        [
            answer(movement_summary(moves["movement"], (start, end), _)),
            subtitle_part(rule, *judged_later(view)),
            *filter_bar_parts(view),
            columns([3, 2], status, reported),
            *listed,
        ],
        own={"show": ["share"] if share else [], **_understood_rounds(view, months)},
    )


def _coverage_part(view: View, coverage: pd.DataFrame) -> HtmlNode:
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


def _chosen_rounds(view: View, months: list[pd.Timestamp]) -> tuple[pd.Timestamp | None, pd.Timestamp]:
    """Return the two chosen rounds, the earlier first; by default the latest two.

    With fewer than two rounds the earlier one is None.
    """
    if len(months) < 2:
        return None, months[-1] if months else NO_MONTH
    codes = _codes(months)
    chosen = _chosen_code(view, "start", codes, codes[-2]), _chosen_code(view, "end", codes, codes[-1])
    first, last = sorted(chosen)
    return pd.Timestamp(f"{first}-01"), pd.Timestamp(f"{last}-01")


def _round_choice_part(view: View, months: list[pd.Timestamp]) -> HtmlNode:
    """Return both choices."""
    _, codes = view.translator, _codes(months)
    names = {code: format_round(date.fromisoformat(f"{code}-01"), _) for code in codes}
    forms = []
    for code, label, default in (("start", _("From"), codes[-2]), ("end", _("To"), codes[-1])):
        chosen = _chosen_code(view, code, codes, default)
        forms.append(select_form(view, code, label, names, chosen=chosen, default=default))
    return part("rounds", element("div", *forms, class_="choices"))


def _understood_rounds(view: View, months: list[pd.Timestamp]) -> dict[str, list[str]]:
    """Return the query parameters of both choices that name a round."""
    codes = _codes(months)
    return {code: [value for value in view.parameter(code) if value in codes][:1] for code in ("start", "end")}


def _codes(months: list[pd.Timestamp]) -> list[str]:
    return [month.strftime("%Y-%m") for month in months]


def _chosen_code(view: View, code: str, codes: list[str], default: str) -> str:
    return next((value for value in view.parameter(code) if value in codes), default)


def _targets_over_time_parts(view: View) -> list[HtmlNode]:
    """Return a section with the slips of each agency; nothing where no recommendation has a target date."""
    table = view.answer(targets_by_round, as_at=view.as_at, today=view.today)
    if table.empty:
        return []
    heading = section_heading(view.translator("Target dates that have slipped"))
    return [heading, chart_part(view, _targets_chart(view, table), key="targets")]


def _targets_chart(view: View, table: pd.DataFrame) -> Chart:
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
