"""The header of the Upload page: the state of this session's upload, and the result of publishing."""

from collections.abc import Sequence

import streamlit as st

from components.document.pieces import show_answer, show_subtitle
from components.session.upload_comparison import Change
from components.session.upload_state import ChosenReturns, current_upload
from components.session.uploaded_workbook import UploadedWorkbook
from components.session.view import View
from components.upload.comparison import compare
from components.upload.mode import chosen_change
from components.upload.publishing.obstacles import Obstacle, obstacles
from components.upload.publishing.published import show_published
from components.upload.publishing.waiting import show_waiting
from components.upload.target import PublishTarget
from model.store_error import StoreError
from store.merge.translation import is_translation
from wording.answers.versions import publication_clause
from wording.catalogue import Translator
from wording.labels.layouts import PAPER


def show_upload_header(view: View, target: PublishTarget) -> None:
    """Show the state of the upload, and the version that a workbook is compared with."""
    _ = view.translator
    change = _change(target, _)
    waits_for = _obstacles(target, change)
    show_answer(_state_sentence(change, waits_for, _))
    show_published(view, current_upload().publication)
    if current_upload().workbook is not None:
        show_waiting(waits_for, change, target, _)
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


def _change(target: PublishTarget, _: Translator) -> Change | None:
    """Return the effect of publishing; None where there is none, or the store fails, which step 4 reports."""
    workbook = current_upload().workbook
    if workbook is None or not workbook.reading.publishable:
        return None
    try:
        with st.spinner(_("Comparing the workbook with what is published")):
            return chosen_change(workbook, compare(workbook, target))
    except StoreError:
        return None


def _obstacles(target: PublishTarget, change: Change | None) -> tuple[Obstacle, ...]:
    workbook = current_upload().workbook
    return obstacles(workbook, change, target) if workbook is not None else ()


def _state_sentence(change: Change | None, waits_for: Sequence[Obstacle], _: Translator) -> str:
    state = current_upload()
    if state.publication is not None:
        number = state.publication.version.number
        same = _("Nothing has changed: version {number} holds the same.", number=number)
        return same if state.publication.unchanged else _("Version {number} is published.", number=number)
    if state.refusal is not None:
        return _("The file cannot be used.")
    if state.returns is not None:
        return _returns_sentence(state.returns, _)
    workbook = state.workbook
    if workbook is None:
        return _("Upload the next workbook")
    return _workbook_sentence(workbook, change, waits_for, _)


def _returns_sentence(returns: ChosenReturns, _: Translator) -> str:
    """Return how many files wait to be taken in as returns, or how many returns were taken in."""
    if returns.received is None:
        n = len(returns.files)
        return _.plural("{n} file waits to be taken in as a return.", "{n} files wait to be taken in as returns.", n)
    if not returns.received:
        return _("No return was taken in.")
    return _.plural("{n} return was taken in.", "{n} returns were taken in.", returns.received)


def _workbook_sentence(
    workbook: UploadedWorkbook, change: Change | None, waits_for: Sequence[Obstacle], _: Translator
) -> str:
    """Return whether the workbook can be published: never that it can while something keeps it from being published."""
    sentences = {state: pair[workbook.reading.layout == PAPER] for state, pair in _sentences(_).items()}
    if change is not None and change.difference.is_empty:
        return _("The workbook is the same as what is published.")
    if waits_for:
        return next((sentences[obstacle] for obstacle in waits_for if obstacle in sentences), sentences["yet"])
    if is_translation(workbook.reading):
        return _("The workbook holds a translation to be added.")
    return _("The workbook holds updates to be added.") if workbook.merge_only else sentences["ready"]


def _sentences(_: Translator) -> dict[str, tuple[str, str]]:
    """Return the sentence of each state, of a workbook and of a paper."""
    no_merge = _("The updates in the workbook cannot be added.")
    return {
        Obstacle.ERRORS: (
            _("The workbook cannot be published until its errors are corrected."),
            _("The report cannot be published until its errors are corrected."),
        ),
        Obstacle.NO_STORE: (
            _("The workbook can be checked here, and not published."),
            _("The report can be checked here, and not published."),
        ),
        Obstacle.NO_MERGE: (no_merge, no_merge),
        "yet": (_("The workbook cannot be published yet."), _("The report cannot be published yet.")),
        "ready": (_("The workbook can be published."), _("The report can be published.")),
    }
