"""The paper to download: built on the click, not before, and noted on the audit trail."""

from dataclasses import replace
from functools import partial

from components.downloads.paper import Download, edition_of, offer_paper
from components.elements.html import element, show
from components.papers.choice import PaperChoice
from components.session.loaded_tracker import Loaded
from components.session.published_version import published_store
from components.session.view import View
from components.session.view_cache import cached_by_view
from loaders.canonical import workbook_bytes
from loaders.security.limits import Limits
from loaders.worker.client import read_isolated
from reports.file_names import file_name, tracker_name
from reports.registry import FORMATS, XLSX, Paper
from wording.labels.papers import format_name

MANY = 100
"""From so many recommendations on, a paper takes long enough to say so."""


def offer_chosen_paper(view: View, wish: PaperChoice) -> None:
    """Offer what is chosen, and say what happens when it is asked for."""
    _ = view.translator
    offer = _canonical(view) if wish.is_canonical else _paper(view, wish)
    offer_paper(view, offer, key="reports.download")
    said = [_("It is made when you press the button, as {file}.", file=offer.file_name)]
    if len(view.chosen.recommendations) >= MANY:
        said.append(_("With so many recommendations that takes some seconds; the button shows that it is at work."))
    if view.loaded.version is not None:
        said.append(_("That it was made is noted on the audit trail."))
    show([element("p", " ".join(said), class_="muted small")], key="reports.text.narrator")


@cached_by_view
def _paper(view: View, wish: PaperChoice) -> Download:
    _, paper = view.translator, Paper(wish.paper)
    edition = replace(edition_of(view), language=wish.language, occasion=wish.occasion)
    written = FORMATS[paper][wish.ending]
    name = file_name(edition, wish.ending, paper=paper)
    label = _("Download: {format}", format=format_name(wish.ending, _))
    return Download(label, name, written.media_type, partial(written.write, edition))


def _canonical(view: View) -> Download:
    _, loaded = view.translator, view.loaded
    label, name = _("Download: {format}", format=format_name(".xlsx", _)), tracker_name(edition_of(view))
    return Download(label, name, XLSX, partial(_written, loaded))


def _written(loaded: Loaded) -> bytes:
    """Return the tracker as a canonical workbook. Its rows are read again: what is on screen has only their tables."""
    if loaded.version is not None:
        reading = published_store().load(loaded.version.number)
    else:
        reading = read_isolated(loaded.original(), name=loaded.reading.source.name, limits=Limits.from_environment())
    return workbook_bytes(reading.rows, reading.scale)
