"""Data checks: the issues of the current workbook, what is missing from it, and how it was read."""

from analysis.status import marks_by_round, status_at
from analysis.table_rows import blank_cells
from analysis.texts.missing_welsh import missing_welsh
from analysis.texts.references import references
from components import data_checks
from components.choices.filter_bar import filter_bar_parts
from components.difference import source_line
from components.document.pieces import require_role, show, show_answer, show_paragraphs, show_section_heading
from components.elements import subtitle_part

view = require_role(of_everything=True)
_ = view.translator

show_answer(data_checks.checks_sentence(view))
show(subtitle_part(source_line(view)))

show_section_heading(_("What is wrong, and what to do"))
show(data_checks.places_note_part(view))
show(data_checks.issues_part(view, from_colour=False, key="issues"))
show_section_heading(_("How each status was read"))
show(data_checks.statuses_read_part(view))
show_section_heading(_("What was read from a cell's colour"))
if data_checks.issues_of(view, from_colour=True):
    show(data_checks.issues_part(view, from_colour=True, key="colours"))
else:
    show_paragraphs(_("Nothing: no status in this workbook is given by a colour alone."), key="colours")
show_section_heading(_("What is missing"))
show(*filter_bar_parts(view))
marks, standing = marks_by_round(view.chosen, as_at=view.as_at), status_at(view.chosen, as_at=view.as_at)
show(data_checks.unreported_part(view, marks, standing), data_checks.blanks_part(view, blank_cells(view.chosen)))
show_section_heading(_("What has no Welsh yet"))
show(data_checks.missing_welsh_part(view, missing_welsh(view.unfiltered)), data_checks.translation_part(view))
show_section_heading(_("References in the texts"))
show(data_checks.reference_checks_part(view, references(view.unfiltered)))
show_section_heading(_("How each column was read"))
show(data_checks.columns_part(view), data_checks.unread_part(view))
