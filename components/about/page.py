"""About: what the statuses mean, and how everything is counted."""

from components.about.counting_rules import counting_rules_part
from components.about.notes import how_to_change_part, inferred_note_part
from components.about.reviews import reviews_part
from components.document.document import Document
from components.downloads.workbook import template_link, tracker_workbook_link
from components.elements.html import columns, part
from components.marks.key_table import key_part
from components.reading.source_line import source_line
from components.session.view import View
from components.text.page_header import answer, section_heading, subtitle_part
from model.actor import Role


def about(view: View) -> Document:
    """Return the page."""
    _ = view.translator
    meanings = [
        section_heading(_("The key")),
        key_part(view),
        section_heading(_("Inferred statuses")),
        inferred_note_part(view),
        section_heading(_("Where the data comes from")),
        reviews_part(view),
        part("tracker-workbook", tracker_workbook_link(view, label=_("Tracker workbook"))),
    ]
    rules = [section_heading(_("How each number is counted")), counting_rules_part(view)]
    if view.may(Role.EDITOR):
        rules += [
            section_heading(_("How to change what is shown")),
            how_to_change_part(view),
            part("template", template_link(view)),
        ]
    return Document(
        [
            answer(_("What the statuses mean, and how everything here is counted")),
            subtitle_part(source_line(view)),
            columns([1, 1], meanings, rules),
        ]
    )
