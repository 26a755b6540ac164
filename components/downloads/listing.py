"""Download the list of recommendations as filtered, as CSV and as an Excel workbook; both are made on demand."""

from collections.abc import Callable
from functools import partial

from analysis.status.latest_status import list_at
from components.choices.list_order import ListOrder, in_order
from components.document.document import FileOffer
from components.document.files import file_link
from components.downloads.paper import edition_of
from components.elements.html import HtmlNode
from components.making.request import Work
from components.session.view import View
from reports.file_names import list_file_name
from reports.registry import XLSX
from reports.writers import list_as_csv, list_as_workbook


def list_links(view: View, order: ListOrder) -> list[HtmlNode]:
    """Return the links to the recommendations of the filter in an order, in the language of the page."""
    _, edition = view.translator, edition_of(view)

    def work(write: Callable[..., bytes]) -> Work:
        listing = in_order(view, view.answer(list_at, as_at=view.as_at), order)
        return partial(write, edition, tuple(zip(listing["review"], listing["ref"], strict=True)))

    formats = (
        (_("This list as Excel"), ".xlsx", XLSX, list_as_workbook),
        (_("This list as CSV"), ".csv", "text/csv", list_as_csv),
    )
    return [
        file_link(
            view,
            FileOffer(
                f"list{ending}",
                list_file_name(edition, ending),
                media_type,
                partial(lambda write, _actor: work(write), write),
                version=edition.version,
            ),
            label,
        )
        for label, ending, media_type, write in formats
    ]
