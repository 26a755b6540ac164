"""Step 3 of an upload: the issues of the workbook, and the confirmation that the warnings were read."""

from functools import partial
from pathlib import Path

import streamlit as st

from components.document.document import FileOffer, file_link
from components.document.pieces import show
from components.downloads.workbook import annotated_file
from components.elements.html import HtmlNode, element, part
from components.reading.columns_table import checks_sentence, issue_nodes, issues_of
from components.session.uploaded_workbook import UploadedWorkbook
from components.session.view import View
from components.upload.steps import as_link, files_view, note_file, preview_view, show_not_yet, step_link
from loaders.canonical import workbook_bytes
from model.actor import Role
from model.issues.issue import Severity
from reports.registry import XLSX
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
        _show_workbook_download(view, workbook)
    else:
        _show_annotated_copy(view, workbook)
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


def _show_workbook_download(view: View, workbook: UploadedWorkbook) -> None:
    """Show the download of a paper as a workbook, in which its blanks can be filled in."""
    _, reading = view.translator, workbook.reading
    work = partial(workbook_bytes, reading.rows, reading.scale)
    name = f"{Path(workbook.name).stem}.xlsx"
    offer = FileOffer("workbook.xlsx", name, XLSX, lambda _actor: work, role=Role.EDITOR)
    text = _("To fill in what the paper leaves blank: correct the workbook, and choose it here instead of the paper.")
    _show_file(view, offer, _("Download what was read as a workbook"), text)


def _show_annotated_copy(view: View, workbook: UploadedWorkbook) -> None:
    if not workbook.reading.issues:
        return
    _, content = view.translator, workbook.content
    named = with_status_names(workbook.reading.issues, workbook.reading.scale, _)
    name = f"{Path(workbook.name).stem}-marked.xlsx"
    offer = annotated_file("marked.xlsx", name, lambda _actor: content, named, _, cure=upload_remedy)
    text = _("A copy for reading: your original is kept. Charts and pictures are not in it.")
    _show_file(view, offer, _("Download a copy of your workbook with the cells marked"), text)


def _show_file(view: View, offer: FileOffer, label: str, note: str) -> None:
    link = file_link(files_view(view), offer, label)
    note_file(view, offer)
    show(part("upload.issues.file", link, element("p", note, class_="muted")))
