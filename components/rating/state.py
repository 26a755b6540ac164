"""The open round as it is rated: what was answered, what the office has decided, and what is left."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import streamlit as st

from analysis.returns import latest_answers, rating_list
from analysis.table_rows import rows_of
from components.choices.draft_fields import DraftForm
from components.document.pieces import show_answer, show_paragraphs
from components.elements import element
from components.identity import current_actor
from components.published import published_store
from components.round.state import RoundState, round_state
from components.session.links import href
from components.session.view import View
from model.returns.draft import DraftCell, DraftField, answer_to_target, is_edited
from model.returns.received import Item
from model.returns.round import Round
from model.tracker.rows import RefRow, TableRow
from model.versions.version import StoreError
from store.rounds.drafts import drafts_of_round
from wording.errors import store_fault
from wording.labels.names import unpublished_sentence

# The query parameter of the recommendation, by its place in the round.
ITEM = "item"


@dataclass(frozen=True, eq=False)
class RatingState(DraftForm):
    """The state of the open round, and the form of the chosen recommendation.

    Attributes:
        answers: the latest, by review, ref and item.
        undecided: those with a proposed target date that is neither accepted nor refused.
        rows: the recommendations, what is left to rate first; there is one at least.
        chosen: the recommendation that the URL names, or the first.
    """

    round: RoundState
    answers: Mapping[tuple[str, str, str], str]
    undecided: Collection[tuple[str, str]]
    rows: tuple[TableRow, ...]
    chosen: TableRow

    @property
    def of_round(self) -> Round:
        """The open round."""
        return self.round.of_round

    def published_text(self, field: str) -> str:
        """Return what a field has before anybody writes it: the words are those of the agency."""
        return self.answer(Item.UPDATE) if field == DraftField.WORDS else ""

    def text(self, field: str) -> str:
        """Return what a field of the chosen recommendation has now."""
        if field == DraftField.WORDS and not is_edited(self.drafts.get(self.cell(field))):
            return self.published_text(field)
        return super().text(field)

    def answer(self, item: Item) -> str:
        """Return what was answered to an item of the chosen recommendation; "" for nothing."""
        return self.answer_on(self.chosen, item)

    def answer_on(self, row: RefRow, item: Item) -> str:
        """Return what was answered to an item of a recommendation; "" for nothing."""
        return self.answers.get((row.review, row.ref, item), "")

    def is_about(self, row: object) -> bool:
        """Return whether an answer, a draft or a promise is about the chosen recommendation."""
        return (getattr(row, "review", None), getattr(row, "ref", None)) == self.key

    def text_of(self, row: RefRow, field: str) -> str:
        """Return the text of a cell of a recommendation; "" for none."""
        draft = self.drafts.get(DraftCell(self.of_round.number, row.review, row.ref, field))
        return "" if draft is None else draft.text


def rating_state(view: View) -> RatingState | None:
    """Return the state of the open round; where there is none, show why and return None."""
    _, of_store = view.translator, round_state(view)
    if of_store is None:
        return None
    if of_store.latest is None or not of_store.is_open or not of_store.requests:
        show_answer(_("No round is open."))
        counts = of_store.unpublished.counts
        left = [_("Of the last round: {what}", what=unpublished_sentence(counts, _))] if counts else []
        words = _("Start a round, or open the last one again") if of_store.latest else _("Start a round")
        show_paragraphs(
            _("What agencies answer is rated while their round is open."),
            *left,
            [element("a", words, href=href("round", view.query))],
            key="rating.none",
        )
        return None
    try:
        drafts = drafts_of_round(published_store(), of_store.latest.number, actor=current_actor())
    except StoreError as fault:
        show_answer(_("The rounds cannot be shown."))
        show_paragraphs(store_fault(fault, _), key="rating.fault")
        return None
    number, latest = of_store.latest.number, latest_answers(of_store.returns)
    known = of_store.current.tracker.scale.rank
    answers = {(row.review, row.ref, row.item): row.text for row in rows_of(latest)}
    statuses = {
        (cell.review, cell.ref): draft.text if draft.text in known else ""
        for cell, draft in drafts.items()
        if cell.field == DraftField.STATUS
    }
    undecided = frozenset(
        (review, ref)
        for (review, ref, item), words in answers.items()
        if item == Item.NEW_TARGET
        and answer_to_target(drafts.get(DraftCell(number, review, ref, DraftField.TARGET)), words) is None
    )
    rows = tuple(rows_of(rating_list(of_store.requests, latest, statuses, undecided)))
    chosen = next((row for row in rows if [str(row.place)] == view.parameter(ITEM)), rows[0])
    return RatingState(drafts, number, (chosen.review, chosen.ref), of_store, answers, undecided, rows, chosen)


def note_chosen(state: RatingState) -> None:
    """Write the chosen recommendation into the URL, so that it stays the same when its rating moves it in the list."""
    place = str(state.chosen.place)
    if st.query_params.get_all(ITEM) != [place]:
        st.query_params[ITEM] = place
