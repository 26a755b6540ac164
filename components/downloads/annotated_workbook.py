"""A copy of the current workbook with the cells of its issues marked, to download: made when it is asked for."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

import streamlit as st

from components.downloads.workbook import XLSX
from components.elements.html import element, show
from components.session.view import View
from loaders.annotate.annotated_copy import marked_copy
from loaders.security.limits import Limits
from model.issues.issue import Issue
from wording.catalogue import Translator
from wording.issues.cell_notes import AUTHOR, Cure, cell_notes
from wording.issues.remedies_on_screen import page_remedy
from wording.labels.layouts import PAPER

_MAKING = Lock()
"""Held while a copy is made: each is a process with much memory, and of several readers one has it at a time."""


def offer_annotated_copy(view: View) -> None:
    """Offer the copy where there is anything to mark; a paper has no cells."""
    _, original, issues = view.translator, view.loaded.original, view.loaded.reading.issues
    if not issues or view.loaded.reading.layout == PAPER:
        return
    st.download_button(
        _("Download a copy with the cells marked"),
        data=lambda: build_annotated_copy(original, issues, _),
        file_name=f"{Path(view.loaded.reading.source.name).stem}-marked.xlsx",
        mime=XLSX,
        on_click="ignore",
        key="workbook.marked",
    )
    said = _("A copy for reading: your original is kept. Charts and pictures are not in it.")
    show([element("p", said, class_="muted")], key="workbook.marked.said")


def build_annotated_copy(
    original: Callable[[], bytes], issues: Sequence[Issue], _: Translator, *, cure: Cure = page_remedy
) -> bytes:
    """Return the copy. It is asked for outside of any session, so it is given all it needs."""
    with _MAKING:
        notes = cell_notes(issues, _, cure=cure)
        return marked_copy(original(), notes, author=AUTHOR, limits=Limits.from_environment())
