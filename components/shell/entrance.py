"""Who uses this page: in words on every page, and the refusal of whoever has no role for it."""

import streamlit as st

from components.document.pieces import show_answer, show_paragraphs
from components.elements.html import element
from components.identity.actor import current_actor, may
from components.session.links import SIGN_IN
from components.session.view import View
from model.access import AccessSettings
from model.actor import Actor, Role
from wording.catalogue import Translator
from wording.labels.roles import role_word


def show_entrance(_: Translator) -> Actor | None:
    """Return who uses the page; show a refusal and return None where nobody with a role does.

    Raises StoreError where the roles cannot be read.
    """
    actor = current_actor()
    if actor.may(Role.VIEWER):
        return actor
    show_answer(_("You have no role here"))
    show_paragraphs(
        _("You are not signed in, your sign-in is over, or your role was taken away. Nothing was changed."),
        [element("a", _("Sign in again"), href=SIGN_IN, leaves="")],
        key="entrance",
    )
    return None


def require_role(role: Role, _: Translator) -> None:
    """Show why nothing of a page is shown, and end it, where the role of its reader is too low."""
    if may(role):
        return
    show_answer(_("This page needs the role “{role}”.", role=role_word(role, _)))
    contact = AccessSettings.from_environment().contact
    ask = _("Ask {contact} for it.", contact=contact) if contact else _("An administrator can grant it.")
    show_paragraphs(ask, key="role.needed")
    st.stop()


def require_everything(view: View) -> None:
    """Show why nothing of a page is shown, and end it, where its reader is tied to some agencies."""
    if view.loaded.agencies is None:
        return
    _ = view.translator
    show_answer(_("This page is about the whole tracker."))
    show_paragraphs(_("You see the recommendations of some agencies alone."), key="everything.needed")
    st.stop()
