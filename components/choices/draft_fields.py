"""Fields whose words are stored as a draft when they are left, with by whom; nobody overwrites another person's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import streamlit as st

from analysis.table_rows import rows_of
from components.document.pieces import show, show_paragraphs
from components.elements import element, escape_markdown, part
from components.identity import current_actor, publisher_name
from components.published import published_store
from components.session.view import View, current_view, today
from components.texts import localised
from model.returns.draft import LONGEST_DRAFT, Draft, DraftCell
from model.terms import ClosureDecision, Scale
from model.tracker.tracker import Tracker
from model.versions.version import StoreError
from store.rounds.rounds import save_draft
from wording.catalogue import Translator
from wording.formatting import mark_word, reviewed_ref
from wording.names import decision_word, store_fault
from wording.versions import saved_sentence

WIDE = 620
_MEMORY, _TYPED = "rating.memory", "rating.typed"
_YES = "yes"
_SCRIPT = Path(__file__).with_name("typed_words.js").read_text(encoding="utf-8")
_typed_words = st.components.v2.component("typed_words", html='<div class="root"><span></span></div>', js=_SCRIPT)


@dataclass(frozen=True, eq=False)
class DraftForm:
    """A form of fields of one recommendation whose drafts are stored.

    Attributes:
        drafts: what was written, by cell.
        draft_round: the number under which its drafts are stored.
        key: the review and the ref of the recommendation.
    """

    drafts: Mapping[DraftCell, Draft]
    draft_round: int
    key: tuple[str, str]

    def cell(self, field: str) -> DraftCell:
        """Return the cell of a field."""
        return DraftCell(self.draft_round, *self.key, field)

    def published_text(self, _field: str) -> str:
        """Return what a field has before anybody writes it."""
        return ""

    def notes(self, _field: str) -> Sequence[str]:
        """Return what is wrong in a field, and what to do."""
        return ()

    def text(self, field: str) -> str:
        """Return what a field has now."""
        draft = self.drafts.get(self.cell(field))
        return self.published_text(field) if draft is None else draft.text

    def text_field(self, field: str, label: str, *, lines: bool = False) -> None:
        """Show a field for words, of one line or several."""
        shared, cell = self._bind(field, str), self.cell(field)
        stored = {"text": self.text(field), "edit": _memory().seen[cell], "before": self.published_text(field)}
        _memory().shown[cell] = {"field": f"st-key-{shared['key'].replace('.', '-')}", "id": _key(cell), **stored}
        text = partial(st.text_area, height="content") if lines else st.text_input
        text(escape_markdown(label), max_chars=LONGEST_DRAFT, width=WIDE, **shared)
        self._show_saved(field)

    def choice_field(self, field: str, label: str, options: Mapping[str, str], *, in_list: bool = False) -> None:
        """Show a field of which one option is chosen, each with its words. `in_list` is for many options."""
        listed = [*options]
        shared = self._bind(field, lambda text: text if text in options else listed[0], listed)
        if in_list:
            st.selectbox(escape_markdown(label), listed, format_func=options.__getitem__, width=WIDE, **shared)
        else:
            escaped = {option: escape_markdown(words) for option, words in options.items()}
            st.radio(escape_markdown(label), listed, format_func=escaped.__getitem__, horizontal=True, **shared)
        self._show_saved(field)

    def name_field(self, field: str, label: str, names: Sequence[str]) -> None:
        """Show a field for one of some names, or for a name that is typed."""
        shared, _ = self._bind(field, lambda text: text or None), current_view().translator
        value = st.session_state[shared["key"]]
        options, hint = [*names, *([value] if value and value not in names else [])], _("Choose, or type another")
        st.selectbox(escape_markdown(label), options, accept_new_options=True, placeholder=hint, width=WIDE, **shared)
        self._show_saved(field)

    def flag_field(self, field: str, label: str) -> None:
        """Show a field that is ticked or not."""
        st.checkbox(escape_markdown(label), **self._bind(field, lambda text: text == _YES))
        self._show_saved(field)

    def status_field(self, field: str, label: str, scale: Scale, *, none: str = "", in_list: bool = False) -> None:
        """Show the choice of a status of the scale, or of none."""
        _ = current_view().translator
        words = {"": none or _("Not rated yet")} | {name: mark_word(name, scale, _) for name in scale.names}
        self.choice_field(field, label, words, in_list=in_list)

    def decision_field(self, field: str, superseded_by: str, tracker: Tracker, *, review: str, none: str) -> None:
        """Show the choice of a decision on closure; of one that is superseded, by which recommendation of any review.

        Args:
            field: the field of the decision.
            superseded_by: the field of what takes its place.
            tracker: the tracker with what may take its place.
            review: the review of the recommendation, whose refs stand alone.
            none: the words for no decision.
        """
        view = current_view()
        _ = view.translator
        words = {"": none} | {each.value: decision_word(each.value, _) for each in ClosureDecision}
        self.choice_field(field, _("The office's decision"), words)
        if self.text(field) != ClosureDecision.SUPERSEDED:
            return
        titles = {"": _("Not chosen yet")}
        for row in rows_of(tracker.recommendations):
            if (row.review, row.ref) != self.key:
                ref = reviewed_ref(row.review, row.ref, named=row.review != review)
                titles[ref] = f"{ref} {localised(view, row, 'title').text}".rstrip()
        self.choice_field(superseded_by, _("By which recommendation"), titles, in_list=True)

    def _show_saved(self, field: str) -> None:
        """Show below a field what is wrong in it, and by whom and when it was saved, where somebody has written it."""
        cell = self.cell(field)
        for number, note in enumerate(self.notes(field)):
            show(part(f"{_key(cell)}.note.{number}", element("p", note, class_="error")))
        if (draft := self.drafts.get(cell)) is not None and draft.edit:
            words = saved_sentence(draft, current_view().translator, today=today())
            show(part(f"{_key(cell)}.saved", element("p", words, class_="muted")))

    def _bind(self, field: str, value_of: Callable[[str], object], options: Sequence[str] = ()) -> dict[str, Any]:
        """Return the options of a field's widget, and set it where the store has something newer.

        It is stored when it is left, by whoever is named.
        """
        cell, published = self.cell(field), self.published_text(field)
        key, draft, seen = _key(cell, published), self.drafts.get(cell), _memory().seen
        edit = draft.edit if draft else 0
        if seen.get(cell) != edit or key not in st.session_state:
            st.session_state[key] = value_of(self.text(field))
            seen[cell] = edit
        return {"key": key, "on_change": _save, "args": (cell, key, published, options), "disabled": not is_named()}


def is_named() -> bool:
    """Return whether the person who rates is named: a draft without a name is not stored."""
    return bool(current_actor(publisher_name()).name)


def show_name_needed(_: Translator) -> None:
    """Show that the fields wait for the name of who writes; nothing once it is written."""
    if not is_named():
        words = _("Write your name first: each change is stored with the name of who wrote it.")
        show_paragraphs(words, key="drafts.name")


@dataclass(slots=True)
class _Memory:
    """What a session knows of its fields.

    Attributes:
        seen: the edit of each cell that was on the screen.
        unsaved: what was typed and not stored, and why.
        shown: the fields for words that the page has shown so far, each with what is stored in it.
        settled: what was stored, or refused and removed by its editor: the browser need not keep it any longer.
    """

    seen: dict[DraftCell, int] = field(default_factory=dict)
    unsaved: dict[DraftCell, tuple[str, StoreError]] = field(default_factory=dict)
    shown: dict[DraftCell, dict[str, Any]] = field(default_factory=dict)
    settled: dict[str, str] = field(default_factory=dict)


def show_unsaved(view: View) -> None:
    """Show what was typed and not stored, and why: above the fields, where it can be copied, until it is removed."""
    _ = view.translator
    for cell, (text, fault) in _memory().unsaved.items():
        st.error(escape_markdown(store_fault(fault, _)))
        ref = reviewed_ref(cell.review, cell.ref, named=view.tracker.has_shared_refs)
        words = _("You wrote on recommendation {ref}: {text}", ref=ref, text=text or _("(nothing)"))
        show_paragraphs(words, key=f"{_key(cell)}.unsaved")
    if _memory().unsaved:
        st.button(_("Remove what I wrote from here"), on_click=_remove_unsaved, key="rating.unsaved.remove")


def keep_typed_words() -> None:
    """Let the browser keep what is typed until it is stored, and store what it kept when a page went too soon.

    It stands below the last field of a page.
    """
    fields, actor, store = _memory().shown, current_actor(), published_store()
    data = {
        "fields": {each["field"]: each for each in fields.values()},
        "settled": {each["id"]: _memory().settled.get(each["id"]) for each in fields.values()},
        "named": is_named(),
        "who": sha256(repr((actor.name if actor.verified else "", str(store.engine.url))).encode()).hexdigest(),
    }
    _typed_words(key=_TYPED, data=data, on_typed_change=partial(_store_typed, [*fields]))
    _memory().shown = {}


def _store_typed(cells: Sequence[DraftCell]) -> None:
    """Store what the browser kept of some cells."""
    typed = getattr(st.session_state.get(_TYPED), "typed", None) or {}
    for cell in cells:
        match typed.get(_key(cell)):
            case [str(text), int(edit), str(before)]:
                write(cell, text, edit=edit, before=before)


def write(cell: DraftCell, text: str, *, edit: int, before: str) -> None:
    """Store what a cell has from a button; where that is not possible, `show_unsaved` shows why.

    Args:
        cell: the cell.
        text: what it shall have, which its field then shows.
        edit: the edit that was on the screen.
        before: what is published in it.
    """
    _store(cell, text, edit, before)
    _memory().seen.pop(cell, None)


def _save(cell: DraftCell, key: str, before: str, options: Sequence[str]) -> None:
    """Store what a field has now, with what is published; a choice of no option lets it show what is stored."""
    value = st.session_state[key]
    if options and value not in options:  # a label of the language before
        _memory().seen.pop(cell, None)
    else:
        text = (_YES if value else "") if isinstance(value, bool) else str(value or "")
        _store(cell, text, _memory().seen[cell], before)


def _store(cell: DraftCell, text: str, edit: int, before: str) -> None:
    try:
        actor = current_actor(publisher_name())
        draft = save_draft(published_store(), cell, text, edit=edit, actor=actor, before=before)
    except StoreError as fault:
        _memory().unsaved[cell] = (text, fault)
        _memory().seen.pop(cell, None)
    else:
        _memory().seen[cell], _memory().settled[_key(cell)] = draft.edit, text
        _memory().unsaved.pop(cell, None)


def _key(cell: DraftCell, published: str = "") -> str:
    """Return the key of a cell's widget, which is another one where something else is published."""
    return f"rating.{sha256(repr((cell, published)).encode()).hexdigest()[:16]}"


def _remove_unsaved() -> None:
    _memory().settled.update({_key(cell): text for cell, (text, _fault) in _memory().unsaved.items()})
    _memory().unsaved.clear()


def _memory() -> _Memory:
    return cast(_Memory, st.session_state.setdefault(_MEMORY, _Memory()))
