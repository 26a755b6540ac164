"""Download an annotated copy of the current workbook, whose cells with issues are marked; built on demand."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Lock

import streamlit as st

from components.downloads.workbook import XLSX
from components.elements.html import element, show
from components.identity.actor import actor_source
from components.session.publisher_name import publisher_name
from components.session.view import View
from loaders.annotate.annotated_copy import annotated_copy
from loaders.security.limits import Limits
from model.issues.issue import Issue
from wording.catalogue import Translator
from wording.issues import page_remedy, with_status_names
from wording.issues.cell_notes import AUTHOR, RemedyFunction, cell_notes
from wording.labels.layouts import PAPER

_LOCK = Lock()
"""Lock that lets one copy be built at a time: each needs a process with much memory."""


def offer_annotated_copy(view: View) -> None:
    """Offer the copy where the workbook has issues; a paper has no cells to mark."""
    _, issues = view.translator, view.loaded.reading.issues
    actor = actor_source(publisher_name())
    if not issues or view.loaded.reading.layout == PAPER:
        return
    named = with_status_names(issues, view.scale, _)
    st.download_button(
        _("Download a copy with the cells marked"),
        data=lambda: build_annotated_copy(partial(view.loaded.original, actor()), named, _),
        file_name=f"{Path(view.loaded.reading.source.name).stem}-marked.xlsx",
        mime=XLSX,
        on_click="ignore",
        key="workbook.marked",
    )
    note = _("A copy for reading: your original is kept. Charts and pictures are not in it.")
    show([element("p", note, class_="muted")], key="workbook.marked.said")


def build_annotated_copy(
    original: Callable[[], bytes], issues: Sequence[Issue], _: Translator, *, cure: RemedyFunction = page_remedy
) -> bytes:
    """Return the annotated copy as bytes. It runs without a session, so its arguments are all it needs."""
    with _LOCK:
        notes = cell_notes(issues, _, remedy_of=cure)
        return annotated_copy(original(), notes, author=AUTHOR, limits=Limits.from_environment())
