"""The e-mail addresses of the agencies of a round, and a draft e-mail to each."""

from functools import partial
from urllib.parse import quote, urlencode

import streamlit as st

from analysis.table_rows import rows_of
from components.document.document import file_link
from components.document.pieces import show, show_paragraphs
from components.elements import HtmlNode, element, escape_markdown, part
from components.identity import current_actor
from components.published import office_of, published_store
from components.round.returns import chosen_format
from components.round.start import attempt
from components.round.state import RoundState, email_file
from components.session.view import View
from model.returns.round import Recipient, Round
from model.terms import NameKind
from store.rounds.returns import agency_addresses, save_address
from wording.catalogue import translator
from wording.formatting import format_day, format_round, localised_value, office_name
from wording.rounds import recipient_name

# The width of a field; and the most characters of the titles: mail programs take addresses of some 2,000.
_WIDE, _LONGEST = 620, 1200


def show_addresses(view: View, state: RoundState) -> None:
    """Show a field for the address of each agency, and a draft e-mail to each recipient of the open round."""
    _, latest = view.translator, state.of_round
    recipients = sorted({each.recipient for each in state.requests if each.recipient.name})
    if not recipients:
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
            key = f"round.address.{name}.{addresses.get(name, '')}"
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
    """Return the links to the drafts for a recipient: with the return attached, and in the person's mail program."""
    _ = view.translator
    name = recipient_name(recipient, view.names, _)
    offer = email_file(latest, state.requests, recipient, chosen_format(latest))
    nodes: list[HtmlNode] = [file_link(view, offer, _("Draft to {agency} (.eml)", agency=name))]
    if address:
        query = urlencode(_message(view, state, latest, recipient), quote_via=quote)
        nodes += [" ", element("a", address, outside=f"mailto:{quote(address, safe='@,')}?{query}")]
    return nodes


def _message(view: View, state: RoundState, latest: Round, recipient: Recipient) -> dict[str, str]:
    """Return the subject and the words of an e-mail, in the language of the return; too many titles are left out."""
    _ = translator(latest.language_of(recipient))
    name, office = recipient_name(recipient, view.names, _), office_of(state.current)
    day = format_day(latest.due, _)
    asked = {(each.review, each.ref) for each in state.requests if each.recipient == recipient}
    titles = [
        f"{state.ref_of(row.review, row.ref)}  {localised_value(row, 'title', _.language).text}".rstrip()
        for row in rows_of(state.before.recommendations)
        if (row.review, row.ref) in asked
    ]
    listed = "\n".join([_("It is about:"), *titles])
    sender = office_name(office, _) if office.is_known else ""
    parts = [_("To {agency},", agency=name), listed if len(listed) <= _LONGEST else "", sender]
    subject = _("Round of {month}: return due on {day}", month=format_round(latest.month, _), day=day)
    return {"subject": subject, "body": "\n\n".join(filter(None, parts))}


def _save(name: str, key: str) -> None:
    """Save what the field of an agency has; what is typed stays where it cannot be saved."""
    attempt(partial(save_address, agency=name, text=str(st.session_state[key])))
