"""About: what the statuses mean, how each number is counted, and where the data comes from."""

import streamlit as st

from components.about.counting_rules import counting_rules_part
from components.about.notes import show_how_to_change, show_inferred_note
from components.about.reviews import reviews_part
from components.document.pieces import show, show_answer, show_section_heading, show_subtitle
from components.downloads.workbook import offer_template, offer_tracker_workbook
from components.identity.actor import may
from components.marks.key_table import key_part
from components.reading.source_line import source_line
from components.session.view import current_view
from model.actor import Role

view = current_view()
_ = view.translator

show_answer(_("What the statuses mean, and how everything here is counted"))
show_subtitle(source_line(view))

meanings, rules = st.columns(2, gap="large")
with meanings:
    show_section_heading(_("The key"))
    show(key_part(view))
    show_section_heading(_("Inferred statuses"))
    show_inferred_note(view)
    show_section_heading(_("Where the data comes from"))
    show(reviews_part(view))
    offer_tracker_workbook(view, label=_("Tracker workbook"), key="workbook.tracker")
with rules:
    show_section_heading(_("How each number is counted"))
    show(counting_rules_part(view))
    if may(Role.EDITOR):
        show_section_heading(_("How to change what is shown"))
        show_how_to_change(view)
        offer_template(view)
