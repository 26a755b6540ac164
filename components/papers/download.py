"""Download the chosen paper: built on demand, and recorded on the audit trail."""

from dataclasses import replace

from components.document.pieces import show
from components.downloads.office import show_logo_fault
from components.downloads.paper import Download, edition_of, offer_papers, paper_download
from components.downloads.workbook import tracker_workbook
from components.elements.html import element, part
from components.making.program import prepare_making
from components.papers.choice import PaperChoice
from components.session.view import View
from components.session.view_cache import cached_by_view
from reports.registry import PaperType
from wording.labels.papers import format_name

MANY = 100
"""The number of recommendations from which a note says that a paper takes some seconds."""


def offer_chosen_paper(view: View, choice: PaperChoice) -> None:
    """Show the download button of the chosen paper, with notes on what it does."""
    _ = view.translator
    download = _download(view, choice)
    prepare_making()
    offer_papers(view, {"reports.download": download})
    notes = [_("It is made when you press the button, as {file}.", file=download.file_name)]
    if view.chosen.recommendation_count >= MANY:
        notes.append(_("With so many recommendations that takes some seconds; the button shows that it is at work."))
    if view.loaded.version is not None:
        notes.append(_("That it was made is noted on the audit trail."))
    show(part("reports.said", element("p", " ".join(notes), class_="muted small")))
    show_logo_fault(view)


def _download(view: View, choice: PaperChoice) -> Download:
    _, version = view.translator, view.loaded.version
    label = _("Download: {format}", format=format_name(choice.ending, _))
    if choice.is_canonical:
        return tracker_workbook(view, number=None if version is None else version.number, label=label)
    return _paper(view, choice, label)


@cached_by_view
def _paper(view: View, choice: PaperChoice, label: str) -> Download:
    edition = replace(edition_of(view), language=choice.language, occasion=choice.occasion)
    return paper_download(edition, PaperType(choice.paper), choice.ending, label=label)
