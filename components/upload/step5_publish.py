"""The last step of an upload: who publishes it, and why."""

import streamlit as st

from components.elements.markdown_escape import escape_markdown
from components.session.publisher_name import LONGEST_NAME, LONGEST_REASON, publisher_name, remember_publisher_name
from components.session.uploaded_workbook import UploadedWorkbook
from components.session.view import View
from components.upload.comparison import Change
from components.upload.preview_view import WIDE, show_not_yet
from components.upload.publish_request import (
    Publishable,
    PublishClick,
    drop_wish,
    offer,
    offered,
    publish_requested,
    wish,
    wished,
)
from components.upload.step3_issues import warnings_read
from components.upload.target import PublishTarget
from model.store_error import Fault, StoreError
from store.store import Store
from wording.catalogue import Translator
from wording.errors.store import store_fault

_WHO, _WHY = "upload.publish.who", "upload.publish.why"
_REFUSED = "upload.publish.refused"


def show_publish(view: View, held: UploadedWorkbook | None, place: PublishTarget, change: Change | None) -> None:
    """Ask for a name and a reason, and publish; say what is still to be done before."""
    _ = view.translator
    refused: StoreError | None = st.session_state.pop(_REFUSED, None)
    if refused is not None:
        st.error(escape_markdown(store_fault(refused, _)))
    made = wished()
    if made is not None and place.store is not None:
        _publish(place.store, made, place, _)
    if place.store is None:
        show_not_yet(
            _("Nothing can be published here. Why is said at the top of the page."), key="upload.publish.no-store"
        )
    elif held is None:
        show_not_yet(_("Here you give your name and a reason, and publish the workbook."), key="upload.publish.none")
    elif change is None:
        show_not_yet(
            _("The workbook cannot be published yet. What keeps it is said above."), key="upload.publish.not-yet"
        )
    elif not warnings_read(held):
        show_not_yet(_("Say first, in step 3, that you have read the warnings."), key="upload.publish.warnings")
    else:
        _form(held, change, place.number, _)


def _form(held: UploadedWorkbook, change: Change, compared_with: int | None, _: Translator) -> None:
    if change.difference.nothing:
        show_not_yet(_("Publishing it would change nothing, and make no new version."), key="upload.publish.nothing")
    offer(Publishable(held, change, compared_with))
    with st.form(f"upload.publish.{held.token}", border=False, enter_to_submit=False):
        st.session_state.setdefault(_WHO, publisher_name())
        st.text_input(_("Your name (required, shown as not verified)"), key=_WHO, width=WIDE, max_chars=LONGEST_NAME)
        st.text_input(_("Why you publish it (required)"), key=_WHY, width=WIDE, max_chars=LONGEST_REASON)
        st.form_submit_button(
            _("Publish"),
            type="primary",
            on_click=_ask,
            key="upload.publish",
        )


def _ask() -> None:
    """Have what is offered published in the run that follows. The button may have been pressed after it had gone."""
    who, why = str(st.session_state[_WHO]), str(st.session_state[_WHY])
    remember_publisher_name(who)
    what = offered()
    if what is not None and warnings_read(what.workbook):
        wish(PublishClick(what, who, why))


def _publish(store: Store, made: PublishClick, place: PublishTarget, _: Translator) -> None:
    """Publish, and begin the page anew; where nothing was published, say why.

    What somebody else has published meanwhile is told where the workbook is compared again, which may take a new run.
    """
    try:
        with st.spinner(_("Publishing the workbook")):
            publish_requested(made, store)
    except StoreError as fault:
        drop_wish()
        if fault.code is Fault.CONFLICT and made.publishable.compared_with == place.number:
            st.session_state[_REFUSED] = fault
            st.rerun()
        st.error(escape_markdown(store_fault(fault, _)))
        return
    st.session_state[_WHY] = ""
    st.rerun()
