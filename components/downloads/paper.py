"""A paper as a file that a page offers: made on demand, and recorded where its version is published."""

from functools import partial

from components.document.document import FileOffer
from components.downloads.office import office_on_papers
from components.session.view import View
from reports.content.edition import Edition
from reports.file_names import file_name
from reports.registry import FORMATS, PaperType, paper_bytes


def paper_offer(edition: Edition, paper: PaperType, ending: str, *, key: str) -> FileOffer:
    """Return the offer of a paper of an edition, in the format with this ending."""
    name, media_type = file_name(edition, ending, paper=paper), FORMATS[paper][ending].media_type
    work = partial(paper_bytes, edition, paper, ending)
    return FileOffer(key, name, media_type, lambda _actor: work, version=edition.version)


def edition_of(view: View) -> Edition:
    """Return the edition of a view: tracker, selection, language, source, version. It needs no session."""
    version = view.loaded.version
    return Edition(
        tracker=view.tracker,
        selection=view.selection,
        language=view.translator.language,
        source=view.loaded.reading.source.name,
        version=None if version is None else version.number,
        published_at=None if version is None else version.published_at,
        today=view.today,
        made_on=view.visit_day,
        office=office_on_papers(view.loaded),
    )
