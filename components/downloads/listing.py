"""Download the list of recommendations as filtered, as CSV and as an Excel workbook; both are built on demand."""

from functools import partial

from analysis.status.latest_status import list_at
from components.choices.list_order import ListOrder, in_order
from components.downloads.paper import Download, edition_of, offer_papers
from components.session.view import View
from components.session.view_cache import cached_by_view
from reports.file_names import list_file_name
from reports.registry import XLSX
from reports.writers import list_as_csv, list_as_workbook


def offer_list(view: View, order: ListOrder) -> None:
    """Show two buttons: the recommendations of the filter in an order, in the language of the page."""
    offer_papers(view, {f"list.download.{number}": each for number, each in enumerate(_downloads(view, order))})


@cached_by_view
def _downloads(view: View, order: ListOrder) -> list[Download]:
    _, edition = view.translator, edition_of(view)
    listing = in_order(view, view.answer(list_at, as_at=view.as_at), order)
    keys = tuple(zip(listing["review"], listing["ref"], strict=True))
    return [
        Download(
            _("This list as Excel"),
            list_file_name(edition, ".xlsx"),
            XLSX,
            lambda: partial(list_as_workbook, edition, keys),
        ),
        Download(
            _("This list as CSV"),
            list_file_name(edition, ".csv"),
            "text/csv",
            lambda: partial(list_as_csv, edition, keys),
        ),
    ]
