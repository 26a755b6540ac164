"""Versions: who published what, when and why, what differs between any two, and how to bring one back."""

import streamlit as st

from components.head import section
from components.versions_audit import show_audit
from components.versions_compare import compare_versions
from components.versions_files import offer_files
from components.versions_list import show_versions
from components.versions_record import on_record, show_current
from components.versions_roll_back import roll_back_form
from components.view import current_view

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
