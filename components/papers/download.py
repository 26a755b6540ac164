"""Download the chosen paper: built on demand, and recorded on the audit trail."""

from dataclasses import replace

from components.document.document import FileOffer
from components.document.files import file_link
from components.downloads.office import logo_fault_part
from components.downloads.paper import edition_of, paper_offer
from components.downloads.workbook import tracker_workbook
from components.elements.html import HtmlNode, element, part
from components.papers.choice import PaperChoice
from components.session.view import View
from reports.registry import PaperType
from wording.labels.papers import format_name

MANY = 100
"""The number of recommendations from which a note says that a paper takes some seconds."""


def paper_file_parts(view: View, choice: PaperChoice) -> list[HtmlNode | None]:
    """Return the link to the chosen paper, with notes on what it does."""
    _, offer = view.translator, _offer(view, choice)
    link = file_link(view, offer, _("Download: {format}", format=format_name(choice.ending, _)), primary=True)
    notes = [_("It is made when you press the button, as {file}.", file=offer.name)]
    if view.chosen.recommendation_count >= MANY:
        notes.append(_("With so many recommendations that takes some seconds; the button shows that it is at work."))
    if view.loaded.version is not None:
        notes.append(_("That it was made is noted on the audit trail."))
    said = element("p", " ".join(notes), class_="muted small")
    return [part("paper-file", link, said), logo_fault_part(view)]


def _offer(view: View, choice: PaperChoice) -> FileOffer:
    if choice.is_canonical:
        return tracker_workbook(view)
    edition = replace(edition_of(view), language=choice.language, occasion=choice.occasion)
    return paper_offer(edition, PaperType(choice.paper), choice.ending, key=f"paper{choice.ending}")
