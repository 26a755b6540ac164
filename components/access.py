"""The page Access: who has which role, and the tokens of the data feeds."""

import streamlit as st

from components.choices.controls import chosen_option
from components.document.pieces import show, show_answer, show_paragraphs, show_section_heading
from components.elements import HtmlNode, element, escape_markdown, heading, part, table_region
from components.identity import current_actor
from components.published import published_store
from components.session.uploaded_workbook import publisher_name
from components.session.view import View
from model.access import Access, AccessSettings, FeedToken, Grant, Role
from model.settings import Settings
from model.store_error import StoreError
from model.terms import NameKind
from wording.catalogue import Translator
from wording.errors import store_fault
from wording.format.dates import format_timestamp
from wording.labels.names import granted_sentence, role_purpose, role_word

_RESULT = "access.result"
_IDENTITY, _ROLE, _AGENCIES, _REVOKED = "access.identity", "access.role", "access.agencies", "access.revoked"
WIDE = 520
"""The width of the fields of the page Access, in pixels."""
_SETTING = "CYNNYDD_FEED_TOKEN"
_ADDED_RESULT = "tokens.result"
_NAME, _FEED_AGENCIES, _REVOKED_NAME = "tokens.name", "tokens.agencies", "tokens.revoked"


def show_roles(view: View) -> None:
    """Show the roles that are granted, and the forms that grant one and take one away."""
    _ = view.translator
    try:
        grants = published_store().grants(actor=current_actor())
    except StoreError as fault:
        show_answer(_("The roles cannot be shown."))
        show_paragraphs(store_fault(fault, _), key="access.fault")
        return
    none = _("No role is granted in the store.")
    show_answer(_.plural("{n} role is granted.", "{n} roles are granted.", len(grants)) if grants else none)
    show_result(view)
    show_grants(view, grants)
    show_section_heading(_("Grant a role"))
    show_grant_form(view)
    if grants:
        show_section_heading(_("Take a role away"))
        show_revoke_form(view, grants)


def show_result(view: View) -> None:
    """Show what the last press of a button did, and forget it."""
    _, result = view.translator, st.session_state.pop(_RESULT, None)
    if isinstance(result, StoreError):
        st.error(escape_markdown(store_fault(result, _)))
    elif isinstance(result, Grant):
        show(part("access.came", element("p", granted_sentence(result, _), class_="banner", role="status")))
    elif result:
        text = _("{identity} has no role in the store from now on.", identity=result)
        show(part("access.came", element("p", text, class_="banner", role="status")))


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


def show_grants(view: View, grants: tuple[Grant, ...]) -> None:
    """Show who has which role, limited to which agencies, granted by whom and when; and what a role may do."""
    _ = view.translator
    is_signing_in = AccessSettings.from_environment().access is Access.SIGN_IN
    counted = (
        _("Roles that the provider names count as well, and the highest of each person does.")
        if is_signing_in
        else _("Nobody signs in here yet: these roles count as soon as people do.")
    )
    purposes = [element("li", element("b", role_word(role, _)), ": ", role_purpose(role, _)) for role in Role]
    nodes: list[HtmlNode] = [element("p", counted, class_="prose")]
    if grants:
        columns = (_("Identity"), _("Role"), _("Agencies"), _("Granted"))
        rows = [_row(grant, _) for grant in grants]
        nodes.append(table_region(_("Who has a role"), map(heading, columns), rows))
    show(part("access.grants", *nodes, element("ul", *purposes, class_="points")))


def agencies_field(view: View, label: str, *, key: str) -> None:
    """Show the choice; none chosen is all."""
    _ = view.translator
    st.multiselect(
        label,
        list(view.filter_options.agency.values()),
        format_func=lambda name: view.names.full(NameKind.AGENCY, name, _),
        placeholder=_("All"),
        key=key,
        width=WIDE,
    )


def _grant() -> None:
    state = st.session_state
    role = chosen_option(_ROLE, [*Role], None)
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


def _row(grant: Grant, _: Translator) -> HtmlNode:
    agencies = _("all") if grant.agencies is None else ", ".join(sorted(grant.agencies))
    moment = format_timestamp(grant.at, _, short=True)
    return element(
        "tr",
        element("th", grant.identity, scope="row", class_="words"),
        element("td", role_word(grant.role, _)),
        element("td", agencies, class_="words"),
        element("td", _("{moment}, by {who}", moment=moment, who=grant.granted_by), class_="words"),
    )


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
        st.selectbox(_("Whose token"), [token.name for token in tokens], key=_REVOKED_NAME, width=WIDE)
        st.button(_("Revoke this token"), on_click=_revoke_token, key="tokens.revoke")


def _show_result(_: Translator) -> None:
    """Show what the last press of a button did, and forget it: nobody can read a token again."""
    result = st.session_state.pop(_ADDED_RESULT, None)
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
        nodes.append(
            table_region(_("Tokens of the data feeds"), map(heading, columns), [_feed_row(t, _) for t in tokens])
        )
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


def _feed_row(token: FeedToken, _: Translator) -> HtmlNode:
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
    agencies_field(view, _("The feeds have the recommendations of these agencies alone"), key=_FEED_AGENCIES)
    st.button(_("Make this token"), on_click=_make, key="tokens.make")


def _make() -> None:
    state = st.session_state
    try:
        made, token = published_store().add_feed_token(
            state[_NAME], agencies=state[_FEED_AGENCIES] or None, actor=current_actor(publisher_name())
        )
        state[_ADDED_RESULT], state[_NAME], state[_FEED_AGENCIES] = (made.name, token), "", []
    except StoreError as fault:
        state[_ADDED_RESULT] = fault


def _revoke_token() -> None:
    state = st.session_state
    try:
        published_store().revoke_feed_token(state[_REVOKED_NAME], actor=current_actor(publisher_name()))
        state[_ADDED_RESULT] = state[_REVOKED_NAME]
    except StoreError as fault:
        state[_ADDED_RESULT] = fault
