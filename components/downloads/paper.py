"""Download a paper: built on demand, and recorded on the audit trail where its version is published."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components.downloads.office import office_on_papers
from components.identity.actor import actor_source, refuse_below
from components.session.published_version import published_store
from components.session.publisher_name import publisher_name
from components.session.view import View
from model.actor import Actor, Role
from model.store_error import StoreError, StoreErrorCode
from reports.content.edition import Edition
from store.exports import note_export


@dataclass(frozen=True, slots=True)
class Download:
    """A paper to download: the label of its button, its file, and the function that builds it without a session."""

    label: str
    file_name: str
    media_type: str
    build: Callable[[], bytes]


def offer_paper(view: View, download: Download, *, key: str) -> None:
    """Show the download button of a paper. Values from the session are read here: the paper is built without one."""
    version, actor = view.loaded.version, actor_source(publisher_name())
    number, agencies = None if version is None else version.number, view.loaded.agencies
    st.download_button(
        download.label,
        data=lambda: build_paper(download, number=number, actor=_reader(actor(), agencies)),
        file_name=download.file_name,
        mime=download.media_type,
        on_click="ignore",
        key=key,
    )


def _reader(actor: Actor, agencies: frozenset[str] | None) -> Actor:
    """Return who asks for a paper. Raises StoreError(NOT_ALLOWED) where they see other agencies than the page did."""
    if actor.agencies != agencies:
        raise StoreError(StoreErrorCode.NOT_ALLOWED, role=Role.VIEWER.value)
    refuse_below(Role.VIEWER, actor)
    return actor


def build_paper(download: Download, *, number: int | None, actor: Actor) -> bytes:
    """Return the paper as bytes, and record the export of its version; an unpublished workbook is not recorded."""
    content = download.build()
    if number is not None:
        note_export(published_store(), number, actor=actor, file=download.file_name)
    return content


def edition_of(view: View) -> Edition:
    """Return the edition of a view: tracker, selection, language, source, version. It needs no session."""
    version = view.loaded.version
    return Edition(
        tracker=view.tracker,
        selection=view.selection,
        language=view.translator.language,
        source=view.loaded.reading.source.name,
        version=None if version is None else version.number,
        publisher="" if version is None else version.who,
        published_at=None if version is None else version.published_at,
        today=view.today,
        made_on=view.visit_day,
        office=office_on_papers(),
    )
