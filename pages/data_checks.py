"""Data checks: what is wrong with the current workbook, what is missing from it, and how it was read."""

from analysis.status.latest_status import standing_at
from analysis.status.matrix import marks_by_round
from analysis.texts.references import references
from analysis.updates.blank_cells import blank_cells
from components.choices.filter_bar import filter_bar
from components.data_checks.missing import show_blanks, show_silent
from components.data_checks.references import show_reference_checks
from components.downloads.annotated_workbook import offer_marked_copy
from components.reading.columns_table import show_columns, show_unread
from components.reading.issues_list import checks_sentence, issues_of, show_issues
from components.reading.source_line import source_line
from components.reading.statuses_read import show_statuses_read
from components.session.view import current_view
from components.text.page_header import answer, paragraphs, quiet_line, section

view = current_view()
_ = view.translator

answer(checks_sentence(view))
quiet_line(source_line(view))

section(_("What is wrong, and what to do"))
show_issues(view, from_colour=False, key="issues")
offer_marked_copy(view)
section(_("How each status was read"))
show_statuses_read(view)
section(_("What was read from a cell's colour"))
if issues_of(view, from_colour=True):
    show_issues(view, from_colour=True, key="colours")
else:
    paragraphs(_("Nothing: every status in this workbook is written as a word."), key="colours")
section(_("What is missing"))
filter_bar(view)
show_silent(view, view.ask(marks_by_round, as_at=view.as_at), view.ask(standing_at, as_at=view.as_at))
show_blanks(view, view.ask(blank_cells))
section(_("References in the texts"))
show_reference_checks(view, view.unfiltered().ask(references))
section(_("How each column was read"))
show_columns(view)
show_unread(view)
