"""The header of the Upload page: the state of this session's upload, and the result of publishing."""

import streamlit as st

from components.elements.html import element, show
from components.session.links import HOME, href
from components.session.upload_comparison import Change
from components.session.upload_state import current_upload
from components.session.uploaded_workbook import UploadedWorkbook
from components.session.view import VERSION, View
from components.text.page_header import show_answer, show_subtitle
from components.upload.comparison import compare
from components.upload.target import PublishTarget
from model.store_error import StoreError
from wording.answers.versions import publication_clause
from wording.catalogue import Translator
from wording.labels.layouts import PAPER


def show_upload_header(view: View, target: PublishTarget) -> None:
    """Show the state of the upload, and the version that a workbook is compared with."""
    _ = view.translator
    show_answer(_state_sentence(target, _))
    _show_result(view)
    version = target.current.version
    if version is None:
        show_subtitle(_("A workbook is compared with {file}.", file=target.current.reading.source.name))
    else:
        show_subtitle(
            _(
                "A workbook is compared with version {number}, {published}.",
                number=version.number,
                published=publication_clause(version, _),
            )
        )


def _state_sentence(target: PublishTarget, _: Translator) -> str:
    state = current_upload()
    if state.publication is not None:
        number = state.publication.version.number
        same = _("Nothing has changed: version {number} holds the same.", number=number)
        return same if state.publication.unchanged else _("Version {number} is published.", number=number)
    if state.refusal is not None:
        return _("The file cannot be used.")
    workbook = state.workbook
    if workbook is None:
        return _("Upload the next workbook")
    if not workbook.reading.publishable:
        paper = _("The report cannot be published until its errors are corrected.")
        return paper if _is_paper(workbook) else _("The workbook cannot be published until its errors are corrected.")
    return _publishable_sentence(workbook, target, _)


def _publishable_sentence(workbook: UploadedWorkbook, target: PublishTarget, _: Translator) -> str:
    changes = _changes(workbook, target, _)
    if changes and all(change.difference.is_empty for change in changes):
        return _("The workbook is the same as what is published.")
    if changes == []:
        return _("The updates in the workbook cannot be added.")
    if _is_paper(workbook):
        return _("The report can be published.")
    return _("The workbook holds updates to be added.") if workbook.merge_only else _("The workbook can be published.")


def _is_paper(workbook: UploadedWorkbook) -> bool:
    return workbook.reading.layout == PAPER


def _changes(workbook: UploadedWorkbook, target: PublishTarget, _: Translator) -> list[Change] | None:
    """Return the effect of each possible mode; None where the store fails, which step 4 reports."""
    try:
        with st.spinner(_("Comparing the workbook with what is published")):
            return list(compare(workbook, target).changes.values())
    except StoreError:
        return None


def _show_result(view: View) -> None:
    """Show the result of publishing, with a link to the Overview."""
    _, publication = view.translator, current_upload().publication
    if publication is None:
        return
    text = _("Everyone sees it on their next click.")
    if publication.unchanged:
        text = _("The workbook is the same in every cell, so no new version was made.")
    query = {code: values for code, values in view.query.items() if code != VERSION}
    link = element("a", _("See the position"), href=href(HOME, query))
    show([element("p", text, " ", link, class_="banner", role="status")], key="upload.came")
