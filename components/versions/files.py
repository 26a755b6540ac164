"""Download the files of a version: read on demand, and recorded on the audit trail."""

from functools import partial
from pathlib import Path

import streamlit as st

from components.downloads.workbook import XLSX
from components.identity.actor import actor_source, refuse_below
from components.making.buttons import FileButton, show_file_buttons
from components.making.press import Make
from components.session.publisher_name import publisher_name
from components.session.view import View
from components.versions.store_state import VersionHistory
from model.actor import Actor, Role
from model.versions.version import Version
from reports.canonical_workbooks import tables_as_workbook
from store.exports import note_export
from store.store import Store
from wording.answers.versions import version_option


def offer_files(view: View, history: VersionHistory) -> None:
    """Show the choice of a version, and offer its original file and its canonical workbook."""
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
        version = history.version(number)
        st.download_button(
            _("Download the original of version {number}", number=number),
            data=lambda: original_file(history.store, number, actor()),
            file_name=version.source.name,
            on_click="ignore",
            key="versions.original",
        )
    canonical = FileButton(
        _("Download version {number} as a canonical workbook", number=number),
        canonical_name(version),
        XLSX,
        lambda make: canonical_file(history.store, version, actor(), make=make),
        key="versions.canonical",
    )
    show_file_buttons([canonical], _)


def original_file(store: Store, number: int, actor: Actor) -> bytes:
    """Return the bytes of a version's original file, and record the export."""
    name, content = store.original(number, actor=actor)
    note_export(store, number, actor=actor, file=name)
    return content


def canonical_file(store: Store, version: Version, actor: Actor, *, make: Make) -> bytes:
    """Return a version as a canonical workbook, and record the export."""
    refuse_below(Role.EDITOR, actor)
    reading, tables = store.load_tables(version.number)
    content = make(partial(tables_as_workbook, tables, reading.scale))
    note_export(store, version.number, actor=actor, file=canonical_name(version))
    return content


def canonical_name(version: Version) -> str:
    """Return the name of a version's canonical workbook."""
    return f"{Path(version.source.name).stem}-version-{version.number}.xlsx"
