"""What the office decides on the chosen recommendation, a new target date or its closure, and how that is published."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from analysis.promises import targets_at
from analysis.returns import return_progress
from analysis.table_rows import rows_of
from components.choices.draft_fields import choice_field, decision_field, text_field
from components.document.pieces import show_paragraphs, show_section_heading
from components.elements import HtmlNode, element
from components.rating.state import ITEM, RatingState
from components.round.returns import office_line
from components.session.links import PAGES, href
from components.session.upload_state import ReadRequest, change_upload, choose_file
from components.session.view import View, today
from components.upload.step5_publish import suggest_reason
from loaders.canonical import workbook_bytes
from model.dates import parse_date
from model.returns.draft import (
    DraftCell,
    DraftField,
    TargetAnswer,
    answer_to_target,
    has_passed,
    is_outdated,
    target_answer,
    written_kind,
)
from model.returns.received import Item
from model.returns.round import Recipient
from model.terms import ClosureDecision
from model.tracker.rows import RefRow, TableRow
from model.versions.version import AuditEntry
from store.rounds.drafts import rating_entries
from wording.answers.recommendation import format_target
from wording.catalogue import Translator
from wording.formatting import format_date
from wording.labels.names import unpublished_sentence
from wording.rounds import coverage_sentence, recipient_name


def show_target_fields(view: View, state: RatingState) -> None:
    """Show the target date that the agency proposes, if any, and whether the office accepts it, with the reason."""
    _, proposed = view.translator, state.answer(Item.NEW_TARGET)
    if not proposed:
        return
    show_section_heading(_("Proposed target date"))
    answer = answer_to_target(state.drafts.get(state.cell(DraftField.TARGET)), proposed)
    is_late = has_passed(proposed, today())
    show_paragraphs(*_proposal(view, state, proposed, is_late=is_late), key="rating.target")
    words = {TargetAnswer.ACCEPTED: _("Accepted"), TargetAnswer.REFUSED: _("Not accepted")}
    answers = [each for each in words if each is not TargetAnswer.ACCEPTED or not is_late or answer is each]
    options = {"": _("Not decided yet")} | {target_answer(each, proposed): words[each] for each in answers}
    choice_field(state, DraftField.TARGET, _("The office's answer to the date"), options)
    text_field(state, DraftField.TARGET_REASON, _("Reason of the answer (published)"), lines=True)
    if missing := list(_missing_of_target(state, state.chosen, _)):
        show_paragraphs(*missing, key="rating.target.missing")


def show_closure_fields(view: View, state: RatingState) -> None:
    """Show the decision on closure, and its reason and evidence where the agency proposed one or one is written.

    The office may close, or open again, what no agency proposed.
    """
    _, decision = view.translator, state.text(DraftField.DECISION)
    is_proposed = state.answer(Item.CLOSURE) == "yes"
    show_section_heading(_("Proposed for closure") if is_proposed else _("Closure"))
    tracker, none = state.round.current.tracker, _("Not decided yet")
    decision_field(state, DraftField.DECISION, DraftField.SUPERSEDED_BY, tracker, review=state.key[0], none=none)
    is_explained = state.text(DraftField.DECISION_REASON) or state.text(DraftField.DECISION_EVIDENCE)
    if is_proposed or is_explained or decision:
        text_field(state, DraftField.DECISION_REASON, _("Reason of the decision"), lines=True)
        text_field(state, DraftField.DECISION_EVIDENCE, _("Evidence for the decision"))
    if is_explained and not decision:
        show_paragraphs(
            _("Choose a decision as well: without one, nothing of this is published."), key="rating.undecided"
        )
    if missing := list(_missing_of_closure(state, state.chosen, _)):
        show_paragraphs(*missing, key="rating.unexplained")


def missing_nodes(view: View, state: RatingState) -> list[list[HtmlNode]]:
    """Return a line for each decision of the round that lacks something and is not published, with a link to it."""
    _, lines = view.translator, list[list[HtmlNode]]()
    for row in sorted(state.rows, key=lambda row: row.place):
        words = _("Recommendation {ref}", ref=state.round.ref_of(row.review, row.ref))
        link = element("a", words, href=href("rating", {**view.query, ITEM: str(row.place)}))
        for missing in (missing_of_words, _missing_of_target, _missing_of_closure):
            lines += [[link, ": ", sentence] for sentence in missing(state, row, _)]
    return lines


def offer_publishing(view: View, state: RatingState) -> None:
    """Show the coverage of the round and what is not published, and offer to take that to the page Upload."""
    _, counts = view.translator, state.round.unpublished.counts
    coverage = coverage_sentence(
        [
            recipient_name(Recipient(row.agency, row.role), view.names, view.translator)
            for row in _progress(state)
            if row.answered < row.requested
        ],
        len(_progress(state)),
        _,
    )
    left = unpublished_sentence(counts, _) if counts else _("Everything that was answered and decided is published.")
    show_paragraphs(
        coverage,
        left,
        office_line(view, state.round.current),
        *missing_nodes(view, state),
        _("Upload shows what the round changes before anything is published. Come back here as often as you need."),
        key="rating.publish.how",
    )
    rows = state.round.unpublished.rows
    if st.button(_("Take the round to Upload"), type="primary", disabled=not any(rows.values()), key="rating.publish"):
        name = f"cynnydd-round-{state.of_round.month:%Y-%m}.xlsx"
        current = state.round.current
        based_on = current.version.mark if current.version is not None else ""
        content = workbook_bytes(rows, current.tracker.scale, of_round=True, based_on=based_on)
        change_upload(choose_file, ReadRequest(name, content, ratings=_ratings(state)))
        suggest_reason(coverage)
        st.switch_page(PAGES / "upload.py")


def _proposal(view: View, state: RatingState, proposed: str, *, is_late: bool) -> Iterator[str]:
    """Yield the proposed date beside the target date before the round, why it is proposed, and what is odd about it."""
    _, before = view.translator, targets_at(state.round.before, as_at=pd.Timestamp(state.of_round.month))
    key, new = (state.chosen.review, state.chosen.ref), parse_date(proposed)
    date = format_date(new.first, new.last, new.precision, new.words, _)
    (now,) = (row for row in rows_of(before) if (row.review, row.ref) == key)
    if isinstance(now.target_words, str):
        yield _("The agency proposes {date}; the target date is {now}.", date=date, now=format_target(now, _))
    else:
        yield _("The agency proposes {date}; no target date is set.", date=date)
    why = state.answer(Item.TARGET_REASON)
    yield _("Reason of the agency: {reason}", reason=why) if why else _("The agency gives no reason.")
    if is_late:
        yield _("The proposed date has passed already: it cannot be accepted.")
    elif new.last is not None and pd.notna(now.target_last) and pd.Timestamp(new.last) <= now.target_last:
        yield _("The proposed date is no later than the target date.")


def missing_of_words(state: RatingState, row: RefRow, _: Translator) -> Iterator[str]:
    """Yield that an agency has answered anew since its words were edited: nothing is published before a choice."""
    draft = state.drafts.get(DraftCell(state.of_round.number, row.review, row.ref, DraftField.WORDS))
    if is_outdated(draft, state.answer_on(row, Item.UPDATE)):
        yield _(
            "The agency has answered anew since its words were edited: look at the words, and choose. Until then, "
            "nothing of this recommendation is published."
        )


def _missing_of_target(state: RatingState, row: RefRow, _: Translator) -> Iterator[str]:
    """Yield what the answer to a proposed target date lacks: without it, neither date nor answer is published."""
    if (row.review, row.ref) in state.undecided:
        yield _("Accept or refuse the proposed target date: while it is not decided, it is not published.")
    elif state.text_of(row, DraftField.TARGET) and not state.text_of(row, DraftField.TARGET_REASON):
        yield _("Write the reason of the answer to the proposed target date: without it, the answer is not published.")


def _missing_of_closure(state: RatingState, row: RefRow, _: Translator) -> Iterator[str]:
    """Yield what the decision on a recommendation lacks: without it, it is not published."""
    decision = state.text_of(row, DraftField.DECISION)
    if decision and not state.text_of(row, DraftField.DECISION_REASON):
        yield _("Write the reason of the decision: without it, the decision is not published.")
    if decision == ClosureDecision.SUPERSEDED and not state.text_of(row, DraftField.SUPERSEDED_BY):
        yield _("Choose by which recommendation it is superseded: without that, the decision is not published.")


def _ratings(state: RatingState) -> tuple[AuditEntry, ...]:
    """Return who rated and decided, and when, of what is not published yet."""
    written = (each for each in state.round.unpublished.written if each.is_publishable)
    left = {(each.review, each.ref, each.kind, each.name) for each in written}
    drafts = state.drafts.items()
    return rating_entries(draft for cell, draft in drafts if (cell.review, cell.ref, *written_kind(cell.field)) in left)


def _progress(state: RatingState) -> list[TableRow]:
    of_round = state.of_round
    table = return_progress(state.round.requests, state.round.returns, due=of_round.due, today=today())
    return list(rows_of(table))
