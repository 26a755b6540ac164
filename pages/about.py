"""About: what the statuses mean, how each number is counted, and where the data comes from."""

from components.about.counting_rules import show_counting_rules
from components.about.notes import show_how_to_change, show_inferred_note
from components.about.reviews import show_reviews
from components.downloads.workbook import offer_workbooks
from components.marks.key_table import show_key
from components.reading.source_line import source_line
from components.session.view import current_view
from components.text.page_header import answer, quiet_line, section

view = current_view()
_ = view.translator

answer(_("What the statuses mean, and how everything here is counted"))
quiet_line(source_line(view))

section(_("The key"))
show_key(view)
section(_("Inferred statuses"))
show_inferred_note(view)
section(_("How each number is counted"))
show_counting_rules(view)
section(_("Where the data comes from"))
show_reviews(view)
section(_("How to change what is shown"))
show_how_to_change(view)
offer_workbooks(view)
