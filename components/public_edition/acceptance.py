"""The form on *Versions* that accepts what looks like names of people, after which a version is shown at `/public/`."""

from collections.abc import Sequence

import streamlit as st

from components.choices.controls import entered_name, publisher_name_field
from components.document.pieces import show, show_paragraphs, show_section_heading
from components.elements import escape_markdown, part
from components.identity import current_actor
from components.public_edition.choice import names_nodes, parts_table
from components.public_edition.content import names_in
from components.public_edition.names import PersonName
from components.published import ask_store, displayed_tracker
from components.session.view import View
from model.settings import Settings
from model.store_error import StoreError, StoreErrorCode
from model.versions.version import Action, Version
from wording.errors import store_fault

_WHO, _FAULT, _WIDE = "public.who", "public.fault", 520


def show_acceptance(view: View) -> None:
    """Show whether the current version is at `/public/`, and the form that puts it there; nothing if that is off."""
    parts, loaded, _ = Settings.from_environment().public, displayed_tracker(), view.translator
    if parts is None or loaded.version is None:
        return
    show_section_heading(_("The website for everybody"))
    accepted = ask_store(lambda store: store.accepted_as_public())
    new = [name for name in names_in(loaded, parts) if all(name.digest not in each for each in accepted.values())]
    number = loaded.version.number
    if fault := st.session_state.pop(_FAULT, None):
        st.error(escape_markdown(store_fault(fault, _)))
    if accepted and not new:
        text = _("Version {number} is shown at /public/ to everybody, without a sign-in.", number=number)
        show_paragraphs(text, key="public.shown")
        return
    text = _("Version {number} is not shown at /public/ before you have read this.", number=number)
    show_paragraphs(text, key="public.not-shown")
    show(part("public.names", parts_table(view, parts, is_fixed=True), *names_nodes(view, new)))
    publisher_name_field(_, key=_WHO, width=_WIDE)
    label = _("Show version {number} to everybody", number=number)
    st.button(label, key="public.accept", on_click=_accept, args=(loaded.version, new))


def _accept(version: Version, names: Sequence[PersonName]) -> None:
    who, details = entered_name(_WHO), {"names": " ".join(sorted(name.digest for name in names))}
    if not who:
        st.session_state[_FAULT] = StoreError(StoreErrorCode.NO_NAME)
        return
    try:
        ask_store(
            lambda store: store.record(Action.PUBLIC, actor=current_actor(who), version=version.number, details=details)
        )
    except StoreError as fault:
        st.session_state[_FAULT] = fault
