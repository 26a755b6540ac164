"""Rating: the list of recommendations, and the editor of one."""

from collections import Counter

import pandas as pd
import streamlit as st

from analysis.promises import promises
from analysis.status import status_at
from analysis.table_rows import rows_by_recommendation, rows_of
from components.choices.controls import publisher_name_field, skipped_rows
from components.choices.draft_fields import (
    WIDE,
    choice_field,
    flag_field,
    is_named,
    show_name_needed,
    status_field,
    text_field,
    write,
)
from components.document.pieces import show, show_answer, show_paragraphs, show_section_heading, show_subtitle
from components.elements import BlockColumn, HtmlNode, block_table, element, part
from components.marks.marks import mark_picture
from components.rating.decisions import missing_of_words
from components.rating.state import ITEM, RatingState, note_chosen
from components.reading.difference import marked_words
from components.round.received_answers import answer_nodes, received_return
from components.session.links import href
from components.session.view import View, today
from components.texts import localised
from model.dates import parse_date
from model.returns.draft import DraftField, PromiseField, RatingProgress, is_edited, promise_field
from model.returns.received import Item
from model.terms import Kind, Language, Timing
from model.tracker.rows import TableRow
from wording.formatting import diff_words, format_date
from wording.labels.names import kind_words
from wording.rounds import language_name, left_sentence, rated_sentence, saved_sentence
from wording.sentences import label

# The most recommendations shown at a time: each choice of a status draws them anew.
_MOST = 100


def show_rating_table(view: View, state: RatingState) -> None:
    """Show a page of recommendations, what is left to rate first; each leads to itself on the page."""
    _ = view.translator
    tracker, as_at = state.round.before, pd.Timestamp(state.of_round.month)
    standing = rows_by_recommendation(status_at(tracker, as_at=as_at))
    columns = (
        BlockColumn(_("Recommendation"), "words"),
        BlockColumn(_("Rated last")),
        BlockColumn(_("The agency says")),
        BlockColumn(_("The office rates")),
        BlockColumn(_("Left to do"), "words"),
    )
    skipped = skipped_rows(len(state.rows), _("Recommendations"), _, most=_MOST, key="rating.page")
    shown = state.rows[skipped : skipped + _MOST]
    rows = [_row(view, state, row, standing.get((row.review, row.ref), [])) for row in shown]
    table = block_table(_("The recommendations of the round"), columns, rows)
    show(part("rating.table", table, scale=tracker.scale))


def show_rating_header(view: View, state: RatingState) -> None:
    """Show how many recommendations of the round are rated; below it what is left, and whose drafts these are."""
    _, counts = view.translator, Counter(RatingProgress(row.progress) for row in state.rows)
    show_answer(rated_sentence(counts, state.of_round.month, _))
    show_subtitle(
        left_sentence(counts, len(state.undecided), _),
        _("Drafts are seen by editors alone, and change nothing until the round is published."),
    )
    publisher_name_field(_, key="rating.who", width=WIDE)
    show_name_needed(_)


def _row(view: View, state: RatingState, row: TableRow, standing: list[TableRow]) -> list[HtmlNode]:
    _ = view.translator
    title = [" ", localised(view, standing[0], "title").node()] if standing else []
    link = element(
        "a",
        state.round.ref_of(row.review, row.ref),
        *title,
        href=href("rating", {**view.query, ITEM: str(row.place)}),
        aria_current="true" if row.place == state.chosen.place else None,
    )
    last = mark_picture(view, standing[0].mark, standing[0].basis) if standing else "–"
    key = (row.review, row.ref)
    drafts = [draft for cell, draft in state.drafts.items() if (cell.review, cell.ref) == key and draft.edit]
    left: list[HtmlNode] = [label("rating-progress", row.progress, _)]
    if drafts:
        saved = saved_sentence(max(drafts, key=lambda draft: draft.at), _, today=today())
        written = {(each.review, each.ref) for each in state.round.unpublished.written if each.is_draft}
        drafted = [saved, " ", _("Not published yet.")] if key in written else [saved]
        left += [" ", element("br"), element("span", *drafted, class_="muted")]
    return [
        link,
        last,
        mark_picture(view, row.agency_status) if row.agency_status else "–",
        mark_picture(view, row.office_status) if row.office_status else "–",
        element("span", *left),
    ]


def show_answer_of(view: View, state: RatingState) -> None:
    """Show the chosen recommendation: its last status, and what was answered beside what was last said."""
    note_chosen(state)
    sent = [each for each in state.round.returns if any(state.is_about(answer) for answer in each.answers)]
    show(part("rating.answer", *answer_nodes(view, state.round, [state.key], sent)))
    _show_issues(view, state)


def show_words_field(view: View, state: RatingState) -> None:
    """Show the field in which the office edits the agency's words before they are published; nothing without words.

    The agency's own stay above it, and in its return.
    """
    _, own, draft = view.translator, state.answer(Item.UPDATE), state.drafts.get(state.cell(DraftField.WORDS))
    if not own:
        return
    is_edited_now, outdated = is_edited(draft), [*missing_of_words(state, state.chosen, _)]
    with st.expander(_("Edit the words before they are published"), expanded=draft is not None):
        how = _(
            "The update then says that the words were edited. The agency's own stay in its return and on record, where "
            "editors read them; nobody else does."
        )
        show_paragraphs(how, *([element("strong", each)] for each in outdated), key="rating.words.how")
        text_field(state, DraftField.WORDS, _("The words as they are published"), lines=True)
        if draft is None or not is_edited_now:
            return
        marked = marked_words(diff_words(own, draft.text), _)
        show(part("rating.words.changed", element("details", element("summary", _("What was edited")), marked)))
        choices = {_("Publish the agency's own words"): own}
        choices |= {_("Publish the edited words all the same"): draft.text} if outdated else {}
        for label, text in choices.items():
            st.button(
                label,
                on_click=write,
                args=(draft.cell, text),
                kwargs={"edit": draft.edit, "before": own},
                disabled=not is_named(),
            )


def show_rating_fields(view: View, state: RatingState) -> None:
    """Show the office's status and its note."""
    _, scale = view.translator, state.round.current.tracker.scale
    if not any(state.is_about(row) for row in state.round.current.tracker.recommendations.itertuples()):
        words = _("The tracker no longer has this recommendation: what is written on it cannot be published.")
        show_paragraphs([element("strong", words)], key="rating.removed")
    status_field(state, DraftField.STATUS, _("The office's status"), scale)
    text_field(state, DraftField.NOTE, _("Why (published as the last line of the update)"), lines=True)


def show_next_link(view: View, state: RatingState) -> None:
    """Show a link to the next recommendation that is left."""
    _ = view.translator
    others = [row for row in state.rows if row.place != state.chosen.place]
    if others:
        link = element(
            "a",
            _("Next: recommendation {ref}", ref=state.round.ref_of(others[0].review, others[0].ref)),
            href=href("rating", {**view.query, ITEM: str(others[0].place)}),
        )
        show(part("rating.next", element("p", link)))


def show_answer_type(view: View, state: RatingState) -> None:
    """Show as what the answer is published, response or progress, in which language; by a rule, or as chosen here."""
    _, found = view.translator, state.round.unpublished.types.get((state.chosen.review, state.chosen.ref))
    if found is None:
        return
    kinds = kind_words(_)
    kinds = {"": _("{kind}, by the rule", kind=kinds[found.kind])} | kinds
    choice_field(state, DraftField.KIND, _("The answer is published as"), kinds)
    if found.kind is Kind.RESPONSE:
        why = _("Its review asks for a formal response within some days, and it had none when the round started.")
        show_paragraphs(why, key="rating.kind")
    if found.language is not Language.WELSH and not state.text(DraftField.LANGUAGE):
        return
    languages = {"": _("Welsh, as its return is")} | {each.value: language_name(each, _) for each in Language}
    choice_field(state, DraftField.LANGUAGE, _("The answer is in"), languages)


def show_promise_fields(view: View, state: RatingState) -> None:
    """Show each open promise with its outcome, and the fields of a new one."""
    _ = view.translator
    show_section_heading(_("Monitoring promises"))
    listed = promises(state.round.current.tracker, as_at=pd.Timestamp(state.of_round.month))
    for row in rows_of(listed):
        if state.is_about(row) and row.timing != Timing.DONE:
            due = row.due_words if isinstance(row.due_words, str) else ""
            place = (str(row.activity), None if pd.isna(row.due) else row.due.date(), due)
            when = format_date(row.due, row.due_last, row.due_precision, due, _) if due else _("without a date")
            what = element("p", localised(view, row, "activity").node(), element("span", f" ({when})", class_="muted"))
            show(part(f"rating.{promise_field(PromiseField.DONE, *place)}", what))
            flag_field(state, promise_field(PromiseField.DONE, *place), _("Fulfilled"))
            text_field(state, promise_field(PromiseField.OUTCOME, *place), _("Outcome"))
    _show_lost_outcomes(view, state)
    text_field(state, DraftField.PROMISE, _("A new promise: what"))
    text_field(state, DraftField.PROMISE_WITH, _("With whom"))
    text_field(state, DraftField.PROMISE_DUE, _("When, such as March 2027"))
    _show_what_is_missing(view, state)


def _show_issues(view: View, state: RatingState) -> None:
    """Show the issues of the returns of whoever was asked: a cell that is blank above may be one that was not taken."""
    key = (state.chosen.review, state.chosen.ref)
    asked = {each.recipient for each in state.round.requests if (each.review, each.ref) == key}
    found = [each for each in state.round.returns if each.recipient in asked and each.issues]
    if found:
        show(part("rating.issues", *[received_return(each, view) for each in found]))


def _show_lost_outcomes(view: View, state: RatingState) -> None:
    """Show what was written on promises that the tracker no longer has as they were: it has no field any more."""
    _ = view.translator
    names = {each.name for each in state.round.unpublished.written if state.is_about(each) and not each.is_publishable}
    for cell, draft in state.drafts.items():
        kind, _colon, name = cell.field.partition(":")
        if state.is_about(cell) and kind == PromiseField.OUTCOME and name in names:
            what = _("Written on a promise that the tracker no longer has as it was: {text}", text=draft.text)
            show_paragraphs(what, key=f"rating.{cell.field}")


def _show_what_is_missing(view: View, state: RatingState) -> None:
    """Show why a new promise would not be published as it is written: without what is promised, or a date."""
    _, due = view.translator, state.text(DraftField.PROMISE_DUE)
    if state.text(DraftField.PROMISE):
        if due and parse_date(due).first is None:
            what = _("“{words}” is no date: the promise is published with these words, and never falls due.", words=due)
            show_paragraphs(what, key="rating.promise.undated")
    elif due or state.text(DraftField.PROMISE_WITH):
        show_paragraphs(
            _("Write what is promised as well: without it, nothing of this is published."), key="rating.promise"
        )
