"""Versions: who published what, when and why, what differs between any two, and how to bring one back."""

import streamlit as st

from components.session.view import current_view
from components.text.page_header import section
from components.versions.audit import show_audit
from components.versions.compare import compare_versions
from components.versions.files import offer_files
from components.versions.list import show_versions
from components.versions.roll_back import roll_back_form
from components.versions.store_state import on_record, show_current

view = current_view()
_ = view.translator
record = on_record(view)
if record is None:
    st.stop()

show_current(view, record)

section(_("Who published what, when and why"))
show_versions(view, record)
section(_("What differs between two versions"))
compare_versions(view, record)
section(_("Files of a version"))
offer_files(view, record)
section(_("Bring an earlier version back"))
roll_back_form(view, record)
section(_("Audit trail"))
show_audit(view, record)
