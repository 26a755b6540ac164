"""About: what the statuses mean, how each number is counted, and where the data comes from."""

from components.counting_rules import show_counting_rules
from components.head import answer, paragraphs, quiet_line, section
from components.key_table import show_key
from components.reviews_list import show_reviews
from components.source_line import source_line
from components.view import current_view
from components.workbook_download import offer_workbooks

view = current_view()
_ = view.translator

answer(_("What the statuses mean, and how everything here is counted"))
quiet_line(source_line(view))

section(_("The key"))
show_key(view)
section(_("Inferred statuses"))
paragraphs(
    _("Where a report's published colours are not in its text, each status is inferred: the report's own key is applied to the words of the update."),
    _("An inferred status has a dashed edge, and is called inferred wherever it is named. A published status replaces it as soon as the office's own workbook is used."),
    key="inferred",
)
section(_("How each number is counted"))
show_counting_rules(view)
section(_("Where the data comes from"))
show_reviews(view)
section(_("How to change what is shown"))
paragraphs(
    _("Updates are made in the workbook, not on these pages. Download it, add the new round to its Progress sheet, and start the dashboard with it."),
    key="change",
)
offer_workbooks(view)
