"""The form that rolls back to an earlier version: it is published again as a new version, and nothing is lost."""

from uuid import uuid4

import streamlit as st

from components.choices.controls import chosen_option, entered_name, publisher_name_field
from components.document.pieces import show, show_paragraphs
from components.elements import element, escape_markdown, part
from components.graceful_end import PUBLISHING
from components.identity import current_actor
from components.published import displayed_tracker, published_store
from components.reading.difference import (
    newer_version_seen,
    show_newer_version,
    show_publish_fault,
    version_difference_part,
)
from components.session.links import HOME, href
from components.session.upload_state import LONGEST_REASON, NewerVersion, newer_version
from components.session.view import View
from components.versions.list import VersionHistory, version_field
from model.versions.version import Publication, StoreError

_RESULT, _FIRST_SEEN = "versions.roll-back.came", "versions.roll-back.first-seen"
_NEWER, _WIDE = "roll-back.newer", 520
_CHOSEN, _WHO, _WHY = "versions.roll-back.number", "versions.roll-back.who", "versions.roll-back.reason"


def show_roll_back_form(view: View, history: VersionHistory) -> None:
    """Show the form (version, name, reason) that publishes a version again, and the result of the last submit."""
    _ = view.translator
    _show_result(view)
    if not history.earlier:
        show_paragraphs(_("There is no earlier version yet."), key="roll-back.none")
        return
    text = _(
        "The earlier version is published again as a new one. The versions in between stay on record, and each can be "
        "brought back in the same way."
    )
    show_paragraphs(text, key="roll-back.said")
    if _CHOSEN not in st.session_state or _FIRST_SEEN not in st.session_state:  # the page was opened
        st.session_state[_FIRST_SEEN] = history.current  # what is published later is to be seen first
    number = version_field(_("Version to bring back"), history.earlier, _, key=_CHOSEN, width=_WIDE)
    current = displayed_tracker(history.current)
    show(version_difference_part(view, current, displayed_tracker(number), key="roll-back.changes"))
    newer = newer_version(displayed_tracker(st.session_state[_FIRST_SEEN]), current, store=history.store)
    show_newer_version(view, newer, key=_NEWER)
    publisher_name_field(_, key=_WHO, width=_WIDE)
    with st.form("roll-back", border=False, enter_to_submit=False):
        st.text_input(_("Reason"), key=_WHY, width=_WIDE, max_chars=LONGEST_REASON)
        st.form_submit_button(
            _("Publish this version again"),
            type="primary",
            on_click=_roll_back,
            args=(history, newer, uuid4().hex),
            disabled=not newer_version_seen(newer, key=_NEWER),
        )


def _roll_back(history: VersionHistory, newer: NewerVersion | None, token: str) -> None:
    """Publish the chosen version again, and store the result for the next run.

    A second press of the same button has the same token, so the store returns the result of the first. Nothing is
    published over a newer version that the reader has not ticked.
    """
    state = st.session_state
    number, who = chosen_option(_CHOSEN, [version.number for version in history.earlier], None), entered_name(_WHO)
    if number is None or not newer_version_seen(newer, key=_NEWER):
        return
    try:
        with PUBLISHING.under_way():
            published = published_store().roll_back(
                number,
                actor=current_actor(who),
                reason=state[_WHY],
                compared_with=history.current,
                token=f"{token}-{number}",
            )
        state[_RESULT], state[_FIRST_SEEN], state[_WHY] = published, published.version.number, ""
    except StoreError as fault:
        state[_RESULT] = fault


def _show_result(view: View) -> None:
    """Show the result of the last submit, and forget it."""
    _, result = view.translator, st.session_state.pop(_RESULT, None)
    if isinstance(result, StoreError):
        show_publish_fault(result, _)
    elif isinstance(result, Publication):
        version = result.version
        if result.unchanged:
            st.info(
                escape_markdown(_("Version {number} is current already, and holds the same.", number=version.number))
            )
            return
        text = _(
            "Version {earlier} is published again, as version {number}.",
            earlier=version.brings_back,
            number=version.number,
        )
        link = element("a", _("See the new position"), href=href(HOME, view.unversioned_query))
        show(part("roll-back.came", element("p", text, " ", link, class_="banner", role="status")))
