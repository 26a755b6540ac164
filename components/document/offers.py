"""The files that each page offers to who asks, whatever host shows the page."""

from collections.abc import Callable, Iterable, Mapping

from components.data_checks.welsh import translation_file
from components.document.document import FileOffer
from components.document.page import document_of
from components.document.read import PAGES
from components.downloads.annotated_workbook import annotated_files
from components.identity.actor import refuse_below
from components.navigation import PAGE_ROLES
from components.round.files import round_files
from components.session.view import View
from components.upload.files import upload_files
from components.versions.audit import audit_files
from components.versions.files import version_files
from model.actor import Role

EDITING_FILES: Mapping[str, Callable[[View], Iterable[FileOffer]]] = {
    "round": round_files,
    "upload": upload_files,
    "data-checks": lambda view: [*annotated_files(view), translation_file(view)],
    "versions": version_files,
    "access": audit_files,
}
"""What the pages offer that are no documents. It is about the whole tracker."""


def offers_of(view: View) -> Mapping[str, FileOffer]:
    """Return the files that a page offers, by their keys.

    Raises StoreError: NOT_ALLOWED where the reader may not have the page; or what they are made of cannot be read.
    """
    refuse_below(PAGE_ROLES.get(view.page, Role.VIEWER), view.actor)
    if view.page in PAGES:
        return document_of(view, PAGES[view.page]).files()
    if view.page not in EDITING_FILES or view.loaded.agencies is not None:
        return {}
    return {offer.key: offer for offer in EDITING_FILES[view.page](view)}
