"""What the office decides on the chosen recommendation: its closure, with the reason and what takes its place."""

from collections.abc import Iterator

from analysis.returns.answers import AnswerRow
from analysis.table_rows import rows_of
from components.elements.html import HtmlNode, element
from components.rating.cells import choice_field, select_field, text_field
from components.rating.state import ITEM, RatingState
from components.session.links import href
from components.session.view import View
from components.text.localised_text import localised
from components.text.page_header import show_paragraphs, show_section_heading
from model.returns.draft import DraftField
from model.returns.items import Item
from model.terms import ClosureDecision
from model.tracker.rows import RecommendationRow, RefRow
from wording.catalogue import Translator
from wording.format.refs import reviewed_ref
from wording.labels.decisions import decision_word


def show_closure_fields(view: View, state: RatingState) -> None:
    """Show the decision on closure, and its reason and evidence where the agency proposed one or one is written.

    The office may close, or open again, what no agency proposed.
    """
    _, decision = view.translator, state.text(DraftField.DECISION)
    is_proposed = _answer(state, Item.CLOSURE) == "yes"
    show_section_heading(_("Proposed for closure") if is_proposed else _("Closure"))
    choice_field(
        state,
        DraftField.DECISION,
        _("The office's decision"),
        ["", *(each.value for each in ClosureDecision)],
        lambda decision: decision_word(decision, _) if decision else _("Not decided yet"),
    )
    if decision == ClosureDecision.SUPERSEDED:
        _show_superseding_field(view, state)
    is_explained = state.text(DraftField.DECISION_REASON) or state.text(DraftField.DECISION_EVIDENCE)
    if is_proposed or is_explained or decision:
        text_field(state, DraftField.DECISION_REASON, _("Reason of the decision"), lines=True)
        text_field(state, DraftField.DECISION_EVIDENCE, _("Evidence for the decision"))
    if is_explained and not decision:
        show_paragraphs(
            _("Choose a decision as well: without one, nothing of this is published."), key="rating.undecided"
        )
    if missing := list(_missing(state, state.chosen, _)):
        show_paragraphs(*missing, key="rating.unexplained")


def _show_superseding_field(view: View, state: RatingState) -> None:
    """Show the choice of the recommendation that takes the place of the chosen one, of any review."""
    _, chosen = view.translator, (state.chosen.review, state.chosen.ref)
    listed = rows_of(state.round.current.tracker.recommendations, RecommendationRow)
    titles = {
        reviewed_ref(row.review, row.ref, named=row.review != chosen[0]): localised(view, row, "title").text
        for row in listed
        if (row.review, row.ref) != chosen
    }
    select_field(
        state,
        DraftField.SUPERSEDED_BY,
        _("By which recommendation"),
        ["", *titles],
        lambda ref: f"{ref} {titles[ref]}".strip() if ref else _("Not chosen yet"),
    )


def missing_nodes(view: View, state: RatingState) -> list[list[HtmlNode]]:
    """Return a line for each decision of the round that lacks something and is not published, with a link to it."""
    _, lines = view.translator, list[list[HtmlNode]]()
    for row in sorted(state.rows, key=lambda row: row.place):
        words = _("Recommendation {ref}", ref=row.ref)
        link = element("a", words, href=href(state.page.url, {ITEM: str(row.place)}))
        lines += [[link, ": ", sentence] for sentence in _missing(state, row, _)]
    return lines


def _missing(state: RatingState, row: RefRow, _: Translator) -> Iterator[str]:
    """Yield what the decision on a recommendation lacks: without it, it is not published."""
    decision = state.text_of(row, DraftField.DECISION)
    if decision and not state.text_of(row, DraftField.DECISION_REASON):
        yield _("Write the reason of the decision: without it, the decision is not published.")
    if decision == ClosureDecision.SUPERSEDED and not state.text_of(row, DraftField.SUPERSEDED_BY):
        yield _("Choose by which recommendation it is superseded: without that, the decision is not published.")


def _answer(state: RatingState, item: Item) -> str:
    """Return what was answered to an item of the chosen recommendation; "" for nothing."""
    key = (state.chosen.review, state.chosen.ref)
    answers = rows_of(state.answers, AnswerRow)
    return next((row.text for row in answers if (row.review, row.ref, row.item) == (*key, item)), "")
