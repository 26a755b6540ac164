"""The e-mail addresses of the agencies of a round, and a draft e-mail to each."""

from functools import partial
from urllib.parse import quote, urlencode

import streamlit as st

from components.document.document import file_link
from components.document.pieces import show, show_paragraphs
from components.elements import HtmlNode, element, escape_markdown, part
from components.identity import current_actor
from components.published import published_store
from components.round.returns import chosen_format, recipient_name
from components.round.start import RESULT
from components.round.state import RoundState, email_file
from components.session.uploaded_workbook import publisher_name
from components.session.view import View
from model.returns.round import Recipient, Round
from model.store_error import StoreError
from model.terms import NameKind
from store.rounds.addresses import agency_addresses, save_address
from wording.format.dates import format_day, format_round

_WIDE = 620


def show_addresses(view: View, state: RoundState) -> None:
    """Show a field for the address of each agency, and a draft e-mail to each recipient of the open round."""
    _, latest = view.translator, state.latest
    recipients = sorted({each.recipient for each in state.requests if each.recipient.name})
    if latest is None or not recipients:
        return
    addresses = agency_addresses(published_store(), actor=current_actor())
    with st.expander(_("E-mail addresses, and a draft to one agency")):
        show_paragraphs(
            _(
                "An address is seen by editors alone: it is in no paper, feed or workbook. The drafts "
                "are addressed with it. The link with the address opens your e-mail program; a draft (.eml) has the "
                "return attached."
            ),
            key="round.addresses.how",
        )
        for name in sorted({each.name for each in recipients}):
            key = f"round.address.{name}"
            st.session_state.setdefault(key, addresses.get(name, ""))
            st.text_input(
                escape_markdown(_("Address of {agency}", agency=view.names.full(NameKind.AGENCY, name, _))),
                key=key,
                on_change=partial(_save, name, key),
                width=_WIDE,
                max_chars=500,
            )
        lines = [element("li", *_draft(view, state, latest, each, addresses.get(each.name, ""))) for each in recipients]
        show(part("round.drafts", element("ul", *lines, class_="lines")))


def _draft(view: View, state: RoundState, latest: Round, recipient: Recipient, address: str) -> list[HtmlNode]:
    """Return the name of a recipient with the links to its drafts."""
    _ = view.translator
    name = recipient_name(recipient, view.names, _)
    offer = email_file(latest, state.requests, recipient, chosen_format(latest))
    nodes: list[HtmlNode] = [name, ": ", file_link(view, offer, _("Draft to {agency} (.eml)", agency=name))]
    if address:
        month, day = format_round(latest.month, _), format_day(latest.due, _)
        subject = _("Round of {month}: return due on {day}", month=month, day=day)
        query = urlencode({"subject": subject, "body": _("To {agency},", agency=name)}, quote_via=quote)
        link = f"mailto:{quote(address, safe='@,')}?{query}"
        nodes += [" ", element("a", address, outside=link)]
    return nodes


def _save(name: str, key: str) -> None:
    """Save what the field of an agency has, and store a fault for the next run; what is typed stays."""
    try:
        save_address(published_store(), name, str(st.session_state[key]), actor=current_actor(publisher_name()))
    except StoreError as fault:
        st.session_state[RESULT] = fault
