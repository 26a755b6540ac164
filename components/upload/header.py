"""What the Upload page says first: where the upload of this session stands, and what came of it."""

import streamlit as st

from components.elements.html import element, show
from components.session.links import HOME, href
from components.session.uploaded_workbook import UploadedWorkbook, held, outcome, refused
from components.session.view import VERSION, View
from components.text.page_header import show_answer, show_subtitle
from components.upload.comparison import Change, compare
from components.upload.target import PublishTarget
from model.store_error import StoreError
from wording.answers.versions import publication_clause
from wording.catalogue import Translator
from wording.labels.layouts import PAPER


def show_upload_header(view: View, place: PublishTarget) -> None:
    """Show where the upload stands, and with what a workbook is compared."""
    _ = view.translator
    show_answer(_standing(place, _))
    _tell_outcome(view)
    version = place.current.version
    if version is None:
        show_subtitle(_("A workbook is compared with {file}.", file=place.current.reading.source.name))
    else:
        show_subtitle(
            _(
                "A workbook is compared with version {number}, {published}.",
                number=version.number,
                published=publication_clause(version, _),
            )
        )


def _standing(place: PublishTarget, _: Translator) -> str:
    came, kept = outcome(), held()
    if came is not None:
        number = came.version.number
        same = _("Nothing has changed: version {number} holds the same.", number=number)
        return same if came.unchanged else _("Version {number} is published.", number=number)
    if refused() is not None:
        return _("The file cannot be used.")
    if kept is None:
        return _("Upload the next workbook")
    if not kept.reading.publishable:
        paper = _("The report cannot be published until its errors are corrected.")
        return paper if _is_paper(kept) else _("The workbook cannot be published until its errors are corrected.")
    return _publishable(kept, place, _)


def _publishable(kept: UploadedWorkbook, place: PublishTarget, _: Translator) -> str:
    changes = _changes(kept, place, _)
    if changes and all(change.difference.nothing for change in changes):
        return _("The workbook is the same as what is published.")
    if changes == []:
        return _("The updates in the workbook cannot be added.")
    if _is_paper(kept):
        return _("The report can be published.")
    return _("The workbook holds updates to be added.") if kept.merge_only else _("The workbook can be published.")


def _is_paper(kept: UploadedWorkbook) -> bool:
    return kept.reading.layout == PAPER


def _changes(kept: UploadedWorkbook, place: PublishTarget, _: Translator) -> list[Change] | None:
    """Return what publishing would do in each way there is; None where it cannot be told: step 4 says why."""
    try:
        with st.spinner(_("Comparing the workbook with what is published")):
            return list(compare(kept, place).changes.values())
    except StoreError:
        return None


def _tell_outcome(view: View) -> None:
    """Say what came of publishing, with a link to the new position."""
    _, came = view.translator, outcome()
    if came is None:
        return
    said = _("Everyone sees it on their next click.")
    if came.unchanged:
        said = _("The workbook is the same in every cell, so no new version was made.")
    query = {code: values for code, values in view.query.items() if code != VERSION}
    link = element("a", _("See the position"), href=href(HOME, query))
    show([element("p", said, " ", link, class_="banner", role="status")], key="upload.came")
