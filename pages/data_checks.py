"""Data checks: what is wrong with the current workbook, and what is missing from it."""

from analysis.blanks import blank_cells
from analysis.matrix import marks_by_round
from analysis.standing import standing_at
from components.checks_list import checks_sentence, show_issues
from components.columns_table import show_columns
from components.filters import filter_bar
from components.head import answer, paragraphs, quiet_line, section
from components.missing_table import show_blanks, show_silent
from components.source_line import source_line
from components.view import current_view

view = current_view()
_ = view.translator
issues = view.loaded.reading.issues
read_from_colour = [issue for issue in issues if issue.code.startswith("status-from-colour")]

answer(checks_sentence(issues, _))
quiet_line(source_line(view))

section(_("What is wrong, and what to do"))
show_issues(view, [issue for issue in issues if issue not in read_from_colour], key="issues")
section(_("What was read from a cell's colour"))
if read_from_colour:
    show_issues(view, read_from_colour, key="colours")
else:
    paragraphs(_("Nothing: every status in this workbook is written as a word."), key="colours")
section(_("What is missing"))
filter_bar(view)
show_silent(view, view.ask(marks_by_round, as_at=view.as_at), view.ask(standing_at, as_at=view.as_at))
show_blanks(view, view.ask(blank_cells))
section(_("How each column was read"))
show_columns(view)
