"""The last step of an upload: who publishes it, and why."""

from contextlib import suppress
from datetime import UTC, datetime

import streamlit as st

from components.candidate import Held, conclude
from components.candidate import held as kept
from components.literal import literal
from components.publisher import LONGEST_NAME, LONGEST_REASON, keep_name, name_so_far
from components.upload_comparison import Change, forget_comparison
from components.upload_issues import warnings_read
from components.upload_place import Place
from components.upload_reading import remembered_answers
from components.upload_view import WIDE, not_yet
from components.view import View
from model.store_fault import Fault, StoreError
from store.store import Store
from wording.catalogue import Translator
from wording.store_faults import store_fault

_FAULT, _WHO, _WHY = "upload.publish.fault", "upload.publish.who", "upload.publish.why"


def show_publish(view: View, held: Held | None, place: Place, change: Change | None) -> None:
    """Ask for a name and a reason, and publish; say what is still to be done before."""
    _ = view.translator
    fault = st.session_state.pop(_FAULT, None)
    if fault is not None:
        st.error(literal(store_fault(fault, _)))
    if place.store is None:
        not_yet(_("Nothing can be published here. Why is said at the top of the page."), key="upload.publish.no-store")
    elif held is None:
        not_yet(_("Here you give your name and a reason, and publish the workbook."), key="upload.publish.none")
    elif change is None:
        not_yet(_("The workbook cannot be published yet. What keeps it is said above."), key="upload.publish.not-yet")
    elif not warnings_read(held):
        not_yet(_("Say first, in step 3, that you have read the warnings."), key="upload.publish.warnings")
    else:
        _form(held, place, place.store, change, _)


def _form(held: Held, place: Place, store: Store, change: Change, _: Translator) -> None:
    if change.difference.nothing:
        not_yet(_("Publishing it would change nothing, and make no new version."), key="upload.publish.nothing")
    with st.form(f"upload.publish.{held.token}", border=False, enter_to_submit=False):
        st.session_state.setdefault(_WHO, name_so_far())
        st.text_input(_("Your name (required, shown as not verified)"), key=_WHO, width=WIDE, max_chars=LONGEST_NAME)
        st.text_input(_("Why you publish it (required)"), key=_WHY, width=WIDE, max_chars=LONGEST_REASON)
        st.form_submit_button(
            _("Publish"),
            type="primary",
            on_click=_publish,
            args=(held, store, change, place.number),
            key="upload.publish",
        )


def _publish(held: Held, store: Store, change: Change, compared_with: int | None) -> None:
    """Publish what was compared, and keep what came of it for the run that follows.

    A button may be pressed twice, or after it has gone: what is no longer held, or not read yet, is not published. The
    token is that of this reading in this mode, so that a try whose answer was lost is found by the next.
    """
    if kept() is not held or not warnings_read(held):
        return
    who, why = str(st.session_state[_WHO]), str(st.session_state[_WHY])
    keep_name(who)
    token = f"{held.token}-{change.candidate.mode.value}"
    try:
        published = store.publish(change.candidate, who=who, reason=why, compared_with=compared_with, token=token)
    except StoreError as fault:
        if fault.code is not Fault.CONFLICT:  # what was published meanwhile is told where it is compared again
            st.session_state[_FAULT] = fault
        return
    _remember(held, store, who)
    conclude(published)
    forget_comparison()
    st.session_state[_WHY] = ""


def _remember(held: Held, store: Store, who: str) -> None:
    """Keep the answers for the next workbook with these headings. What is published stands without them."""
    answers = remembered_answers(held.options)
    with suppress(StoreError):
        if answers or store.remembered(held.headings):
            at = datetime.now(UTC).isoformat(timespec="seconds")
            store.remember(held.headings, {"options": answers, "who": who.strip(), "at": at}, who)
