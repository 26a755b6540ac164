"""Download the current workbook and the blank template, in which updates are made."""

from pathlib import Path

import streamlit as st

from components.identity.actor import actor_source
from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import published_store
from components.session.publisher_name import publisher_name
from components.session.view import View
from model.actor import Actor
from model.versions.version import Mode
from store.exports import note_export

TEMPLATE = Path(__file__).resolve().parents[2] / "data" / "template.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_workbooks(view: View) -> None:
    """Offer the original file of the tracker, read on demand, and the template.

    A tracker merged from several files has no single original: the Versions page offers it as a canonical workbook.
    """
    _, loaded, actor = view.translator, view.loaded, actor_source(publisher_name())
    is_merged = loaded.version is not None and loaded.version.mode is Mode.MERGE
    with st.container(horizontal=True):
        if not is_merged:
            st.download_button(
                _("Download the current workbook"),
                data=lambda: current_file(loaded, actor()),
                file_name=loaded.reading.source.name,
                on_click="ignore",
                key="workbook.current",
            )
        st.download_button(
            _("Download the blank template"),
            data=TEMPLATE.read_bytes,
            file_name=TEMPLATE.name,
            mime=XLSX,
            on_click="ignore",
            key="workbook.template",
        )


def current_file(loaded: LoadedTracker, actor: Actor) -> bytes:
    """Return the bytes of the tracker's original file; for a published version, record the export."""
    content = loaded.original(actor)
    if loaded.version is not None:
        note_export(published_store(), loaded.version.number, actor=actor, file=loaded.version.source.name)
    return content
