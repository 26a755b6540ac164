"""The workbook inside a chart of a slide, where its numbers can be edited; no name in it becomes a formula."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.content.reproducible_zip import CREATION_DATE

_LITERAL_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class LiteralChartData(CategoryChartData):  # type: ignore[misc]
    """The data of a chart, with names as literal text; python-pptx would write a theme "=1+1" as a formula."""

    @property
    def _workbook_writer(self) -> "_LiteralWorkbookWriter":
        return _LiteralWorkbookWriter(self)


class _LiteralWorkbookWriter(CategoryWorkbookWriter):  # type: ignore[misc]
    @contextmanager
    def _open_worksheet(self, xlsx_file: IO[bytes]) -> Iterator[tuple[Workbook, Worksheet]]:
        with Workbook(xlsx_file, _LITERAL_OPTIONS) as book:
            book.set_properties({"created": CREATION_DATE})
            yield book, book.add_worksheet()


def escape_rich_string(text: str) -> str:
    """Return a name with a space before it where XlsxWriter would read it as a rich string."""
    return f" {text}" if text.startswith("<r>") and text.endswith("</r>") else text
