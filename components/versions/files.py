"""The files of the Versions page: each version as the tracker workbook, its original file, and what changed."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import streamlit as st

from components.document.document import FileOffer
from components.document.files import file_link
from components.document.pieces import show
from components.downloads.workbook import tracker_workbook
from components.elements.html import element, part
from components.published.published_version import displayed_tracker, published_store, without_store
from components.reading.difference_table import changes_file
from components.session.view import View
from components.versions.compare import FROM, TO, difference_of
from components.versions.store_state import VersionHistory
from model.actor import Actor, Role
from model.versions.version import Version
from wording.answers.versions import version_option


def show_files(view: View, history: VersionHistory) -> None:
    """Show the choice of a version, and offer it as the tracker workbook; to an editor, its original file too."""
    _ = view.translator
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
        links = [file_link(view, _tracker(view, number), _("Tracker workbook of version {number}", number=number))]
        if view.may(Role.EDITOR):
            label = _("Download the original of version {number}", number=number)
            links.insert(0, file_link(view, _original(history.version(number)), label))
        show(part("versions.file-links", element("div", *links, class_="actions")))


def version_files(view: View) -> Iterator[FileOffer]:
    """Yield the files of each version, and what changed between the two that the query names."""
    if without_store():
        return
    versions = published_store().versions()
    for version in versions:
        yield _tracker(view, version.number)
        yield _original(version)
    numbers = {str(version.number): version.number for version in versions}
    before, after = (numbers.get("".join(view.parameter(name)[:1])) for name in (FROM, TO))
    if before is not None and after is not None:
        earlier, later = displayed_tracker(before), displayed_tracker(after)
        yield changes_file(view, difference_of(earlier, later), earlier.tracker, later.tracker)


def _tracker(view: View, number: int) -> FileOffer:
    return replace(tracker_workbook(view, number=number), key=f"tracker-{number}.xlsx")


def _original(version: Version) -> FileOffer:
    number = version.number
    return FileOffer(
        f"original-{number}",
        version.source.name,
        "application/octet-stream",
        lambda actor: partial(_original_bytes, number, actor),
        is_long=False,
        version=number,
        role=Role.EDITOR,
    )


def _original_bytes(number: int, actor: Actor) -> bytes:
    return published_store().original(number, actor=actor)[1]
