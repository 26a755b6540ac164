"""The tokens of the data feeds: those that there are, making one, which is shown one time alone, and revoking one."""

import streamlit as st

from components.access.roles import WIDE, agencies_field
from components.document.pieces import show, show_paragraphs, show_section_heading
from components.elements.html import HtmlNode, element, escape_markdown, heading, part, table_region
from components.identity.actor import current_actor
from components.published.published_version import published_store
from components.session.publisher_name import publisher_name
from components.session.view import View
from model.feed_token import FeedToken
from model.settings import Settings
from model.store_error import StoreError
from wording.catalogue import Translator
from wording.errors import store_fault
from wording.format.dates import format_timestamp

_SETTING = "CYNNYDD_FEED_TOKEN"
_RESULT = "tokens.result"
_NAME, _AGENCIES, _REVOKED = "tokens.name", "tokens.agencies", "tokens.revoked"


def show_tokens(view: View) -> None:
    """Show the tokens of the data feeds, and the forms that make one and revoke one."""
    _ = view.translator
    show_section_heading(_("Tokens of the data feeds"))
    _show_result(_)
    try:
        tokens = published_store().feed_tokens(actor=current_actor())
    except StoreError as fault:
        show_paragraphs(store_fault(fault, _), key="tokens.fault")
        return
    _show_list(tokens, _)
    show_section_heading(_("Make a token"))
    _show_form(view)
    if tokens:
        show_section_heading(_("Revoke a token"))
        st.selectbox(_("Whose token"), [token.name for token in tokens], key=_REVOKED, width=WIDE)
        st.button(_("Revoke this token"), on_click=_revoke, key="tokens.revoke")


def _show_result(_: Translator) -> None:
    """Show what the last press of a button did, and forget it: nobody can read a token again."""
    result = st.session_state.pop(_RESULT, None)
    if isinstance(result, StoreError):
        st.error(escape_markdown(store_fault(result, _)))
    elif isinstance(result, tuple):
        name, token = result
        sentence = _("This is the token of {name}. Copy it now: it is not shown again.", name=name)
        show(part("tokens.made", element("p", sentence, class_="banner", role="status")))
        st.code(token, language=None, width=WIDE)
    elif result:
        sentence = _("The token of {name} is refused from now on.", name=result)
        show(part("tokens.gone", element("p", sentence, class_="banner", role="status")))


def _show_list(tokens: tuple[FeedToken, ...], _: Translator) -> None:
    purpose = _(
        "Each client of the data feeds, such as Power BI or a calendar, has a token with a name. A token for some "
        "agencies opens their recommendations alone."
    )
    nodes: list[HtmlNode] = [element("p", purpose, class_="prose")]
    if tokens:
        columns = (_("Name"), _("Agencies"), _("Made"))
        nodes.append(table_region(_("Tokens of the data feeds"), map(heading, columns), [_row(t, _) for t in tokens]))
    else:
        nodes.append(element("p", _("There is no token of the data feeds in the store."), class_="prose"))
    if Settings.from_environment().feed_token:
        nodes.append(
            element(
                "p",
                _(
                    "One token more is in the settings of the server, as {setting}: it opens everything.",
                    setting=_SETTING,
                ),
                class_="prose",
            )
        )
    show(part("tokens.list", *nodes))


def _row(token: FeedToken, _: Translator) -> HtmlNode:
    agencies = _("all") if token.agencies is None else ", ".join(sorted(token.agencies))
    moment = format_timestamp(token.at, _, short=True)
    return element(
        "tr",
        element("th", token.name, scope="row", class_="words"),
        element("td", agencies, class_="words"),
        element("td", _("{moment}, by {who}", moment=moment, who=token.made_by), class_="words"),
    )


def _show_form(view: View) -> None:
    _ = view.translator
    st.text_input(_("Name of the client"), key=_NAME, width=WIDE, max_chars=128)
    agencies_field(view, _("The feeds have the recommendations of these agencies alone"), key=_AGENCIES)
    st.button(_("Make this token"), on_click=_make, key="tokens.make")


def _make() -> None:
    state = st.session_state
    try:
        made, token = published_store().add_feed_token(
            state[_NAME], agencies=state[_AGENCIES] or None, actor=current_actor(publisher_name())
        )
        state[_RESULT], state[_NAME], state[_AGENCIES] = (made.name, token), "", []
    except StoreError as fault:
        state[_RESULT] = fault


def _revoke() -> None:
    state = st.session_state
    try:
        published_store().revoke_feed_token(state[_REVOKED], actor=current_actor(publisher_name()))
        state[_RESULT] = state[_REVOKED]
    except StoreError as fault:
        state[_RESULT] = fault
