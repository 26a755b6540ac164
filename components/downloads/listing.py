"""Download the list of recommendations as filtered, as CSV and as an Excel workbook; both are built on demand."""

from collections.abc import Sequence
from functools import partial

from analysis.status.latest_status import list_at
from components.choices.list_order import ListOrder, in_order
from components.downloads.paper import Download, edition_of, offer_paper
from components.session.view import View
from components.session.view_cache import cached_by_view
from reports.content.edition import Edition
from reports.excel.listing_sheet import listing_sheet
from reports.file_names import list_file_name
from reports.open_data.csv import sheet_csv_bytes
from reports.registry import XLSX
from reports.text.narrator import Narrator
from reports.writers import list_as_workbook


def offer_list(view: View, order: ListOrder) -> None:
    """Show two buttons: the recommendations of the filter in an order, in the language of the page."""
    for number, download in enumerate(_downloads(view, order)):
        offer_paper(view, download, key=f"list.download.{number}")


def list_as_csv(edition: Edition, keys: Sequence[tuple[str, str]]) -> bytes:
    """Return these recommendations, each by review and ref, as CSV."""
    narrator = Narrator(edition)
    return sheet_csv_bytes(listing_sheet(narrator, keys), narrator.translator)


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
            partial(list_as_workbook, edition, keys),
        ),
        Download(
            _("This list as CSV"), list_file_name(edition, ".csv"), "text/csv", partial(list_as_csv, edition, keys)
        ),
    ]
