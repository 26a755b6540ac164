"""Recommendation: everything about one recommendation."""

import pandas as pd

from analysis.closure import SupersededRow, superseded_at
from analysis.movement import MovementRow, StalledRow, latest_movement, stalled
from analysis.promises import PromiseRow, promises
from analysis.selection import Neighbours
from analysis.status import ListRow, StatusRow, list_at, marks_by_round, status_at
from analysis.table_rows import rows_of
from analysis.targets import TargetNowRow, TargetStepRow, target_history, targets_at
from analysis.texts.prose_dates import ProseDateRow, dates_in_prose
from analysis.texts.references import ReferenceRow, references
from analysis.texts.update_story import story
from components.choices.filter_bar import filter_bar_parts
from components.document.document import Document
from components.elements.html import HtmlNode, answer, columns, element, part, section_heading
from components.marks.lines import promise_note, story_part, text_block
from components.marks.marks import as_at_link, href_of, list_query, mark_picture, named_ref, title_link, title_of
from components.recommendation.shown import (
    closure_part,
    requested_recommendation,
    unknown_recommendation,
    who_rated_parts,
)
from components.session.links import href
from components.session.view import View
from components.text.filter_toggle import list_link
from components.text.texts import localised, role_or_agency
from model.terms import LIST_SEPARATOR, Basis, NameKind, Problem
from model.tracker.rows import RecommendationRow, RefRow
from wording.answers.headline import movement_sentence, movement_with_month, stalled_reason
from wording.answers.recommendation import format_target, target_change, target_phrase
from wording.format.dates import format_date, format_round, time_and_rounds
from wording.format.statuses import mark_meaning, mark_word
from wording.format.text import begin_sentence, reviewed_ref


def recommendation(view: View) -> Document:
    """Return the page."""
    _, key = view.translator, requested_recommendation(view)
    if key is None:
        return unknown_recommendation(view)
    standing = view.answer_of_all(status_at, as_at=view.as_at)
    row, of_tracker = key.row(view.answer_of_all(list_at, as_at=view.as_at)), key.row(view.tracker.recommendations)
    moved = key.row(view.answer_of_all(latest_movement, as_at=view.as_at))
    updates = view.answer_of_all(story, review=key.review, ref=key.ref, as_at=view.as_at)
    signs = key.rows(view.answer_of_all(stalled, as_at=view.as_at))
    target = key.row(view.answer_of_all(targets_at, as_at=view.as_at, today=view.today))
    left = [
        part("text", text_block(localised(view, of_tracker, "recommendation"))),
        section_heading(_("What has been reported")),
        story_part(view, updates, key.rows(view.answer_of_all(marks_by_round, as_at=view.as_at))),
    ]
    right = [
        section_heading(_("Facts")),
        _facts_part(view, of_tracker, row, signs, target),
        *_target_history_parts(view, key.rows(view.answer_of_all(target_history, as_at=view.as_at))),
        section_heading(_("Monitoring promises")),
        _promises_part(view, key.rows(view.answer_of_all(promises, as_at=view.as_at, today=view.today))),
        *_dates_in_text_parts(view, key.rows(view.answer_of_all(dates_in_prose, as_at=view.as_at))),
        *_links_parts(view, row, standing),
        *who_rated_parts(view, key.review, key.ref),
    ]
    return Document(
        [
            _crumbs_part(view, row, key.neighbours(view)),
            answer(_recommendation_title(view, row), language=localised(view, row, "title").language),
            _current_status_part(view, row, moved) if key.existed(view) else None,
            closure_part(view, key),
            *filter_bar_parts(view),
            key.filter_note_part(view),
            columns([3, 2], left, right),
        ],
        title=_recommendation_title(view, row),
        own={"ref": view.parameter("ref")[-1:], "review": view.parameter("review")[-1:], **list_query(view)},
    )


def _recommendation_title(view: View, row: ListRow) -> str:
    """Return the ref and the title of a recommendation."""
    return f"{named_ref(view, row)} {title_of(view, row)}"


def _crumbs_part(view: View, row: ListRow, neighbours: Neighbours) -> HtmlNode:
    """Return the links to the list as last seen, and to the recommendations before and after."""
    _, back = view.translator, href("recommendations", {**view.query, **list_query(view)})
    theme = list_link(view, "theme", row.theme, view.names.full(NameKind.THEME, row.theme, _))
    review = [f"{row.review} · "] if len(view.filter_options.review) > 1 else []
    parts: list[HtmlNode] = [*review, theme, f" · {_('Recommendation {ref}', ref=row.ref)}"]
    crumbs = element(
        "nav",
        element("a", _("All recommendations"), href=back),
        element("span", *parts, class_="muted"),
        *_neighbour_links(view, neighbours),
        class_="steps crumbs",
        aria_label=_("Recommendations before and after"),
    )
    return part("crumbs", crumbs)


def _current_status_part(view: View, row: ListRow, move: MovementRow | None) -> HtmlNode:
    """Show the current status, its latest movement, and whether it is inferred."""
    _ = view.translator
    meaning = mark_meaning(row.mark, view.scale, _)
    status = list_link(view, "status", row.mark, begin_sentence(mark_word(row.mark, view.scale, _)))
    means = f": {meaning[:1].lower()}{meaning[1:].rstrip('.')}"
    notes: list[str] = []
    if move is not None:
        sentence = movement_sentence(move.from_mark, move.to_mark, move.movement, view.scale, _)
        notes.append(movement_with_month(sentence, move.movement, row.moved_on, _))
    if row.basis == Basis.INFERRED:
        notes.append(_("inferred from the words of the update"))
    words = element("strong", status, means), element("span", " · ".join(notes), class_="muted")
    now = element("p", mark_picture(view, row.mark, row.basis), element("span", *words, class_="words"), class_="now")
    return part("now", now, scale=view.scale)


def _neighbour_links(view: View, neighbours: Neighbours) -> list[HtmlNode]:
    """Return links to the previous and next recommendation in the list."""
    _ = view.translator
    links: list[HtmlNode] = []
    named = view.tracker.has_shared_refs
    if neighbours.previous:
        text = _("← Recommendation {ref}", ref=reviewed_ref(*neighbours.previous, named=named))
        links.append(element("a", text, href=href_of(view, *neighbours.previous)))
    if neighbours.following:
        text = _("Recommendation {ref} →", ref=reviewed_ref(*neighbours.following, named=named))
        links.append(element("a", text, href=href_of(view, *neighbours.following)))
    return links


def _target_history_parts(view: View, history: pd.DataFrame) -> list[HtmlNode]:
    """Return the rows of analysis.targets under a heading; nothing where the target was never revised."""
    if len(history) <= 1:
        return []
    return [section_heading(view.translator("Target dates")), _steps_part(view, history)]


def _steps_part(view: View, history: pd.DataFrame) -> HtmlNode:
    """Show each target with when it was set, how it changed and why, the latest first."""
    _ = view.translator
    lines = [
        element(
            "li",
            format_target(row, _),
            element("div", target_change(row, _), class_="muted small"),
            *([element("div", row.reason, class_="small", lang="en")] if isinstance(row.reason, str) else []),
        )
        for row in rows_of(history.iloc[::-1], TargetStepRow)
    ]
    return part("targets", element("ul", *lines, class_="lines"))


def _facts_part(
    view: View, row: RecommendationRow, moved: ListRow, stalled: pd.DataFrame, target: TargetNowRow
) -> HtmlNode:
    """Show the agencies, the theme, how long the status has been the same, and the signs of stalling."""
    _, names = view.translator, view.names
    facts: dict[str, HtmlNode] = {_("Lead agency"): _agency(view, "lead", row.lead_agency)}
    if isinstance(row.supporting_agencies, str):
        supporting = row.supporting_agencies.split(LIST_SEPARATOR)
        facts[_("Supporting agencies")] = element(
            "span",
            *[part for node in ([_agency(view, "agency", name) for name in supporting]) for part in (", ", node)][1:],
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


def _promises_part(view: View, promises: pd.DataFrame) -> HtmlNode:
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


def _dates_in_text_parts(view: View, dates: pd.DataFrame) -> list[HtmlNode]:
    """Return the future dates found in updates and promises under a heading; nothing where there is none."""
    if dates.empty:
        return []
    return [section_heading(view.translator("Dates to come in the text")), _dates_part(view, dates)]


def _links_parts(view: View, row: RefRow, standing: pd.DataFrame) -> list[HtmlNode]:
    """Return under a heading what takes whose place, and the references to and from other recommendations."""
    superseded = view.answer_of_all(superseded_at, as_at=view.as_at)
    linked = _links_part(view, row, view.answer_of_all(references), superseded, standing)
    return [section_heading(view.translator("Linked")), linked]


def _agency(view: View, parameter: str, agency: object) -> HtmlNode:
    return list_link(view, parameter, agency, view.names.full(NameKind.AGENCY, agency, view.translator))


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
