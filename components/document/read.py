"""Read a page: from a request to its HTML, whatever host asks."""

import re
from collections.abc import Mapping
from dataclasses import replace

from components.about.page import about
from components.choices.empty_states import no_page, no_role, store_error, tracker_error
from components.document.document import Page
from components.document.page import write_page, write_refusal
from components.document.written import WrittenPage
from components.groups.page import agencies, themes
from components.meeting.page import meeting
from components.monitoring.page import monitoring
from components.over_time.page import over_time
from components.overview.page import overview
from components.papers.page import reports
from components.present.page import present
from components.recommendation.page import recommendation
from components.recommendations.page import recommendations
from components.session.links import HOME
from components.session.view import PageRequest, open_view
from model.actor import Role
from model.issues.issue import WorkbookError
from model.store_error import StoreError
from wording.catalogue import translator

PAGES: Mapping[str, Page] = {
    "overview": overview,
    "recommendations": recommendations,
    "over-time": over_time,
    "themes": themes,
    "agencies": agencies,
    "monitoring": monitoring,
    "reports": reports,
    "meeting": meeting,
    "present": present,
    "recommendation": recommendation,
    "about": about,
}
"""The pages that are documents, by their URL paths."""
_NAME = re.compile(r"[a-z-]{1,40}")
"""What the name of a page may look like; a link is made of no other."""


def read_any(request: PageRequest, *, root: str = "") -> WrittenPage:
    """Return a page at a request; where there is none with this name, a page that says so."""
    if request.page in PAGES:
        return read(request, root=root)
    if not _NAME.fullmatch(request.page):
        request = replace(request, page=HOME)
    return write_refusal(request, no_page(translator(request.language)), root=root)


def read(request: PageRequest, *, root: str = "") -> WrittenPage:
    """Return a page at a request; where it cannot be shown, a page that says why. `root` is the way to the root."""
    _ = translator(request.language)
    if not request.actor.may(Role.VIEWER):
        return write_refusal(request, no_role(_), root=root)
    try:
        view = open_view(request)
    except WorkbookError as error:
        return write_refusal(request, tracker_error(error, _), root=root)
    except StoreError as fault:
        return write_refusal(request, store_error(fault, _), root=root)
    return write_page(view, PAGES[request.page], root=root)
