"""Download a version as the tracker workbook, in which updates are made, and the blank template."""

from functools import partial
from pathlib import Path

from components.document.document import FileOffer
from components.document.files import file_link
from components.elements.html import HtmlNode
from components.making.request import Work
from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import published_store
from components.session.view import View
from loaders.canonical import workbook_bytes
from loaders.security.limits import Limits
from loaders.worker.client import read_in_worker
from model.actor import SYSTEM, Role
from model.store_error import StoreError, StoreErrorCode
from reports.canonical_workbooks import tables_as_workbook
from reports.file_names import tracker_file_name
from reports.registry import XLSX

TEMPLATE = Path(__file__).resolve().parents[2] / "data" / "template.xlsx"


def tracker_workbook_link(
    view: View, *, number: int | None = None, label: str, primary: bool = False
) -> HtmlNode | None:
    """Return the link to a version as the tracker workbook, by default that of the page.

    Whoever sees some agencies alone has none.
    """
    if view.loaded.agencies is not None:
        return None
    return file_link(view, tracker_workbook(view, number=number), label, primary=primary)


def tracker_workbook(view: View, *, number: int | None = None) -> FileOffer:
    """Return the offer of a version as the tracker workbook; without a store, of what is shown."""
    loaded, shown = view.loaded, view.loaded.version
    number = number or (None if shown is None else shown.number)
    name = tracker_file_name(number)
    return FileOffer("tracker.xlsx", name, XLSX, lambda _actor: tracker_work(loaded, number), version=number)


def tracker_work(loaded: LoadedTracker, number: int | None) -> Work:
    """Return the work that makes the workbook. What it needs is read again: a view lacks repeated rows."""
    if loaded.agencies is not None:
        raise StoreError(StoreErrorCode.NOT_ALLOWED, role=Role.VIEWER.value)
    if number is not None:
        reading, tables = published_store().load_tables(number)
        return partial(tables_as_workbook, tables, reading.scale)
    reading = read_in_worker(loaded.original(SYSTEM), name=loaded.reading.source.name, limits=Limits.from_environment())
    return partial(workbook_bytes, reading.rows, reading.scale)


def template_link(view: View) -> HtmlNode:
    """Return the link to the blank template."""
    offer = FileOffer("template.xlsx", TEMPLATE.name, XLSX, lambda _actor: TEMPLATE.read_bytes, is_long=False)
    return file_link(view, offer, view.translator("Download the blank template"))
