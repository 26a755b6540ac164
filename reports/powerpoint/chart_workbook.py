"""The workbook inside a chart of a slide, in which people edit its numbers; no name in it becomes a formula."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MADE = datetime(2024, 1, 1)


class LiteralChartData(CategoryChartData):  # type: ignore[misc]
    """The names and numbers of a chart; python-pptx alone would write a theme called "=1+1" as a formula."""

    @property
    def _workbook_writer(self) -> "_PlainWriter":
        return _PlainWriter(self)


class _PlainWriter(CategoryWorkbookWriter):  # type: ignore[misc]
    @contextmanager
    def _open_worksheet(self, xlsx_file: IO[bytes]) -> Iterator[tuple[Workbook, Worksheet]]:
        with Workbook(xlsx_file, _PLAIN) as book:
            book.set_properties({"created": _MADE})
            yield book, book.add_worksheet()


def escape_rich_string(text: str) -> str:
    """Return a name as such a workbook keeps it; what XlsxWriter would take for markup of its own gets a space."""
    return f" {text}" if text.startswith("<r>") and text.endswith("</r>") else text
