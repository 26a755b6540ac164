"""The choice of what agencies fill in, and the link to all returns of a round with their draft e-mails."""

import streamlit as st

from components.choices.offered import offered
from components.document.files import file_link
from components.document.pieces import show, show_paragraphs
from components.elements.html import part
from components.making.program import prepare_making
from components.round.files import returns_file
from components.round.state import RoundState
from components.session.view import View
from model.returns.formats import ReturnFormat
from model.returns.round import Round
from wording.rounds.rounds import format_words

_FORMAT = "round.format"
_FORMATS = [*ReturnFormat]


def offer_returns(view: View, state: RoundState) -> None:
    """Offer the zip file, and say what to do with it."""
    _, latest = view.translator, state.latest
    if latest is None:
        return
    show_paragraphs(
        _(
            "The file has a return for each row above, and a draft e-mail with it attached. Open a draft, add the "
            "address and send it: nothing is sent from here."
        ),
        key="round.how",
    )
    format_: ReturnFormat = st.radio(
        _("Agencies fill in"),
        _FORMATS,
        index=_FORMATS.index(_last_format(latest)),
        format_func=lambda each: format_words(each, _),
        horizontal=True,
        key=_key(latest),
    )
    prepare_making()
    link = file_link(view, returns_file(latest, state.requests, format_), _("Download all returns (zip)"), primary=True)
    show(part("round.returns", link))


def chosen_format(latest: Round) -> ReturnFormat:
    """Return what agencies fill in: the choice above the download, for the reminders as well."""
    chosen: ReturnFormat = offered(_key(latest), _FORMATS, _last_format(latest))
    return chosen


def _key(latest: Round) -> str:
    """Return the key of the choice, which proposes the format of the last download, also of another editor."""
    return f"{_FORMAT}.{latest.number}.{_last_format(latest)}"


def _last_format(latest: Round) -> ReturnFormat:
    return latest.returns_format or ReturnFormat.EXCEL
