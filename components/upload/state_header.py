"""The header of the Upload page: the state of the upload, what it waits for, and the result of publishing."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from components.document.pieces import show, show_answer, show_subtitle
from components.elements import element, part
from components.published import displayed_tracker
from components.reading.difference import version_difference_part
from components.session.links import HOME, href
from components.session.upload_state import Change, ChosenReturns, UploadedWorkbook, current_upload
from components.session.view import View
from components.upload.comparison import PublishTarget, chosen_change, compare
from components.upload.step5_publish import Obstacle, obstacles, show_waiting
from model.versions.version import Publication, StoreError, Version
from reports.registry import PaperType
from store.translation import is_translation
from wording.catalogue import Translator
from wording.labels.names import PAPER
from wording.sentences import labels
from wording.versions import publication_clause


def show_upload_header(view: View, target: PublishTarget) -> None:
    """Show the state of the upload, and the version that a workbook is compared with."""
    _ = view.translator
    change = _change(target, _)
    workbook = current_upload().workbook
    waits_for = obstacles(workbook, change, target) if workbook is not None else ()
    show_answer(_state_sentence(change, waits_for, _))
    _show_published(view, current_upload().publication)
    if workbook is not None:
        show_waiting(workbook, change, target, _, key="upload.waits")
    version = target.current.version
    if version is None:
        show_subtitle(_("A workbook is compared with {file}.", file=target.current.reading.source.name))
    else:
        facts = {"number": version.number, "published": publication_clause(version, _)}
        show_subtitle(_("A workbook is compared with version {number}, {published}.", **facts))


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
    sentences = labels("upload-state", _)
    if workbook.reading.layout == PAPER:
        sentences |= labels("upload-state-of-paper", _)
    if change is not None and change.difference.is_empty and not change.undecided:
        return _("The workbook is the same as what is published.")
    if waits_for:
        return next((sentences[obstacle] for obstacle in waits_for if obstacle in sentences), sentences["yet"])
    if is_translation(workbook.reading):
        return _("The workbook holds a translation to be added.")
    return _("The workbook holds updates to be added.") if workbook.merge_only else sentences["ready"]


def _show_published(view: View, publication: Publication | None) -> None:
    """Show the result of publishing; nothing before.

    Its links carry the language alone: a filter may name what is no longer there.
    """
    if publication is None:
        return
    _ = view.translator
    text = _("Everyone sees it on their next click.")
    if publication.unchanged:
        text = _("The workbook is the same in every cell, so no new version was made.")
    position = element("a", _("See the position"), href=href(HOME, view.language_query))
    show(part("upload.came", element("p", text, " ", position, class_="banner", role="status")))
    if publication.unchanged or publication.version.compared_with is None:
        return
    _show_next_steps(view, publication.version)
    with suppress(StoreError):  # what was published stays published
        before, after = map(displayed_tracker, (publication.version.compared_with, publication.version.number))
        show(version_difference_part(view, before, after, key="upload.changed", query=view.language_query))


def _show_next_steps(view: View, version: Version) -> None:
    _, query = view.translator, view.language_query
    links = {
        _("Make the panel report"): href("reports", {**query, "paper": PaperType.PANEL}),
        _("Make the meeting pack"): href("reports", {**query, "paper": PaperType.PACK}),
        _("Undo it: bring version {number} back", number=version.compared_with or ""): href("versions", query),
    }
    items = (element("li", element("a", text, href=url)) for text, url in links.items())
    show(part("upload.next", element("ul", *items, class_="points")))
