"""The fields of the Rating page: each is a draft, which is stored when the field is left.

A field shows what the store has, and below it by whom and when that was saved. Where somebody else has written it
since, or it cannot be stored, what was typed here is shown above until it is stored or removed.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import streamlit as st

from components.choices.fields import offered
from components.document.pieces import show
from components.elements.html import element, escape_markdown, part
from components.identity.actor import current_actor
from components.published.published_version import published_store
from components.rating.state import RatingState, is_named
from components.session.publisher_name import publisher_name
from components.session.view import View, current_view, today
from model.returns.draft import LONGEST_DRAFT, DraftCell
from model.store_error import StoreError
from store.rounds.drafts import save_draft
from wording.errors.store import store_fault
from wording.format.refs import reviewed_ref
from wording.rounds.ratings import saved_sentence

WIDE = 620
_SEEN, _UNSAVED = "rating.seen", "rating.unsaved"
_YES = "yes"
_SCRIPT = Path(__file__).with_name("leave_field.js").read_text(encoding="utf-8")
_leave_field = st.components.v2.component("leave_field", html='<div class="root"><span></span></div>', js=_SCRIPT)


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


def choice_field(
    state: RatingState, field: str, label: str, options: Sequence[str], words: Callable[[str], str]
) -> None:
    """Show a field of which one option is chosen; the first is "", for none."""
    key, save = _bind(state, field, lambda text: text if text in options else options[0])
    st.radio(
        escape_markdown(label),
        options,
        format_func=lambda option: escape_markdown(words(option)),
        horizontal=True,
        key=key,
        on_change=_save_option,
        args=(state.cell(field), key, tuple(options), save),
        disabled=not is_named(),
    )
    _show_saved(state, field)


def select_field(
    state: RatingState, field: str, label: str, options: Sequence[str], words: Callable[[str], str]
) -> None:
    """Show a field of which one of many options is chosen; the first is "", for none."""
    key, save = _bind(state, field, lambda text: text if text in options else options[0])
    st.selectbox(
        escape_markdown(label),
        options,
        format_func=words,
        key=key,
        on_change=_save_option,
        args=(state.cell(field), key, tuple(options), save),
        disabled=not is_named(),
        width=WIDE,
    )
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


def leave_field_before_page_goes() -> None:
    """Leave the field that is being typed in before the page goes, so that it is stored."""
    _leave_field(key="rating.leave")


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
    if offered(key, options, None) is not None:
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
