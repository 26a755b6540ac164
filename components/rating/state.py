"""The open round as it is rated: what was answered, what the office has decided, and what is left."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analysis.returns import AnswerRow, RatingRow, latest_answers, rating_list
from analysis.table_rows import rows_of
from components.choices.controls import chosen_option
from components.document.pieces import show, show_answer, show_paragraphs
from components.elements import element, escape_markdown, part
from components.identity import current_actor
from components.published import published_store
from components.round.state import RoundState, round_state
from components.session.links import href
from components.session.uploaded_workbook import publisher_name
from components.session.view import View, current_view, today
from model.returns.draft import LONGEST_DRAFT, Draft, DraftCell, DraftField, answer_to_target
from model.returns.received import Item
from model.returns.round import Round
from model.store_error import StoreError
from model.tracker.rows import RefRow
from store.rounds.drafts import drafts_of_round, save_draft
from wording.errors import store_fault
from wording.format.text import reviewed_ref
from wording.labels.names import unpublished_sentence
from wording.rounds import saved_sentence

ITEM = "item"
"""The query parameter of the recommendation, by its place in the round."""
WIDE = 620
_SEEN, _UNSAVED = "rating.seen", "rating.unsaved"
_YES = "yes"
_SCRIPT = Path(__file__).with_name("leave_field.js").read_text(encoding="utf-8")
_blur_field = st.components.v2.component("leave_field", html='<div class="root"><span></span></div>', js=_SCRIPT)


@dataclass(frozen=True, eq=False, slots=True)
class RatingState:
    """The state of the open round.

    Attributes:
        answers: those of `latest_answers`.
        undecided: those with a proposed target date that is neither accepted nor refused.
        rows: the recommendations, what is left to rate first; there is one at least.
        chosen: the recommendation that the URL names, or the first.
    """

    round: RoundState
    of_round: Round
    drafts: Mapping[DraftCell, Draft]
    answers: pd.DataFrame
    undecided: Collection[tuple[str, str]]
    rows: tuple[RatingRow, ...]
    chosen: RatingRow

    def cell(self, field: str) -> DraftCell:
        """Return a cell of the chosen recommendation."""
        return DraftCell(self.of_round.number, self.chosen.review, self.chosen.ref, field)

    def text(self, field: str) -> str:
        """Return the text of a cell of the chosen recommendation; "" for none."""
        return self.text_of(self.chosen, field)

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
    return _rating_of(view, of_store, of_store.latest, drafts)


def _rating_of(view: View, of_store: RoundState, of_round: Round, drafts: Mapping[DraftCell, Draft]) -> RatingState:
    """Return the state of a round with something requested, and the recommendation that the URL names."""
    answers = latest_answers(of_store.returns)
    known = of_store.current.tracker.scale.rank
    statuses = {
        (cell.review, cell.ref): draft.text if draft.text in known else ""
        for cell, draft in drafts.items()
        if cell.field == DraftField.STATUS
    }
    proposed = {(row.review, row.ref): row.text for row in rows_of(answers, AnswerRow) if row.item == Item.NEW_TARGET}
    undecided = frozenset(
        key
        for key, words in proposed.items()
        if answer_to_target(drafts.get(DraftCell(of_round.number, *key, DraftField.TARGET)), words) is None
    )
    rows = tuple(rows_of(rating_list(of_store.requests, answers, statuses, undecided), RatingRow))
    chosen = next((row for row in rows if [str(row.place)] == view.parameter(ITEM)), rows[0])
    return RatingState(of_store, of_round, drafts, answers, undecided, rows, chosen)


def note_chosen(state: RatingState) -> None:
    """Write the chosen recommendation into the URL, so that it stays the same when its rating moves it in the list."""
    place = str(state.chosen.place)
    if st.query_params.get_all(ITEM) != [place]:
        st.query_params[ITEM] = place


def is_named() -> bool:
    """Return whether the person who rates is named: a draft without a name is not stored."""
    return bool(current_actor(publisher_name()).name)


@dataclass(frozen=True, slots=True)
class _Unsaved:
    """What was typed into a cell and not stored, and why."""

    cell: DraftCell
    text: str
    fault: StoreError


def text_field(state: RatingState, field: str, label: str, *, lines: bool = False) -> None:
    """Show a field for words, of one line or several."""
    key, save = _bind(state, field, str)
    words, off = escape_markdown(label), not is_named()
    if lines:
        st.text_area(words, height=96, key=key, on_change=save, disabled=off, max_chars=LONGEST_DRAFT, width=WIDE)
    else:
        st.text_input(words, key=key, on_change=save, disabled=off, max_chars=LONGEST_DRAFT, width=WIDE)
    _show_saved(state, field)


def choice_field(  # noqa: PLR0913 - options by name
    state: RatingState,
    field: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str],
    *,
    in_list: bool = False,
) -> None:
    """Show a field of which one option is chosen; the first is "", for none. `in_list` is for many options."""
    key, save = _bind(state, field, lambda text: text if text in options else options[0])
    shared: dict[str, Any] = {
        "key": key,
        "on_change": _save_option,
        "args": (state.cell(field), key, tuple(options), save),
        "disabled": not is_named(),
    }
    if in_list:
        st.selectbox(escape_markdown(label), options, format_func=words, width=WIDE, **shared)
    else:
        escaped = {option: escape_markdown(words(option)) for option in options}
        st.radio(escape_markdown(label), options, format_func=escaped.__getitem__, horizontal=True, **shared)
    _show_saved(state, field)


def flag_field(state: RatingState, field: str, label: str) -> None:
    """Show a field that is ticked or not."""
    key, save = _bind(state, field, lambda text: text == _YES)
    st.checkbox(escape_markdown(label), key=key, on_change=save, disabled=not is_named())
    _show_saved(state, field)


def show_unsaved(view: View) -> None:
    """Show what was typed and not stored, and why: above the fields, where it can be copied, until it is removed."""
    _ = view.translator
    for each in _unsaved().values():
        st.error(escape_markdown(store_fault(each.fault, _)))
        words = _(
            "You wrote on recommendation {ref}: {text}",
            ref=reviewed_ref(each.cell.review, each.cell.ref, named=view.tracker.has_shared_refs),
            text=each.text or _("(nothing)"),
        )
        show(part(f"{_key(each.cell)}.unsaved", element("p", words, class_="prose")))
    if _unsaved():
        st.button(_("Remove what I wrote from here"), on_click=_unsaved().clear, key="rating.unsaved.remove")


def blur_field_before_navigation() -> None:
    """Leave the field that is being typed in before the page goes, so that it is stored."""
    _blur_field(key="rating.leave")


def _show_saved(state: RatingState, field: str) -> None:
    """Show below a field by whom and when it was saved; nothing below one that nobody has written."""
    draft = state.drafts.get(state.cell(field))
    if draft is not None and draft.edit:
        words = saved_sentence(draft, current_view().translator, today=today())
        show(part(f"{_key(draft.cell)}.saved", element("p", words, class_="muted")))


def _bind(state: RatingState, field: str, value_of: Callable[[str], object]) -> tuple[str, Callable[[], None]]:
    """Return the key of a field's widget and what stores it; set the widget where the store has something newer."""
    cell, draft = state.cell(field), state.drafts.get(state.cell(field))
    key = _key(cell)
    edit, seen = draft.edit if draft else 0, _seen()
    if seen.get(cell) != edit or key not in st.session_state:
        st.session_state[key] = value_of(draft.text if draft else "")
        seen[cell] = edit
    return key, partial(_save, cell, key)


def _save_option(cell: DraftCell, key: str, options: Collection[str], save: Callable[[], None]) -> None:
    """Store the chosen option; where it is none, let the field show what is stored."""
    if chosen_option(key, options, None) is not None:
        save()
    else:
        _seen().pop(cell, None)


def _save(cell: DraftCell, key: str) -> None:
    """Save what a field has now."""
    value = st.session_state[key]
    text = (_YES if value else "") if isinstance(value, bool) else str(value)
    try:
        draft = save_draft(published_store(), cell, text, edit=_seen()[cell], actor=current_actor(publisher_name()))
    except StoreError as fault:
        _unsaved()[cell] = _Unsaved(cell, text, fault)
        _seen().pop(cell, None)
    else:
        _seen()[cell] = draft.edit
        _unsaved().pop(cell, None)


def _key(cell: DraftCell) -> str:
    """Return the key of a cell's widget."""
    return f"rating.{sha256(repr(cell).encode()).hexdigest()[:16]}"


def _unsaved() -> dict[DraftCell, _Unsaved]:
    """Return what was typed in this session and not stored, by cell."""
    unsaved: dict[DraftCell, _Unsaved] = st.session_state.setdefault(_UNSAVED, {})
    return unsaved


def _seen() -> dict[DraftCell, int]:
    """Return the edit of each cell that was on the screen."""
    seen: dict[DraftCell, int] = st.session_state.setdefault(_SEEN, {})
    return seen
