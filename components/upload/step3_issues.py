"""The third step of an upload: what is wrong, in which cell, and what to do; warnings are to be read."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from components.downloads.annotated_workbook import build_annotated_copy
from components.downloads.workbook import XLSX
from components.elements.html import HtmlFragment, element, show
from components.reading.issues_list import checks_sentence, issue_nodes, issues_of
from components.session.uploaded_workbook import UploadedWorkbook
from components.session.view import View
from components.session.view_cache import cached_piece
from components.upload.preview_view import preview_view, show_not_yet
from loaders.canonical import workbook_bytes
from model.issues.issue import Issue, Severity
from wording.catalogue import Translator
from wording.issues import upload_remedy
from wording.labels.layouts import PAPER


def show_issues(view: View, held: UploadedWorkbook | None) -> None:
    """Show the issues of a workbook by kind, offer its marked copy, and ask whether the warnings were read."""
    _ = view.translator
    if held is None:
        show_not_yet(_("Every cell that needs attention is listed here, with what to do."), key="upload.wrong.none")
        return
    read = preview_view(view, held)
    show([element("p", checks_sentence(read), class_="prose")], key="upload.wrong")
    errors, warnings = count(held, Severity.ERROR), count(held, Severity.WARNING)
    if errors:
        said = _.plural(
            "The {n} error keeps the workbook from being published. Correct it in the workbook or answer above.",
            "The {n} errors keep the workbook from being published. Correct them in the workbook or answer above.",
            errors,
        )
        show([element("p", element("strong", said), class_="prose")], key="upload.errors")
    _show_issues(read)
    if held.reading.layout == PAPER:  # a paper has no cells to mark
        _offer_workbook(held, _)
    else:
        _offer_marked_copy(held, held.reading.issues, _)
    if warnings:
        words = _.plural("I have read the {n} warning", "I have read the {n} warnings", warnings)
        st.checkbox(words, key=_tick(held))


def warnings_read(held: UploadedWorkbook) -> bool:
    """Return whether the reader said to have read the warnings, where there are any."""
    return not count(held, Severity.WARNING) or bool(st.session_state.get(_tick(held)))


def count(held: UploadedWorkbook, severity: Severity) -> int:
    """Return how many issues of a severity a workbook has."""
    return sum(issue.severity is severity for issue in held.reading.issues)


@cached_piece
def _show_issues(view: View) -> HtmlFragment:
    """Show errors and warnings by kind; what is for information is folded, and what colours gave is told in step 2."""
    _ = view.translator
    issues = issues_of(view, from_colour=False)
    infos = [issue for issue in issues if issue.severity is Severity.INFO]
    nodes = issue_nodes((issue for issue in issues if issue.severity is not Severity.INFO), _, cure=upload_remedy)
    if infos:
        title = _.plural("{n} note for your information", "{n} notes for your information", len(infos))
        nodes.append(element("details", element("summary", title), *issue_nodes(infos, _, cure=upload_remedy)))
    return HtmlFragment(nodes or [element("p", _("Nothing to report."), class_="muted")], key="upload.issues")


def _tick(held: UploadedWorkbook) -> str:
    return f"upload.warnings.{held.token}"


def _offer_workbook(held: UploadedWorkbook, _: Translator) -> None:
    """Offer what was read of a paper as a workbook, in which what it leaves blank can be filled in."""
    reading = held.reading
    st.download_button(
        _("Download what was read as a workbook"),
        data=lambda: workbook_bytes(reading.rows, reading.scale),
        file_name=f"{Path(held.name).stem}.xlsx",
        mime=XLSX,
        on_click="ignore",
        key="upload.workbook",
    )
    said = _("To fill in what the paper leaves blank: correct the workbook, and choose it here instead of the paper.")
    show([element("p", said, class_="muted")], key="upload.workbook.said")


def _offer_marked_copy(held: UploadedWorkbook, issues: Sequence[Issue], _: Translator) -> None:
    if not issues:
        return
    content = held.content
    st.download_button(
        _("Download a copy of your workbook with the cells marked"),
        data=lambda: build_annotated_copy(lambda: content, issues, _, cure=upload_remedy),
        file_name=f"{Path(held.name).stem}-marked.xlsx",
        mime=XLSX,
        on_click="ignore",
        key="upload.marked",
    )
    said = _("A copy for reading: your original is kept. Charts and pictures are not in it.")
    show([element("p", said, class_="muted")], key="upload.marked.said")
