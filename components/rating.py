"""The open round as it is rated: the list of recommendations, the fields of one, and how the round is published."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

import pandas as pd
import streamlit as st

from analysis.promises import promises, targets_at
from analysis.returns import RatedRow, rating_list, return_progress
from analysis.status import status_at
from analysis.table_rows import rows_by_recommendation, rows_of
from components.choices.controls import publisher_name_field, skipped_rows
from components.choices.draft_fields import WIDE, DraftForm, is_named, show_name_needed, show_unsaved, write
from components.difference import marked_words
from components.document.pieces import show, show_answer, show_paragraphs, show_section_heading, show_subtitle
from components.elements import BlockColumn, HtmlNode, block_table, element, part
from components.identity import current_actor
from components.marks.lines import mark_picture
from components.published import published_store
from components.round.answers import answer_nodes, received_return
from components.round.returns import RoundState, office_line, round_state
from components.session.links import PAGES, href
from components.session.upload_state import LONGEST_REASON, ReadRequest, UploadState
from components.session.view import View, today
from components.texts import localised
from components.upload.step5_publish import WHY
from loaders.canonical import workbook_bytes
from model.dates import parse_date
from model.returns import draft as model
from model.returns.draft import DraftField, PromiseField, TargetAnswer, written_kind
from model.returns.round import Answers, Item, answer_text, latest_answers
from model.terms import ClosureDecision, Kind, Language, TableRow, Timing
from model.versions.version import StoreError
from store.rounds.rounds import drafts_of_round, rating_entries
from wording import versions
from wording.answers.recommendation import format_target
from wording.catalogue import Translator, label
from wording.formatting import diff_words, format_date
from wording.names import kind_words, store_fault, unpublished_sentence

# The query parameter of the recommendation, by its place in the round.
ITEM = "item"
# The most recommendations shown at a time: each choice of a status draws them anew.
_MOST = 100


@dataclass(frozen=True, eq=False)
class RatingState(DraftForm):
    """The state of the open round, and the form of the chosen recommendation.

    Attributes:
        answers: those that count, by review and ref.
        rows: the recommendations, what is left to rate first; there is one at least.
        chosen: the recommendation that the URL names, or the first.
    """

    round: RoundState
    answers: Mapping[tuple[str, str], Answers]
    rows: Sequence[RatedRow]
    chosen: RatedRow

    def about(self, row: RatedRow) -> "RatingState":
        """Return the state with the form of another recommendation."""
        return replace(self, key=(row.review, row.ref), chosen=row)

    def published_text(self, field: str) -> str:
        """Return what a field has before anybody writes it: the words are those of the agency."""
        return self.answer(Item.UPDATE) if field == DraftField.WORDS else ""

    def text(self, field: str) -> str:
        """Return what a field of the chosen recommendation has now."""
        if field == DraftField.WORDS and not model.is_edited(self.drafts.get(self.cell(field))):
            return self.published_text(field)
        return super().text(field)

    def answer(self, item: Item) -> str:
        """Return what was answered to an item of the chosen recommendation; "" for nothing."""
        return answer_text(self.answers.get(self.key, {}), item)

    def is_about(self, row: TableRow) -> bool:
        """Return whether an answer, a draft or a promise is about the chosen recommendation."""
        return (row.review, row.ref) == self.key


def rating_state(view: View) -> RatingState:
    """Return the state of the open round; where there is none, show why, and what is not stored, and end the page."""

    def end(answer: str, *texts: str | Sequence[HtmlNode], key: str) -> NoReturn:
        show_answer(answer)
        show_paragraphs(*texts, key=key)
        show_unsaved(view)
        st.stop()

    _, of_store = view.translator, round_state(view, end)
    if of_store.latest is None or not of_store.is_open:
        why, counts = _("What agencies answer is rated while their round is open."), of_store.unpublished.counts
        left = [_("Of the last round: {what}", what=unpublished_sentence(counts, _))] if counts else []
        words = _("Start a round, or open the last one again") if of_store.latest else _("Start a round")
        start = element("a", words, href=href("round", view.query))
        end(_("No round is open."), why, *left, [start], key="rating.none")
    number, answers = of_store.latest.number, latest_answers(of_store.returns)
    try:
        drafts = drafts_of_round(published_store(), number, actor=current_actor())
    except StoreError as fault:
        end(_("The rounds cannot be shown."), store_fault(fault, _), key="rating.fault")
    rows = rating_list(of_store.requests, answers, drafts.values(), of_store.current.tracker.scale)
    chosen = next((row for row in rows if [str(row.place)] == view.parameter(ITEM)), rows[0])
    return RatingState(drafts, number, (chosen.review, chosen.ref), of_store, answers, rows, chosen)


def show_rating_table(view: View, state: RatingState) -> None:
    """Show a page of recommendations, what is left to rate first; each leads to itself on the page."""
    _, tracker, as_at = view.translator, state.round.before, pd.Timestamp(state.round.of_round.month)
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
    rows = [_row(view, state.about(row), state.chosen, standing.get((row.review, row.ref), [])) for row in shown]
    show(part("rating.table", block_table(_("The recommendations of the round"), columns, rows), scale=tracker.scale))


def show_rating_header(view: View, state: RatingState) -> None:
    """Show how many recommendations of the round are rated; below it what is left, and whose drafts these are."""
    _, counts = view.translator, Counter(row.progress for row in state.rows)
    show_answer(versions.rated_sentence(counts, state.round.of_round.month, _))
    who = _("Drafts are seen by editors alone, and change nothing until the round is published.")
    show_subtitle(versions.left_sentence(counts, sum(row.is_undecided for row in state.rows), _), who)
    publisher_name_field(_, key="rating.who", width=WIDE)
    show_name_needed(_)


def show_answer_of(view: View, state: RatingState) -> None:
    """Show the chosen recommendation: its last status, and what was answered beside what was last said."""
    place = str(state.chosen.place)
    if st.query_params.get_all(ITEM) != [place]:  # the recommendation stays when its rating moves it in the list
        st.query_params[ITEM] = place
    sent = [each for each in state.round.returns if any(state.is_about(answer) for answer in each.answers)]
    show(part("rating.answer", *answer_nodes(view, state.round, [state.key], sent)))
    asked = {each.recipient for each in state.round.requests if (each.review, each.ref) == state.key}
    if found := [each for each in state.round.returns if each.recipient in asked and each.issues]:
        show(part("rating.issues", *[received_return(each, view) for each in found]))  # a blank may be one not taken


def show_words_field(view: View, state: RatingState) -> None:
    """Show the field in which the office edits the agency's words before they are published; nothing without words.

    The agency's own stay above it, and in its return.
    """
    _, own, draft = view.translator, state.answer(Item.UPDATE), state.drafts.get(state.cell(DraftField.WORDS))
    if not own:
        return
    outdated = [*_missing_of_words(state, _)]
    with st.expander(_("Edit the words before they are published"), expanded=draft is not None):
        how = _(
            "The update then says that the words were edited. The agency's own stay in its return and on record, where "
            "editors read them; nobody else does."
        )
        show_paragraphs(how, *([element("strong", each)] for each in outdated), key="rating.words.how")
        state.text_field(DraftField.WORDS, _("The words as they are published"), lines=True)
        if draft is None or not model.is_edited(draft):
            return
        marked = marked_words(diff_words(own, draft.text), _)
        show(part("rating.words.changed", element("details", element("summary", _("What was edited")), marked)))
        choices = {_("Publish the agency's own words"): own}
        choices |= {_("Publish the edited words all the same"): draft.text} if outdated else {}
        for label, text in choices.items():
            now = {"edit": draft.edit, "before": own}
            st.button(label, on_click=write, args=(draft.cell, text), kwargs=now, disabled=not is_named())


def show_rating_fields(view: View, state: RatingState) -> None:
    """Show the office's status and its note."""
    _, scale = view.translator, state.round.current.tracker.scale
    if state.key not in state.round.current.published.ids:
        words = _("The tracker no longer has this recommendation: what is written on it cannot be published.")
        show_paragraphs([element("strong", words)], key="rating.removed")
    state.status_field(DraftField.STATUS, _("The office's status"), scale)
    state.text_field(DraftField.NOTE, _("Why (published as the last line of the update)"), lines=True)


def show_next_link(view: View, state: RatingState) -> None:
    """Show a link to the next recommendation that is left."""
    _, other = view.translator, next((row for row in state.rows if row.place != state.chosen.place), None)
    if other is not None:
        words = _("Next: recommendation {ref}", ref=state.round.ref_of(other.review, other.ref))
        show(part("rating.next", element("p", element("a", words, href=_href_of(view, other)))))


def show_answer_type(view: View, state: RatingState) -> None:
    """Show as what the answer is published, response or progress, in which language; by a rule, or as chosen here."""
    _, found = view.translator, state.round.unpublished.types.get(state.key)
    if found is None:
        return
    kinds = kind_words(_)
    kinds = {"": _("{kind}, by the rule", kind=kinds[found.kind])} | kinds
    state.choice_field(DraftField.KIND, _("The answer is published as"), kinds)
    if found.kind is Kind.RESPONSE:
        why = _("Its review asks for a formal response within some days, and it had none when the round started.")
        show_paragraphs(why, key="rating.kind")
    if found.language is not Language.WELSH and not state.text(DraftField.LANGUAGE):
        return
    languages = {"": _("Welsh, as its return is")} | {each.value: versions.language_name(each, _) for each in Language}
    state.choice_field(DraftField.LANGUAGE, _("The answer is in"), languages)


def show_promise_fields(view: View, state: RatingState) -> None:
    """Show each open promise with its outcome, and the fields of a new one."""
    _ = view.translator
    show_section_heading(_("Monitoring promises"))
    for row in rows_of(promises(state.round.current.tracker, as_at=pd.Timestamp(state.round.of_round.month))):
        if state.is_about(row) and row.timing != Timing.DONE:
            due = row.due_words if isinstance(row.due_words, str) else ""
            place = (str(row.activity), None if pd.isna(row.due) else row.due.date(), due)
            when = format_date(row.due, row.due_last, row.due_precision, due, _) if due else _("without a date")
            what = element("p", localised(view, row, "activity").node(), element("span", f" ({when})", class_="muted"))
            done, outcome = (model.promise_field(kind, *place) for kind in (PromiseField.DONE, PromiseField.OUTCOME))
            show(part(f"rating.{done}", what))
            state.flag_field(done, _("Fulfilled"))
            state.text_field(outcome, _("Outcome"))
    _show_lost_outcomes(view, state)
    state.text_field(DraftField.PROMISE, _("A new promise: what"))
    state.text_field(DraftField.PROMISE_WITH, _("With whom"))
    state.text_field(DraftField.PROMISE_DUE, _("When, such as March 2027"))
    due = state.text(DraftField.PROMISE_DUE)
    if state.text(DraftField.PROMISE):
        if due and parse_date(due).first is None:
            what = _("“{words}” is no date: the promise is published with these words, and never falls due.", words=due)
            show_paragraphs(what, key="rating.promise.undated")
    elif due or state.text(DraftField.PROMISE_WITH):
        what = _("Write what is promised as well: without it, nothing of this is published.")
        show_paragraphs(what, key="rating.promise")


def show_target_fields(view: View, state: RatingState) -> None:
    """Show the target date that the agency proposes, if any, and whether the office accepts it, with the reason."""
    _, proposed = view.translator, state.answer(Item.NEW_TARGET)
    if not proposed:
        return
    show_section_heading(_("Proposed target date"))
    answer = model.answer_to_target(state.drafts.get(state.cell(DraftField.TARGET)), proposed)
    is_late = model.has_passed(proposed, today())
    show_paragraphs(*_proposal(view, state, proposed, is_late=is_late), key="rating.target")
    words = {TargetAnswer.ACCEPTED: _("Accepted"), TargetAnswer.REFUSED: _("Not accepted")}
    answers = [each for each in words if each is not TargetAnswer.ACCEPTED or not is_late or answer is each]
    options = {"": _("Not decided yet")} | {model.target_answer(each, proposed): words[each] for each in answers}
    state.choice_field(DraftField.TARGET, _("The office's answer to the date"), options)
    state.text_field(DraftField.TARGET_REASON, _("Reason of the answer (published)"), lines=True)
    if missing := list(_missing_of_target(state, _)):
        show_paragraphs(*missing, key="rating.target.missing")


def show_closure_fields(view: View, state: RatingState) -> None:
    """Show the decision on closure, and its reason and evidence where the agency proposed one or one is written.

    The office may close, or open again, what no agency proposed.
    """
    _, decision = view.translator, state.text(DraftField.DECISION)
    is_proposed = state.answer(Item.CLOSURE) == "yes"
    show_section_heading(_("Proposed for closure") if is_proposed else _("Closure"))
    tracker, none = state.round.current.tracker, _("Not decided yet")
    state.decision_field(DraftField.DECISION, DraftField.SUPERSEDED_BY, tracker, review=state.key[0], none=none)
    is_explained = state.text(DraftField.DECISION_REASON) or state.text(DraftField.DECISION_EVIDENCE)
    if is_proposed or is_explained or decision:
        state.text_field(DraftField.DECISION_REASON, _("Reason of the decision"), lines=True)
        state.text_field(DraftField.DECISION_EVIDENCE, _("Evidence for the decision"))
    if is_explained and not decision:
        why = _("Choose a decision as well: without one, nothing of this is published.")
        show_paragraphs(why, key="rating.undecided")
    if missing := list(_missing_of_closure(state, _)):
        show_paragraphs(*missing, key="rating.unexplained")


def offer_publishing(view: View, state: RatingState) -> None:
    """Show the coverage of the round, what is not published and what decisions lack; offer to take it to Upload."""
    _, unpublished, of_round = view.translator, state.round.unpublished, state.round.of_round
    progress = return_progress(state.round.requests, state.round.returns, due=of_round.due, today=today())
    waiting = (each.recipient for each in progress if each.answered < each.requested)
    names = [versions.recipient_name(each, view.names, _) for each in waiting]
    coverage, counts = versions.coverage_sentence(names, len(progress), _), unpublished.counts
    lines: list[list[HtmlNode]] = []
    for row in sorted(state.rows, key=lambda row: row.place):
        words = _("Recommendation {ref}", ref=state.round.ref_of(row.review, row.ref))
        link = element("a", words, href=_href_of(view, row))
        for missing in (_missing_of_words, _missing_of_target, _missing_of_closure):
            lines += [[link, ": ", sentence] for sentence in missing(state.about(row), _)]
    left = unpublished_sentence(counts, _) if counts else _("Everything that was answered and decided is published.")
    is_off, current = not any(unpublished.rows.values()), state.round.current
    how = _("Upload shows what the round changes before anything is published. Come back here as often as you need.")
    show_paragraphs(coverage, left, office_line(view, current), *lines, how, key="rating.publish.how")
    if st.button(_("Take the round to Upload"), type="primary", disabled=is_off, key="rating.publish"):
        based_on = current.version.mark if current.version is not None else ""
        content = workbook_bytes(unpublished.rows, current.tracker.scale, of_round=True, based_on=based_on)
        ready = {(each.review, each.ref, each.kind, each.name) for each in unpublished.written if each.is_publishable}
        items = ((draft, (cell.review, cell.ref, *written_kind(cell.field))) for cell, draft in state.drafts.items())
        ratings = rating_entries(draft for draft, item in items if item in ready)
        request = ReadRequest(f"cynnydd-round-{of_round.month:%Y-%m}.xlsx", content, ratings=ratings)
        UploadState.change(UploadState.choose_file, request)
        st.session_state[WHY] = coverage[:LONGEST_REASON]  # the publisher may change it
        st.switch_page(PAGES / "upload.py")


def _href_of(view: View, row: RatedRow) -> str:
    return href("rating", {**view.query, ITEM: str(row.place)})


def _missing_of_words(state: RatingState, _: Translator) -> Iterator[str]:
    """Yield that an agency has answered anew since its words were edited: nothing is published before a choice."""
    if model.is_outdated(state.drafts.get(state.cell(DraftField.WORDS)), state.answer(Item.UPDATE)):
        yield _(
            "The agency has answered anew since its words were edited: look at the words, and choose. Until then, "
            "nothing of this recommendation is published."
        )


def _row(view: View, state: RatingState, chosen: RatedRow, standing: list[TableRow]) -> list[HtmlNode]:
    """Return the cells of the recommendation of a state; `chosen` is the one that the page shows."""
    _, row = view.translator, state.chosen
    title = [" ", localised(view, standing[0], "title").node()] if standing else []
    current = "true" if row.place == chosen.place else None
    link = element("a", state.round.ref_of(*state.key), *title, href=_href_of(view, row), aria_current=current)
    last = mark_picture(view, standing[0].mark, standing[0].basis) if standing else "–"
    drafts = [draft for cell, draft in state.drafts.items() if state.is_about(cell) and draft.edit]
    left: list[HtmlNode] = [label("rating-progress", row.progress, _)]
    if drafts:
        saved = versions.saved_sentence(max(drafts, key=lambda draft: draft.at), _, today=today())
        about = filter(state.is_about, state.round.unpublished.written)
        waits = any(each.kind is not model.WrittenKind.ANSWER for each in about)
        drafted = [saved, " ", _("Not published yet.")] if waits else [saved]
        left += [" ", element("br"), element("span", *drafted, class_="muted")]
    rated = (mark_picture(view, each) if each else "–" for each in (row.agency_status, row.office_status))
    return [link, last, *rated, element("span", *left)]


def _show_lost_outcomes(view: View, state: RatingState) -> None:
    """Show what was written on promises that the tracker no longer has as they were: it has no field any more."""
    _, written = view.translator, filter(state.is_about, state.round.unpublished.written)
    lost = {f"{PromiseField.OUTCOME.value}:{each.name}" for each in written if not each.is_publishable}
    for cell, draft in state.drafts.items():
        if state.is_about(cell) and cell.field in lost:
            what = _("Written on a promise that the tracker no longer has as it was: {text}", text=draft.text)
            show_paragraphs(what, key=f"rating.{cell.field}")


def _proposal(view: View, state: RatingState, proposed: str, *, is_late: bool) -> Iterator[str]:
    """Yield the proposed date beside the target date before the round, why it is proposed, and what is odd about it."""
    _, before = view.translator, targets_at(state.round.before, as_at=pd.Timestamp(state.round.of_round.month))
    new = parse_date(proposed)
    date = format_date(new.first, new.last, new.precision, new.words, _)
    (now,) = filter(state.is_about, rows_of(before))
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


def _missing_of_target(state: RatingState, _: Translator) -> Iterator[str]:
    """Yield what the answer to a proposed target date lacks: without it, neither date nor answer is published."""
    if state.chosen.is_undecided:
        yield _("Accept or refuse the proposed target date: while it is not decided, it is not published.")
    elif state.text(DraftField.TARGET) and not state.text(DraftField.TARGET_REASON):
        yield _("Write the reason of the answer to the proposed target date: without it, the answer is not published.")


def _missing_of_closure(state: RatingState, _: Translator) -> Iterator[str]:
    """Yield what the decision on a recommendation lacks: without it, it is not published."""
    decision = state.text(DraftField.DECISION)
    if decision and not state.text(DraftField.DECISION_REASON):
        yield _("Write the reason of the decision: without it, the decision is not published.")
    if decision == ClosureDecision.SUPERSEDED and not state.text(DraftField.SUPERSEDED_BY):
        yield _("Choose by which recommendation it is superseded: without that, the decision is not published.")
