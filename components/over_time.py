"""Over time: status by round, who reported, and what moved between two rounds."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from analysis.attention import outstanding_by_theme_and_agency, pace_at
from analysis.movement import grid_between, movement_between
from analysis.promises import targets_by_round
from analysis.rounds import NO_MONTH, rounds
from analysis.status import count_by_round, coverage_by_agency
from analysis.table_rows import rows_of
from components import elements
from components.choices.controls import choice_links, select_form
from components.choices.filter_bar import filter_bar_parts
from components.document.document import Document
from components.elements import HtmlNode, answer, columns, element, heading, part, section, subtitle_part
from components.figures import status_over_time_part
from components.groups import GROUPS, counted_groups, group_label, group_name
from components.marks.lines import mark_picture, marked_line
from components.session.view import View
from components.texts import count_link, judged_later, listed, with_links
from model.terms import STANDSTILLS, Movement, ShownPart, TableRow
from wording.answers.alt_texts import coverage_summary
from wording.answers.headline import from_to, movement_summary, pace_sentences
from wording.catalogue import label
from wording.formatting import format_count, format_round, mark_word, status_words

# The most rounds whose table has room beside the chart.
_MOST_BESIDE = 4


def over_time(view: View) -> Document:
    """Return the page."""
    _, months = view.translator, rounds(view.unfiltered, as_at=view.as_at)
    latest = months[-1] if months else NO_MONTH
    start, end = sorted(_requested_rounds(view, months)) if len(months) > 1 else (None, latest)
    moves = movement_between(view.chosen, start=start, end=end)
    moved = [elements.paragraphs_part(_("There are not yet two rounds to compare."), key="too-few")]
    if start is not None:
        between = {"since": f"{start:%Y-%m}", "at": f"{end:%Y-%m}"}
        chosen = [_round_choice_part(view, months), _movement_grid_part(view, between, start=start, end=end)]
        moved = [columns([2, 3], chosen, [_movement_list_part(view, moves, between)])]
    share = view.parameter("show")[:1] == ["share"]
    measures, measure = {"count": _("Count"), "share": _("Share")}, "share" if share else "count"
    choice = part("measure", choice_links(view, "show", _("Show"), measures, chosen=measure, shown=False))
    chart = status_over_time_part(view, count_by_round(view.chosen, as_at=view.as_at), share=share)
    status = section(_("Status over time"), choice, chart)
    reported = section(_("Who reported in which round"), _coverage_part(view))
    pace = _pace_parts(view)
    is_long = len(months) > _MOST_BESIDE
    above = [columns([3, 2], status, pace), *reported] if is_long else [columns([3, 2], [*status, *pace], reported)]
    rule = _("Rounds stand at equal spacing. A recommendation keeps its status until it is rated again.")
    return Document(
        answer(movement_summary(moves["movement"], (start, end), _)),
        subtitle_part(rule, *judged_later(view)),
        *filter_bar_parts(view),
        *above,
        *section(_("Movement between two rounds"), *moved),
        *_targets_over_time_parts(view),
        *section(_("Outstanding by theme and lead agency"), _heat_part(view)),
    )


def _pace_parts(view: View) -> list[HtmlNode]:
    """Return when all would be complete at the pace so far; nothing where there are too few rounds to say."""
    pace = pace_at(view.chosen, as_at=view.as_at)
    if pace is None:
        return []
    _ = view.translator
    first, stop, others = pace_sentences(pace, _).partition(". ")
    link = count_link(view, pace.outstanding, only=ShownPart.OUTSTANDING.value)
    linked = with_links(others, (format_count(pace.outstanding, _), link))
    return section(_("At this pace"), elements.paragraphs_part([first, stop, *linked], key="pace"))


def _heat_part(view: View) -> HtmlNode:
    """Show how many are outstanding of each theme with each lead agency, the more the darker; each opens its list."""
    _, table = view.translator, outstanding_by_theme_and_agency(view.chosen, as_at=view.as_at)
    counts = {(str(row[0]), str(row[1])): row[3] for row in table.itertuples(index=False, name=None)}
    themes, agencies = (list(counted_groups(view, group)["group"]) for group in GROUPS)
    most = max(counts.values(), default=0)

    def cell(theme: object, agency: object) -> HtmlNode:
        n, lead = counts.get((str(theme), str(agency))), view.slug("lead", agency)
        chosen = {"only": ShownPart.OUTSTANDING.value, "theme": view.slug("theme", theme), "lead": lead}
        return _shaded_cell(n, most, count_link(view, n or 0, **chosen))

    rows = [(group_name(view, "theme", theme), [cell(theme, agency) for agency in agencies]) for theme in themes]
    headings = [_("Theme"), *(group_label(view, "lead_agency", each) for each in agencies)]
    rule = _("Each number is of what is outstanding; a dash is a pair without a recommendation.")
    heat = _figures_table(_("Outstanding by theme and lead agency"), headings, rows, class_="list figures heat")
    return part("heat", heat, element("p", rule, class_="muted small"))


def _figures_table(
    caption: str, headings: Sequence[HtmlNode], rows: Iterable[tuple[HtmlNode, Iterable[HtmlNode]]], **look: Any
) -> HtmlNode:
    """Return a table whose rows have a name and cells of numbers; `headings` begin with that of the names."""
    columns = [heading(label, class_="number" if place else None) for place, label in enumerate(headings)]
    drawn = (element("tr", element("th", name, scope="row"), *cells) for name, cells in rows)
    return elements.table_region(caption, columns, drawn, **look)


def _coverage_part(view: View) -> HtmlNode:
    """Show of how many recommendations of each agency something was reported in each round, the more the darker."""
    _, coverage = view.translator, coverage_by_agency(view.chosen, as_at=view.as_at)
    summary = element("p", coverage_summary(coverage, _, names=view.names), class_="prose")
    if coverage.empty:
        return part("coverage", summary)

    def cell(row: TableRow) -> HtmlNode:
        n, total = int(row.reported), int(row.recommendations)
        words = _("{n} of {total}", n=format_count(n, _), total=format_count(total, _))
        chosen = {"lead": view.slug("lead", row.lead_agency), "at": f"{row.round:%Y-%m}"}
        link = count_link(view, n, words, only=ShownPart.REPORTED.value, **chosen)
        return _shaded_cell(n if total else None, total, link)

    agencies = coverage.groupby("lead_agency", sort=False, dropna=False)
    rows = [(group_name(view, "lead_agency", name), map(cell, rows_of(of_agency))) for name, of_agency in agencies]
    months = (format_round(month, _, short=True) for month in dict.fromkeys(coverage["round"]))
    headings, look = [_("Lead agency"), *months], "list figures heat"
    table = _figures_table(_("Who reported in which round"), headings, rows, class_=look, newest=True)
    none_due = element("p", _("A dash: no report was due."), class_="muted")
    return part("coverage", summary, table, none_due if coverage["recommendations"].eq(0).any() else None)


def _shaded_cell(n: int | None, most: int, content: HtmlNode) -> HtmlNode:
    """Return a cell with a number in one of four shades, by its share of the most; a dash for None."""
    if n is None:
        return element("td", "–", class_="number muted")
    return element("td", content, class_=f"number shade-{-(-4 * n // most)}" if n else "number")


def _requested_rounds(view: View, months: Sequence[pd.Timestamp]) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the rounds of both choices, in whatever order; by default the latest two."""
    by_code = {f"{month:%Y-%m}": month for month in months}
    start, end = ("".join(view.parameter(code)[:1]) for code in ("start", "end"))
    return by_code.get(start, months[-2]), by_code.get(end, months[-1])


def _round_choice_part(view: View, months: Sequence[pd.Timestamp]) -> HtmlNode:
    """Return both choices."""
    _, requested = view.translator, _requested_rounds(view, months)
    names = {f"{month:%Y-%m}": format_round(month, _) for month in months}

    def form(code: str, label: str, month: pd.Timestamp, default: pd.Timestamp) -> HtmlNode:
        return select_form(view, code, label, names, chosen=f"{month:%Y-%m}", default=f"{default:%Y-%m}")

    forms = map(form, ("start", "end"), (_("From"), _("To")), requested, months[-2:])
    return part("rounds", element("div", *forms, class_="choices"))


def _targets_over_time_parts(view: View) -> list[HtmlNode]:
    """Return a table of the targets of each agency and how many had slipped by each round; nothing without a target."""
    _, table = view.translator, targets_by_round(view.chosen, as_at=view.as_at, today=view.today)
    if table.empty:
        return []
    months = (format_round(month, _, short=True) for month in dict.fromkeys(table["round"]))
    headings = [_("Lead agency"), *months, _("With a target date"), _("Past target"), _("Days late")]
    rows, only = [], ShownPart.SLIPPED.value
    for name, of_agency in table.groupby("lead_agency", sort=False, dropna=False):
        by_round, lead = list(rows_of(of_agency)), view.slug("lead", name)
        latest: Any = by_round[-1]
        chosen = {"lead": lead, "at": f"{latest.round:%Y-%m}"}
        cells = [count_link(view, row.slipped, only=only, lead=lead, at=f"{row.round:%Y-%m}") for row in by_round]
        cells.append(count_link(view, latest.with_target, only=ShownPart.WITH_TARGET.value, **chosen))
        cells += [count_link(view, latest.late, only=ShownPart.LATE.value, **chosen), format_count(latest.days_late, _)]
        rows.append((group_name(view, "lead_agency", name), [element("td", cell, class_="number") for cell in cells]))
    title = _("Target dates that have slipped")
    return section(title, part("targets", _figures_table(title, headings, rows, class_="list figures", newest=True)))


def _movement_grid_part(view: View, between: dict[str, str], *, start: pd.Timestamp, end: pd.Timestamp) -> HtmlNode:
    """Show the counts of analysis.movement, from_mark by to_mark; marks without a count are omitted."""
    _, grid = view.translator, grid_between(view.chosen, start=start, end=end)
    counted, sides = grid[grid["count"].gt(0)], ["from_mark", "to_mark"]
    before, after = ([mark for mark in dict.fromkeys(grid[side]) if mark in set(counted[side])] for side in sides)
    counts = counted.set_index(sides)["count"].to_dict()
    caption = _("From each status in {start} to each in {end}", start=format_round(start, _), end=format_round(end, _))
    corner = _("{month} ↓ to {end} →", month=format_round(start, _, short=True), end=format_round(end, _, short=True))
    headings = [heading(corner), *(heading(*_mark_and_word(view, mark), class_="number") for mark in after)]
    rows = []
    for mark in before:
        cells = (_count_cell(view, mark, to, counts.get((mark, to), 0), between) for to in after)
        rows.append(element("tr", element("th", *_mark_and_word(view, mark), scope="row"), *cells))
    return part("grid", elements.table_region(caption, headings, rows, class_="list figures grid"), scale=view.scale)


def _movement_list_part(view: View, moves: pd.DataFrame, between: dict[str, str]) -> HtmlNode:
    """Show the recommendations of the grid by movement, backward movements first."""
    nodes: list[HtmlNode] = []

    def line(row: TableRow) -> HtmlNode:
        words = from_to(row.from_mark, row.to_mark, view.scale, view.translator)
        if row.movement in STANDSTILLS:
            words = status_words(row.to_mark, row.basis, view.scale, view.translator)
        return marked_line(view, row, row.to_mark, row.basis, element("div", words, class_="muted small"))

    for movement in Movement:
        rows = moves[moves["movement"].eq(movement)]
        if len(rows):
            words = f"{label('movement', movement, view.translator)} ({format_count(len(rows), view.translator)})"
            title = count_link(view, len(rows), words, only=movement.value, **between)
            shown = listed(view, rows_of(rows), line)
            if movement in STANDSTILLS:
                shown = [element("details", element("summary", view.translator("Show which")), *shown)]
            nodes.append(element("section", element("h3", title), *shown))
    return part("moves", element("div", *nodes, class_="groups"), scale=view.scale)


def _mark_and_word(view: View, mark: str) -> tuple[HtmlNode, HtmlNode]:
    return mark_picture(view, mark), f" {mark_word(mark, view.scale, view.translator)}"


def _count_cell(view: View, before: str, after: str, n: int, between: dict[str, str]) -> HtmlNode:
    """Return the cell of a count, with “unchanged” below it on the diagonal; empty for zero."""
    link = count_link(view, n, was=view.slug("status", before), now=view.slug("status", after), **between)
    nodes: list[HtmlNode] = [element("b", link)] if n else [""]
    if n and before == after:
        nodes = [link, element("span", " ", view.translator("unchanged"), class_="muted small")]
    return element("td", *nodes, class_="number")
