"""The rows of the list of recommendations: a table on a wide screen, and a block each on a phone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.closure.decisions import DecisionRow
from analysis.closure.self_assessment import SelfAssessmentRow
from analysis.promises.next_promise import NextPromiseRow
from analysis.selection.found_text import FoundPlaces
from analysis.status.latest_status import ListRow
from analysis.table_rows import rows_of
from analysis.targets.targets_at import TargetNowRow
from analysis.texts.bullet_points import points_of
from analysis.updates.latest_words import LatestWordsRow
from components.elements.block_table import labelled_cell, row_heading
from components.elements.html import HtmlNode, element
from components.marks.marks import recommendation_href, title_link
from components.marks.promise_line import promise_note
from components.recommendations.found_lines import found_lines
from components.recommendations.status_cell import status_cell
from components.session.view import View
from components.text.filter_toggle import filter_toggle, round_link
from components.text.localised_text import localised
from model.terms import NameKind
from reports.content.storable_text import shorten
from wording.answers.occasions import format_due
from wording.answers.targets import days_late, format_target
from wording.format.dates import format_round

MOST_LETTERS = 1000
"""The most letters of the latest words. A screen shows the line of them that fits, and paper all."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What the rows show beside the listing, by review and ref."""

    words: Mapping[Key, LatestWordsRow]
    promises: Mapping[Key, NextPromiseRow]
    targets: Mapping[Key, TargetNowRow]
    decisions: Mapping[Key, DecisionRow]
    agencies: Mapping[Key, SelfAssessmentRow]
    found: Mapping[Key, FoundPlaces]


def list_rows(view: View, listing: pd.DataFrame, facts: RowFacts) -> Iterator[HtmlNode]:
    """Yield a table row for each row of analysis.status.latest_status.list_at."""
    for row in rows_of(listing, ListRow):
        key = (row.review, row.ref)
        yield _row(view, row, facts, key)


def _row(view: View, row: ListRow, facts: RowFacts, key: Key) -> HtmlNode:
    _, target = view.translator, facts.targets.get(key)
    title: list[HtmlNode] = [
        title_link(view, row),
        *_of_review(view, row),
        *found_lines(view, facts.found.get(key, ())),
    ]
    cells: tuple[tuple[str, list[HtmlNode], str], ...] = (
        ("", status_cell(view, row, facts.decisions.get(key), facts.agencies.get(key)), "state"),
        ("", [element("b", row.ref, class_="ref")], "number-of"),
        ("", title, "title"),
        (_("Theme"), [_theme(view, row.theme)], "fact left"),
        (_("Lead agency"), [_agency(view, row.lead_agency)], "fact"),
        (_("Latest words"), _latest_words(view, facts.words.get(key)), "fact words"),
        (_("Same status since"), [_since(view, row)], "fact left"),
        (_("Next promise"), _next_promise(view, row, facts.promises.get(key)), "fact promise"),
        *([(_("Target date"), _target(view, target), "fact target")] if target is not None else []),
    )
    return element("tr", *(_cell(label, nodes, class_) for label, nodes, class_ in cells), role="row")


def _cell(label: str, nodes: list[HtmlNode], class_: str) -> HtmlNode:
    if class_ == "title":
        return row_heading(nodes, class_=class_)
    return labelled_cell(label, nodes, class_=class_)


def _theme(view: View, theme: object) -> HtmlNode:
    name = view.names.full(NameKind.THEME, theme, view.translator)
    return filter_toggle(view, "theme", theme, name, label=name)


def _agency(view: View, agency: object) -> HtmlNode:
    _, names = view.translator, view.names
    short, full = names.short(NameKind.AGENCY, agency, _), names.full(NameKind.AGENCY, agency, _)
    return filter_toggle(view, "lead", agency, short, label=full)


def _of_review(view: View, row: ListRow) -> list[HtmlNode]:
    """Return the review's name, of a tracker with several."""
    return [element("span", f" · {row.review}", class_="muted")] if len(view.filter_options.review) > 1 else []


def _since(view: View, row: ListRow) -> HtmlNode:
    """Return the round from which the status has been the same, as a link to the list as at it."""
    _ = view.translator
    if pd.isna(row.moved_on):
        return _("none")
    return round_link(view, row.moved_on, format_round(row.moved_on, _, short=True))


def _latest_words(view: View, row: LatestWordsRow | None) -> list[HtmlNode]:
    """Return the latest update with words on one line, after its month: they may be older than the status."""
    _ = view.translator
    if row is None:
        return [element("span", _("none"), class_="muted")]
    text = localised(view, row, "update")
    words = shorten(" ".join(points_of(text.text)), MOST_LETTERS).replace(" …", "\u00a0…")
    month = element("span", f"{format_round(row.round, _, short=True)}: ", class_="muted")
    return [element("div", month, element("span", words, lang=text.language), class_="brief", title=words)]


def _next_promise(view: View, item: ListRow, row: NextPromiseRow | None) -> list[HtmlNode]:
    """Return when the next promise is due, with a link to the recommendation where it has others."""
    _ = view.translator
    if row is None:
        return [element("span", _("none"), class_="muted")]
    nodes: list[HtmlNode] = [format_due(row, _)]
    if overdue := promise_note(view, row):
        nodes += [" ", element("strong", overdue, class_="tag")]
    if row.open_promises > 1:
        more = _.plural("and {n} more", "and {n} more", row.open_promises - 1)
        nodes += [" ", element("a", more, href=recommendation_href(view, item), class_="plain muted nowrap")]
    return nodes


def _target(view: View, row: TargetNowRow) -> list[HtmlNode]:
    """Return the target date, with how late it is and how often it slipped."""
    _ = view.translator
    late = days_late(row, _)
    nodes: list[HtmlNode] = [format_target(row, _)]
    if late:
        nodes += [" ", element("strong", late, class_="tag nowrap")]
    if row.slips:
        slipped = _.plural("slipped {n} time", "slipped {n} times", row.slips)
        nodes += [" ", element("span", slipped, class_="muted nowrap")]
    return nodes
