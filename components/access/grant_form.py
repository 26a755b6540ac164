"""The forms that grant a role and take one away; the store refuses what may not be."""

import streamlit as st

from components.access.agencies_field import WIDE, agencies_field
from components.choices.offered import offered
from components.elements.html import element, show
from components.elements.markdown_escape import escape_markdown
from components.identity.actor import current_actor
from components.published.published_version import published_store
from components.session.publisher_name import publisher_name
from components.session.view import View
from components.text.page_header import show_paragraphs
from model.actor import Role
from model.grant import Grant
from model.store_error import StoreError
from wording.errors.store import store_fault
from wording.labels.roles import granted_sentence, revoked_sentence, role_word

_RESULT = "access.result"
_IDENTITY, _ROLE, _AGENCIES, _REVOKED = "access.identity", "access.role", "access.agencies", "access.revoked"


def show_result(view: View) -> None:
    """Show what the last press of a button did, and forget it."""
    _, result = view.translator, st.session_state.pop(_RESULT, None)
    if isinstance(result, StoreError):
        st.error(escape_markdown(store_fault(result, _)))
    elif isinstance(result, Grant):
        show([element("p", granted_sentence(result, _), class_="banner", role="status")], key="access.came")
    elif result:
        show([element("p", revoked_sentence(str(result), _), class_="banner", role="status")], key="access.came")


def show_grant_form(view: View) -> None:
    """Show the form: an identity, a role and, for a viewer, the agencies that the role is limited to."""
    _ = view.translator
    show_paragraphs(
        _(
            "An identity is an e-mail address that the provider says is verified, or what the page “You have no role "
            "here” shows to somebody who signed in. A role replaces the one before."
        ),
        key="access.how",
    )
    st.text_input(_("Identity"), key=_IDENTITY, width=WIDE, max_chars=512)
    role = st.radio(_("Role"), list(Role), format_func=lambda each: role_word(each, _), key=_ROLE)
    if role is Role.VIEWER:
        agencies_field(view, _("Sees the recommendations of these agencies alone"), key=_AGENCIES)
    st.button(_("Grant this role"), type="primary", on_click=_grant, key="access.grant")


def show_revoke_form(view: View, grants: tuple[Grant, ...]) -> None:
    """Show the choice of an identity, and the button that takes its role away."""
    _ = view.translator
    st.selectbox(_("Whose role"), [grant.identity for grant in grants], key=_REVOKED, width=WIDE)
    st.button(_("Take this role away"), on_click=_revoke, key="access.revoke")


def _grant() -> None:
    state = st.session_state
    role = offered(_ROLE, [*Role], None)
    if role is None:
        return
    agencies = state.get(_AGENCIES) if role is Role.VIEWER else None
    try:
        actor = current_actor(publisher_name())
        state[_RESULT] = published_store().grant(state[_IDENTITY], role, agencies=agencies or None, actor=actor)
        state[_IDENTITY] = ""
    except StoreError as fault:
        state[_RESULT] = fault


def _revoke() -> None:
    state = st.session_state
    try:
        published_store().revoke(state[_REVOKED], actor=current_actor(publisher_name()))
        state[_RESULT] = state[_REVOKED]
    except StoreError as fault:
        state[_RESULT] = fault
