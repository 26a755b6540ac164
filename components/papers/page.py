"""Reports: choose a paper, see what it will hold, and download it."""

from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar_parts
from components.document.document import Document
from components.elements.html import columns
from components.papers.choice import paper_choice_part, read_paper_choice, understood_choice
from components.papers.download import paper_file_parts
from components.papers.header import paper_header_parts
from components.papers.preview import preview_part
from components.session.view import View
from components.text.page_header import section_heading


def reports(view: View) -> Document:
    """Return the page."""
    if view.empty:
        return no_match(view)
    _, choice = view.translator, read_paper_choice(view)
    left = [section_heading(_("Choose")), paper_choice_part(view, choice), *paper_file_parts(view, choice)]
    right = [section_heading(_("What it will hold")), preview_part(view, choice)]
    return Document(
        [*paper_header_parts(view, choice), *filter_bar_parts(view), columns([2, 3], left, right)],
        own=understood_choice(view, choice),
    )
