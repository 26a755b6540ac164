"""Recommendation: everything about one recommendation."""

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd

from analysis.movement import latest_movement, stalled
from analysis.promises import promises, target_history, targets_at
from analysis.selection import Selection
from analysis.status import decisions, marks_by_round, self_assessments, status_at, superseded_at
from analysis.table_rows import rows_of
from analysis.texts.phrases import dates_in_prose, story
from analysis.texts.references import references
from components.choices.filter_bar import filter_bar_parts
from components.choices.listing import chosen_order, in_order
from components.document.document import NOT_FOUND, Document
from components.elements import HtmlNode, answer, columns, definitions, element, joined, part, section
from components.marks import lines
from components.session.links import href
from components.session.view import View
from components.texts import list_link, localised
from model.terms import LIST_SEPARATOR, Basis, Problem, RefRow, TableRow
from wording.answers.headline import movement_sentence, movement_with_month, stalled_reason
from wording.answers.recommendation import decided_later_sentence, format_target, target_change, target_phrase
from wording.formatting import begin_sentence, format_round, mark_meaning, mark_word, reviewed_ref, time_and_rounds


def recommendation(view: View) -> Document:
    """Return the page."""
    _, table = view.translator, view.tracker.recommendations
    ref, review = ("".join(view.parameter(name)[-1:]).strip() for name in ("ref", "review"))
    names = {review, view.filter_options["review"].get(review, review)}  # a review by its name or its slug
    matches = [(each, ref) for each in table.loc[table["ref"].eq(ref), "review"] if not review or each in names]
    if len(matches) != 1:
        return _unknown_recommendation(view, ref, review, matches)
    (key,) = matches
    about = partial(lines.answers_about, view, key)
    (row,), (of_tracker,) = about(status_at), about(lines.all_recommendations)
    (target,) = lines.answers_about(view.now, key, targets_at, today=view.now.today)
    updates = story(view.unfiltered, review=key[0], ref=key[1], as_at=view.as_at)
    reported = _among(marks_by_round(view.unfiltered, as_at=view.as_at), key)
    left = section(_("What has been reported"), lines.story_part(view, row, updates, reported))
    promised = part("promises", lines.promise_list(view, about(promises, today=view.today)))
    dates = [element("li", lines.date_words(view, each)) for each in about(dates_in_prose)]
    right = [
        *section(_("Facts"), _facts_part(view, of_tracker, row, about(stalled), target)),
        *lines.list_parts(_("Target dates"), "targets", _target_lines(view, about(target_history))),
        *section(_("Monitoring promises"), promised),
        *lines.list_parts(_("Dates to come in the text"), "dates", dates),
        *lines.list_parts(_("Linked"), "links", _link_lines(view, row)),
        *lines.who_rated_parts(view, *key),
        *lines.note_parts(view, row),
    ]
    title = lines.named_title(view, row)
    return Document(
        _crumbs_part(view, row, _neighbours(view, key)),
        answer(title.text, language=title.language),
        part("text", lines.text_block(localised(view, of_tracker, "recommendation"))),
        _current_status_part(view, row) if _existed(view, key) else None,
        _closure_part(view, key),
        *filter_bar_parts(view),
        _filter_note_part(view, key),
        columns([3, 2], left, right),
        title=title.text,
    )


def _crumbs_part(view: View, row: TableRow, neighbours: tuple[lines.Key | None, ...]) -> HtmlNode:
    """Return the links to the list as last seen, and to the recommendations before and after."""
    _, listed = view.translator, href("recommendations", {**view.query, **lines.list_query(view)})
    back = element("a", _("All recommendations"), href=listed)
    review = f"{row.review} · " if view.has_reviews else None
    texts = _("← Recommendation {ref}", ref="{ref}"), _("Recommendation {ref} →", ref="{ref}")
    named = partial(reviewed_ref, named=view.tracker.has_shared_refs)
    pairs = [(text, key) for text, key in zip(texts, neighbours, strict=True) if key]
    links = (element("a", text.format(ref=named(*key)), href=lines.href_of(view, *key)) for text, key in pairs)
    about = f" · {_('Recommendation {ref}', ref=row.ref)}"
    here = element("span", review, list_link(view, "theme", row.theme), about, class_="muted")
    edit = lines.edit_links(view, _("Edit"), of=row.review, ref=row.ref)
    name = _("Recommendations before and after")
    return part("crumbs", element("nav", back, here, *links, *edit, class_="steps crumbs", aria_label=name))


def _current_status_part(view: View, row: TableRow) -> HtmlNode:
    """Show the current status, its latest movement, and whether it is inferred."""
    _, notes = view.translator, list[str]()
    meaning = mark_meaning(row.mark, view.scale, _)
    status = list_link(view, "status", row.mark, begin_sentence(mark_word(row.mark, view.scale, _)))
    means = f": {meaning[:1].lower()}{meaning[1:].rstrip('.')}"
    for move in lines.answers_about(view, (row.review, row.ref), latest_movement)[:1]:
        sentence = movement_sentence(move.from_mark, move.to_mark, move.movement, view.scale, _)
        notes.append(movement_with_month(sentence, move.movement, row.status_since, _))
    if row.basis == Basis.INFERRED:
        notes.append(_("inferred from the words of the update"))
    words = element("strong", status, means), element("span", " · ".join(notes), class_="muted")
    mark = lines.mark_picture(view, row.mark, row.basis)
    return part("now", element("p", mark, element("span", *words, class_="words"), class_="now"), scale=view.scale)


def _target_lines(view: View, history: Sequence[TableRow]) -> list[HtmlNode]:
    """Return each target with when it was set, how it changed and why, the latest first; nothing for a single one."""
    _, nodes = view.translator, list[HtmlNode]()
    for row in reversed(history) if len(history) > 1 else ():
        reason = element("div", row.reason, class_="small", lang="en") if isinstance(row.reason, str) else None
        change = element("div", target_change(row, _), class_="muted small")
        nodes.append(element("li", format_target(row, _), change, reason))
    return nodes


def _facts_part(view: View, row: TableRow, moved: TableRow, stalled: Sequence[TableRow], target: TableRow) -> HtmlNode:
    """Show the agencies, the theme, how long the status has been the same, and the signs of stalling."""
    _ = view.translator
    facts: dict[str, HtmlNode] = {_("Lead agency"): list_link(view, "lead", row.lead_agency)}
    if isinstance(row.supporting_agencies, str):
        supporting = (list_link(view, "agency", name) for name in row.supporting_agencies.split(LIST_SEPARATOR))
        facts[_("Supporting agencies")] = element("span", *joined(supporting, ", "))
    if isinstance(row.lead_role, str):
        facts[_("Lead role")] = list_link(view, "role", row.lead_role)
    facts[_("Theme")] = list_link(view, "theme", row.theme)
    if isinstance(row.accepted, str):
        facts[_("Accepted")] = row.accepted
    facts[_("Target date")] = target_phrase(target, _)
    if not pd.isna(moved.status_since):
        time = time_and_rounds(int(moved.rounds_since), int(moved.days_since), moved.status_since.date(), _)
        facts[_("Same status since")] = element("span", lines.as_at_link(view, row, moved.status_since), f", {time}")
    if stalled:
        facts[_("Stalled")] = "; ".join(stalled_reason(sign, _) for sign in stalled)
    return part("facts", definitions(facts.items()))


def _link_lines(view: View, row: RefRow) -> list[HtmlNode]:
    """Return what takes whose place, and the references to and from others; broken and self references are labelled."""
    _, key = view.translator, (row.review, row.ref)
    of_review = [link for link in rows_of(references(view.unfiltered)) if link.review == row.review]
    to = {link.target: link.problem for link in of_review if link.ref == row.ref}
    by = dict.fromkeys(link.ref for link in of_review if link.target == row.ref and link.ref != row.ref)
    superseded = rows_of(superseded_at(view.unfiltered, as_at=view.as_at))
    found = [((each.review, each.ref), (each.by_review, each.by_ref)) for each in superseded]
    links = [_reference(view, _("Superseded by"), by) for replaced, by in found if replaced == key]
    links += [_reference(view, _("Takes the place of"), replaced) for replaced, by in found if by == key]
    links += [_reference(view, _("Refers to"), (row.review, ref), problem) for ref, problem in to.items()]
    links += [_reference(view, _("Referred to by"), (row.review, ref)) for ref in by]
    return links or [element("li", _("No reference to or from another recommendation."), class_="muted")]


def _reference(view: View, words: str, key: lines.Key, problem: object = None) -> HtmlNode:
    _, ref = view.translator, key[1]
    if problem == Problem.SELF:
        text = _("A text refers to Recommendation {ref}, which is this one: probably another was meant.", ref=ref)
        return element("li", text)
    for row in lines.answers_about(view, key, status_at):
        return element("li", f"{words} ", lines.title_link(view, row, with_ref=True))
    return element("li", _("A text refers to Recommendation {ref}, which is not in this tracker.", ref=ref))


def _among(table: pd.DataFrame, key: lines.Key) -> pd.DataFrame:
    """Return the rows of a table about a recommendation."""
    places = np.flatnonzero(table["ref"].eq(key[1]))  # few: the review is compared in these alone
    return table.iloc[places[table["review"].iloc[places].eq(key[0]).to_numpy(bool)]]


def _neighbours(view: View, key: lines.Key) -> tuple[lines.Key | None, lines.Key | None]:
    """Return the previous and next recommendation in the filtered list, in its chosen order; None at an end.

    Where the filter excludes this recommendation, the list is that of the whole tracker.
    """
    for selection in (view.selection, Selection()):
        listed = _listed_keys(view, selection)
        if key in listed:
            place = listed.index(key)
            return [None, *listed][place], [*listed, None][place + 1]
    return None, None


def _existed(view: View, key: lines.Key) -> bool:
    """Return whether its review had been published, or reported on, by the month of the view."""
    return not _among(Selection(as_at=view.selection.as_at).apply(view.tracker).recommendations, key).empty


def _filter_note_part(view: View, key: lines.Key) -> HtmlNode | None:
    """Return a note where the filter or its month excludes this recommendation, which is shown all the same."""
    if len(_among(view.chosen.recommendations, key)):
        return None
    _ = view.translator
    text = _("Recommendation {ref} is not among those chosen in the filter.", ref=key[1])
    if not _existed(view, key):
        month = format_round(view.as_at, _)
        text = _("The review of recommendation {ref} was published after {month}.", ref=key[1], month=month)
    return part("not-chosen", element("p", text, class_="muted"))


def _listed_keys(view: View, selection: Selection) -> list[lines.Key]:
    """Return what a selection lists in the order of the query, which is made once for all pages of the list."""

    def list_keys() -> list[lines.Key]:
        listing = in_order(view, status_at(selection.apply(view.tracker), as_at=view.as_at))
        return list(zip(listing["review"], listing["ref"], strict=True))

    order, language = tuple(chosen_order(view).values), view.translator.language
    return view.loaded.drawn(("listed", view.selection, selection, order, view.today, language), list_keys)


def _unknown_recommendation(view: View, ref: str, review: str, candidates: Sequence[lines.Key]) -> Document:
    """Return that the URL names no recommendation, or an ambiguous ref, with links to the candidates or the list."""
    _ = view.translator
    if candidates:

        def line(key: lines.Key) -> HtmlNode:
            title = localised(view, lines.answers_about(view, key, status_at)[0], "title")
            return element("li", element("a", key[0], href=lines.href_of(view, *key)), " ", title.node())

        links = element("ul", *map(line, candidates), class_="lines")
        listed = part("unknown", element("p", _("Several reviews have one:")), links)
        return Document(answer(_("Which recommendation {ref}?", ref=ref)), listed, status=NOT_FOUND)
    heading = answer(_("There is no recommendation {ref}.", ref=ref) if ref else _("No recommendation was asked for."))
    link = element("a", _("See all recommendations"), href=href("recommendations", view.query))
    missing = _("The review “{review}” does not have it.", review=review) if review else ""
    missing = missing or _("This tracker does not have it.")
    return Document(heading, part("unknown", element("p", missing, " ", link)), status=NOT_FOUND)


def _closure_part(view: View, key: lines.Key) -> HtmlNode | None:
    """Return the decisions on a recommendation, the latest first, and what its agency says; nothing without either."""
    made = lines.answers_about(view, key, decisions)
    later = len(_among(view.tracker.decisions, key)) - len(made)
    nodes = lines.closure_nodes(view, reversed(made), lines.answers_about(view, key, self_assessments))
    if sentence := decided_later_sentence(later, view.as_at, view.translator):
        nodes.append(element("p", sentence, class_="muted"))
    return part("closure", element("div", *nodes, class_="prose")) if nodes else None
