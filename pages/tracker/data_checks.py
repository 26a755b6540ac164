"""Data checks: the issues of the current workbook, what is missing from it, and how it was read."""

from analysis.status.latest_status import status_at
from analysis.status.matrix import marks_by_round
from analysis.texts.missing_welsh import missing_welsh
from analysis.texts.references import references
from analysis.updates.blank_cells import blank_cells
from components.choices.filter_bar import show_filter_bar
from components.data_checks.missing import show_blanks, show_unreported
from components.data_checks.references import show_reference_checks
from components.data_checks.welsh import offer_translation, show_missing_welsh
from components.downloads.annotated_workbook import offer_annotated_copy
from components.identity.actor import may
from components.reading.columns_table import show_columns, show_unread
from components.reading.issues_list import checks_sentence, issues_of, show_issues, show_places_note
from components.reading.source_line import source_line
from components.reading.statuses_read import show_statuses_read
from components.session.view import current_view
from components.shell.entrance import require_everything
from components.text.page_header import show_answer, show_paragraphs, show_section_heading, show_subtitle
from model.actor import Role

view = current_view()
_ = view.translator
require_everything(view)

show_answer(checks_sentence(view))
show_subtitle(source_line(view))

show_section_heading(_("What is wrong, and what to do"))
show_places_note(view)
show_issues(view, from_colour=False, key="issues")
if may(Role.EDITOR):
    offer_annotated_copy(view)
show_section_heading(_("How each status was read"))
show_statuses_read(view)
show_section_heading(_("What was read from a cell's colour"))
if issues_of(view, from_colour=True):
    show_issues(view, from_colour=True, key="colours")
else:
    show_paragraphs(_("Nothing: no status in this workbook is given by a colour alone."), key="colours")
show_section_heading(_("What is missing"))
show_filter_bar(view)
show_unreported(view, view.answer(marks_by_round, as_at=view.as_at), view.answer(status_at, as_at=view.as_at))
show_blanks(view, view.answer(blank_cells))
show_section_heading(_("What has no Welsh yet"))
show_missing_welsh(view, view.answer_of_all(missing_welsh))
offer_translation(view)
show_section_heading(_("References in the texts"))
show_reference_checks(view, view.answer_of_all(references))
show_section_heading(_("How each column was read"))
show_columns(view)
show_unread(view)
