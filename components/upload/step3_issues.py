"""Step 3 of an upload: the issues of the workbook, and the confirmation that the warnings were read."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from components.document.pieces import show
from components.downloads.annotated_workbook import build_annotated_copy, show_annotated_copy_button
from components.elements.html import HtmlNode, element, part
from components.making.buttons import FileButton, show_file_buttons
from components.reading.issues_list import checks_sentence, issue_nodes, issues_of
from components.session.uploaded_workbook import UploadedWorkbook
from components.session.view import View
from components.upload.preview_view import preview_view, show_not_yet
from components.upload.steps import as_link, step_link
from loaders.canonical import workbook_bytes
from model.issues.issue import Issue, Severity
from reports.registry import XLSX
from wording.catalogue import Translator
from wording.issues import upload_remedy, with_status_names
from wording.labels.layouts import PAPER


def show_issues(view: View, workbook: UploadedWorkbook | None) -> None:
    """Show the issues of a workbook by kind, its annotated copy, and the checkbox for warnings that were read."""
    _ = view.translator
    if workbook is None:
        show_not_yet(_("Every cell that needs attention is listed here, with what to do."), key="upload.wrong.none")
        return
    preview = preview_view(view, workbook)
    show(part("upload.wrong", element("p", checks_sentence(preview), class_="prose")))
    errors, warnings = count_issues(workbook, Severity.ERROR), count_issues(workbook, Severity.WARNING)
    if errors:
        text = _.plural(
            "The {n} error keeps the workbook from being published. Correct it in the workbook or answer above.",
            "The {n} errors keep the workbook from being published. Correct them in the workbook or answer above.",
            errors,
        )
        show(part("upload.errors", element("p", element("strong", step_link(text, 2)), class_="prose")))
    show(_issues_part(preview))
    if workbook.reading.layout == PAPER:  # a paper has no cells to mark
        _show_workbook_download(workbook, _)
    else:
        _show_annotated_copy(workbook, workbook.reading.issues, _)
    if warnings:
        words = _.plural("I have read the {n} warning", "I have read the {n} warnings", warnings)
        st.checkbox(words, key=_checkbox_key(workbook))


def warnings_read(workbook: UploadedWorkbook) -> bool:
    """Whether the reader has confirmed the warnings; true without warnings."""
    return not count_issues(workbook, Severity.WARNING) or bool(st.session_state.get(_checkbox_key(workbook)))


def count_issues(workbook: UploadedWorkbook, severity: Severity) -> int:
    """Return the number of issues of a severity."""
    return sum(issue.severity is severity for issue in workbook.reading.issues)


def _issues_part(view: View) -> HtmlNode:
    """Show errors and warnings by kind, and notes folded. Issues of statuses read from colours are in step 2."""
    _ = view.translator
    issues = issues_of(view, from_colour=False)
    infos = [issue for issue in issues if issue.severity is Severity.INFO]
    nodes_of = partial(
        issue_nodes, columns=view.loaded.reading.columns, scale=view.scale, cure=upload_remedy, linked=as_link
    )
    nodes = nodes_of((issue for issue in issues if issue.severity is not Severity.INFO), _)
    if infos:
        title = _.plural("{n} note for your information", "{n} notes for your information", len(infos))
        nodes.append(element("details", element("summary", title), *nodes_of(infos, _)))
    return part("upload.issues", *(nodes or [element("p", _("Nothing to report."), class_="muted")]))


def _checkbox_key(workbook: UploadedWorkbook) -> str:
    return f"upload.warnings.{workbook.token}"


def _show_workbook_download(workbook: UploadedWorkbook, _: Translator) -> None:
    """Show the download of a paper as a workbook, in which its blanks can be filled in."""
    reading = workbook.reading
    button = FileButton(
        _("Download what was read as a workbook"),
        f"{Path(workbook.name).stem}.xlsx",
        XLSX,
        lambda make: make(partial(workbook_bytes, reading.rows, reading.scale)),
        key="upload.workbook",
    )
    show_file_buttons([button], _)
    text = _("To fill in what the paper leaves blank: correct the workbook, and choose it here instead of the paper.")
    show(part("upload.workbook.said", element("p", text, class_="muted")))


def _show_annotated_copy(workbook: UploadedWorkbook, issues: Sequence[Issue], _: Translator) -> None:
    if not issues:
        return
    content, named = workbook.content, with_status_names(issues, workbook.reading.scale, _)
    show_annotated_copy_button(
        lambda: build_annotated_copy(content, named, _, cure=upload_remedy),
        f"{Path(workbook.name).stem}-marked.xlsx",
        _("Download a copy of your workbook with the cells marked"),
        _,
        key="upload.marked",
    )
    text = _("A copy for reading: your original is kept. Charts and pictures are not in it.")
    show(part("upload.marked.said", element("p", text, class_="muted")))
