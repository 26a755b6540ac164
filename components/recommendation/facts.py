"""The side column of a recommendation: its facts, promises, dates found in its texts, and links."""

import pandas as pd

from analysis.closure.decisions import SupersededRow, superseded_at
from analysis.movement.stalled import StalledRow
from analysis.promises.promises import PromiseRow
from analysis.status.latest_status import ListRow, StatusRow
from analysis.table_rows import rows_of
from analysis.targets.targets_at import TargetNowRow
from analysis.texts.prose_dates import ProseDateRow
from analysis.texts.references import ReferenceRow, references
from components.elements.html import HtmlNode, element, part, section_heading
from components.marks.lines import promise_note
from components.marks.marks import as_at_link, title_link
from components.session.view import View
from components.text.filter_toggle import list_link
from components.text.texts import localised, role_or_agency
from model.terms import LIST_SEPARATOR, NameKind, Problem
from model.tracker.rows import RecommendationRow, RefRow
from wording.answers.attention import stalled_reason
from wording.answers.targets import target_phrase
from wording.format.dates import format_date, format_round
from wording.format.durations import time_and_rounds


def facts_part(
    view: View, row: RecommendationRow, moved: ListRow, stalled: pd.DataFrame, target: TargetNowRow
) -> HtmlNode:
    """Show the agencies, the theme, how long the status has been the same, and the signs of stalling."""
    _, names = view.translator, view.names
    facts: dict[str, HtmlNode] = {_("Lead agency"): _agency(view, "lead", row.lead_agency)}
    if isinstance(row.supporting_agencies, str):
        supporting = row.supporting_agencies.split(LIST_SEPARATOR)
        facts[_("Supporting agencies")] = element(
            "span", *_listed([_agency(view, "agency", name) for name in supporting])
        )
    if isinstance(row.lead_role, str):
        facts[_("Lead role")] = names.full(NameKind.ROLE, row.lead_role, _)
    facts[_("Theme")] = list_link(view, "theme", row.theme, names.full(NameKind.THEME, row.theme, _))
    if isinstance(row.accepted, str):
        facts[_("Accepted")] = row.accepted
    facts[_("Target date")] = target_phrase(target, _)
    if not pd.isna(moved.moved_on):
        time = time_and_rounds(int(moved.rounds), int(moved.days), moved.moved_on.date(), _)
        facts[_("Same status since")] = element("span", as_at_link(view, row, moved.moved_on), f", {time}")
    if len(stalled):
        facts[_("Stalled")] = "; ".join(stalled_reason(sign, _) for sign in rows_of(stalled, StalledRow))
    pairs: list[HtmlNode] = []
    for name, value in facts.items():
        pairs += [element("dt", name), element("dd", value)]
    return part("facts", element("dl", *pairs, class_="facts"))


def promises_part(view: View, promises: pd.DataFrame) -> HtmlNode:
    """Show the monitoring promises, each with its date and with whom, in the order they fall due."""
    _ = view.translator
    if promises.empty:
        return part("promises", element("p", _("No promise of monitoring is recorded."), class_="muted"))
    lines = [
        element(
            "li",
            localised(view, row, "activity").node(),
            element("div", _when_and_with(view, row), class_="muted small"),
            *_outcome(view, row),
        )
        for row in rows_of(promises, PromiseRow)
    ]
    return part("promises", element("ul", *lines, class_="lines"))


def dates_in_text_parts(view: View, dates: pd.DataFrame) -> list[HtmlNode]:
    """Return the future dates found in updates and promises under a heading; nothing where there is none."""
    if dates.empty:
        return []
    return [section_heading(view.translator("Dates to come in the text")), _dates_part(view, dates)]


def links_parts(view: View, row: RefRow, standing: pd.DataFrame) -> list[HtmlNode]:
    """Return under a heading what takes whose place, and the references to and from other recommendations."""
    superseded = view.answer_of_all(superseded_at, as_at=view.as_at)
    linked = _links_part(view, row, view.answer_of_all(references), superseded, standing)
    return [section_heading(view.translator("Linked")), linked]


def _agency(view: View, parameter: str, agency: object) -> HtmlNode:
    return list_link(view, parameter, agency, view.names.full(NameKind.AGENCY, agency, view.translator))


def _listed(nodes: list[HtmlNode]) -> list[HtmlNode]:
    return [part for node in nodes for part in (", ", node)][1:]


def _dates_part(view: View, dates: pd.DataFrame) -> HtmlNode:
    """Show each date with its sentence."""
    lines = [
        element("li", f"“{row.sentence}”", element("div", _found_in(view, row), class_="muted small"))
        for row in rows_of(dates, ProseDateRow)
    ]
    return part("dates", element("ul", *lines, class_="lines"))


def _links_part(
    view: View, row: RefRow, references: pd.DataFrame, superseded: pd.DataFrame, standing: pd.DataFrame
) -> HtmlNode:
    """Show what takes whose place, and the references to and from others; broken and self references are labelled."""
    _ = view.translator
    of_review = references[references["review"].eq(row.review)]
    titles = {other.ref: other for other in rows_of(standing[standing["review"].eq(row.review)], StatusRow)}
    to = of_review[of_review["ref"].eq(row.ref)].drop_duplicates("target")
    by = of_review[of_review["target"].eq(row.ref) & of_review["ref"].ne(row.ref)].drop_duplicates("ref")
    lines = _superseded_lines(view, row, superseded, standing)
    lines += [_reference(view, _("Refers to"), link.target, link.problem, titles) for link in rows_of(to, ReferenceRow)]
    lines += [_reference(view, _("Referred to by"), link.ref, None, titles) for link in rows_of(by, ReferenceRow)]
    if not lines:
        lines = [element("li", _("No reference to or from another recommendation."), class_="muted")]
    return part("links", element("ul", *lines, class_="lines"))


def _superseded_lines(view: View, row: RefRow, superseded: pd.DataFrame, standing: pd.DataFrame) -> list[HtmlNode]:
    """Return a line for what takes the place of a recommendation, and for each whose place it takes."""
    _, key = view.translator, (row.review, row.ref)
    rows = {(other.review, other.ref): other for other in rows_of(standing, StatusRow)} if len(superseded) else {}
    found = [((each.review, each.ref), (each.by_review, each.by_ref)) for each in rows_of(superseded, SupersededRow)]
    links = [(_("Superseded by"), by) for replaced, by in found if replaced == key]
    links += [(_("Takes the place of"), replaced) for replaced, by in found if by == key]
    return [element("li", f"{words} ", title_link(view, rows[other], with_ref=True)) for words, other in links]


def _reference(view: View, words: str, ref: str, problem: object, titles: dict[str, StatusRow]) -> HtmlNode:
    _ = view.translator
    if problem == Problem.SELF:
        return element(
            "li", _("A text refers to Recommendation {ref}, which is this one: probably another was meant.", ref=ref)
        )
    if ref not in titles:
        return element("li", _("A text refers to Recommendation {ref}, which is not in this tracker.", ref=ref))
    other = titles[ref]
    return element("li", f"{words} ", title_link(view, other, with_ref=True))


def _found_in(view: View, row: ProseDateRow) -> str:
    _ = view.translator
    when = format_date(row.first, row.last, row.precision, row.words, _)
    if pd.isna(row.round):
        return _("{date}: found in the text of a promise", date=when)
    return _("{date}: found in the text of {month}", date=when, month=format_round(row.round, _))


def _outcome(view: View, row: PromiseRow) -> list[HtmlNode]:
    outcome = localised(view, row, "outcome")
    return [element("div", outcome.node(), class_="small")] if outcome.text else []


def _when_and_with(view: View, row: PromiseRow) -> str:
    _ = view.translator
    words = [format_date(row.due, row.due_last, row.due_precision, row.due_words, _)]
    if isinstance(row.with_whom, str):
        words.append(_("with {role}", role=role_or_agency(view, row.with_whom)))
    words.append(promise_note(view, row))
    return " · ".join(word for word in words if word)
