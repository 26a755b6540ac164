"""What is shown of an upload: a view of the workbook that was read, instead of the published one."""

from dataclasses import replace

from analysis.selection.selection import Selection
from components.elements.html import element, show
from components.session.uploaded_workbook import UploadedWorkbook
from components.session.view import View

WIDE = 520
"""So many pixels are a field wide where there is room."""


def preview_view(view: View, held: UploadedWorkbook) -> View:
    """Return the view of a workbook as it was understood: without rows, which pieces that are kept would hold on to."""
    return replace(view, loaded=held.preview, selection=Selection(), query={}, unknown=())


def show_not_yet(text: str, *, key: str) -> None:
    """Say that a step cannot be done yet, and why."""
    show([element("p", text, class_="muted")], key=key)
