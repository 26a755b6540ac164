"""Download the files of a version: read on demand, and recorded on the audit trail."""

import streamlit as st

from components.downloads.workbook import offer_tracker_workbook
from components.identity.actor import actor_source, may
from components.session.publisher_name import publisher_name
from components.session.view import View
from components.versions.store_state import VersionHistory
from model.actor import Actor, Role
from store.exports import note_export
from store.store import Store
from wording.answers.versions import version_option


def offer_files(view: View, history: VersionHistory) -> None:
    """Show the choice of a version, and offer it as the tracker workbook; to an editor, its original file too."""
    _, actor = view.translator, actor_source(publisher_name())
    numbers = [version.number for version in history.versions]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            _("Version to download"),
            numbers,
            index=numbers.index(history.current),
            format_func=lambda each: version_option(history.version(each), _),
            key="versions.files",
            width=420,
        )
        if may(Role.EDITOR):
            st.download_button(
                _("Download the original of version {number}", number=number),
                data=lambda: original_file(history.store, number, actor()),
                file_name=history.version(number).source.name,
                on_click="ignore",
                key="versions.original",
            )
    label = _("Tracker workbook of version {number}", number=number)
    offer_tracker_workbook(view, number=number, label=label, key="versions.tracker")


def original_file(store: Store, number: int, actor: Actor) -> bytes:
    """Return the bytes of a version's original file, and record the export."""
    name, content = store.original(number, actor=actor)
    note_export(store, number, actor=actor, file=name)
    return content
