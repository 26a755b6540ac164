"""Download a version as the tracker workbook, in which updates are made, and the blank template."""

from functools import partial
from pathlib import Path

import streamlit as st

from components.downloads.paper import Download, offer_papers
from components.making.request import Work
from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import published_store
from components.session.view import View
from components.session.view_cache import cached_by_view
from loaders.canonical import workbook_bytes
from loaders.security.limits import Limits
from loaders.worker.client import read_in_worker
from model.actor import SYSTEM, Role
from model.store_error import StoreError, StoreErrorCode
from reports.canonical_workbooks import tables_as_workbook
from reports.file_names import tracker_file_name
from reports.registry import XLSX

TEMPLATE = Path(__file__).resolve().parents[2] / "data" / "template.xlsx"


def offer_tracker_workbook(view: View, *, number: int | None = None, label: str, key: str) -> None:
    """Offer a version as the tracker workbook, by default that of the page; not to who sees some agencies alone."""
    if view.loaded.agencies is None:
        shown = view.loaded.version
        number = number or (None if shown is None else shown.number)
        offer_papers(view, {key: tracker_workbook(view, number=number, label=label)}, number=number)


@cached_by_view
def tracker_workbook(view: View, *, number: int | None, label: str) -> Download:
    """Return the download of a version as the tracker workbook; without a number, of what is shown without a store."""
    loaded = view.loaded
    return Download(label, tracker_file_name(number), XLSX, lambda: tracker_work(loaded, number))


def tracker_work(loaded: LoadedTracker, number: int | None) -> Work:
    """Return the work that makes the workbook. What it needs is read again: a view lacks repeated rows."""
    if loaded.agencies is not None:
        raise StoreError(StoreErrorCode.NOT_ALLOWED, role=Role.VIEWER.value)
    if number is not None:
        reading, tables = published_store().load_tables(number)
        return partial(tables_as_workbook, tables, reading.scale)
    reading = read_in_worker(loaded.original(SYSTEM), name=loaded.reading.source.name, limits=Limits.from_environment())
    return partial(workbook_bytes, reading.rows, reading.scale)


def offer_template(view: View) -> None:
    """Offer the blank template."""
    st.download_button(
        view.translator("Download the blank template"),
        data=TEMPLATE.read_bytes,
        file_name=TEMPLATE.name,
        mime=XLSX,
        on_click="ignore",
        key="workbook.template",
    )
