"""A preview of an uploaded workbook: the view of a page with the workbook in place of the published tracker."""

from dataclasses import replace

from analysis.selection.selection import Selection
from components.document.pieces import show
from components.elements.html import element, part
from components.session.uploaded_workbook import UploadedWorkbook
from components.session.view import View
from components.upload.steps import step_link

WIDE = 520
"""The width of a field in pixels, where there is room."""


def preview_view(view: View, workbook: UploadedWorkbook) -> View:
    """Return the view of an uploaded workbook, without its rows: cached parts of the page would keep them in memory."""
    return replace(view, loaded=workbook.preview, selection=Selection(), query={}, unknown_filters=())


def show_not_yet(text: str, *, key: str, step: int | str | None = None) -> None:
    """Show why a step cannot be done yet, as a link to the step where that is mended."""
    show(part(key, element("p", text if step is None else step_link(text, step), class_="muted")))
