"""A tracker with coloured cells: the rows of a large tracker, banded, each status cell filled by its word."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

import xlsxwriter

from benchmarks.trackers.large_tracker import Size, generate_rows
from model.dates import PartialDate
from model.tracker.columns import SHEETS, SheetPlan

if TYPE_CHECKING:
    from model.tracker.reading import Row

COLOURS = {"Red": "#FFC7CE", "Amber": "#FFEB9C", "Green": "#C6EFCE"}
BAND = "#F2F2F2"


def filled_tracker(size: Size) -> Path:
    """Return the workbook of a size; it is written if it is not in the system's temporary folder."""
    path = Path(gettempdir()) / f"cynnydd-benchmark-filled-{size.recommendations}x{size.rounds}.xlsx"
    if not path.exists():
        command = [sys.executable, "-m", "benchmarks.trackers.filled_tracker", str(path), *map(str, astuple(size))]
        subprocess.run(command, check=True)  # another process: memory of this one would count as that of its children
    return path


def main() -> None:
    """Write the workbook of a size."""
    path, size = Path(sys.argv[1]), Size(*map(int, sys.argv[2:]))
    part = path.with_suffix(".part")
    _write(part, generate_rows(size))
    part.replace(path)


def _write(path: Path, tables: "Mapping[str, list[Row]]") -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        fills = {word: book.add_format({"bg_color": colour}) for word, colour in COLOURS.items()}
        band = book.add_format({"bg_color": BAND})
        for plan in SHEETS:
            if rows := tables.get(plan.table):
                _write_sheet(book.add_worksheet(plan.name), plan, rows, fills, band)


def _write_sheet(sheet: Any, plan: SheetPlan, rows: "list[Row]", fills: Mapping[str, Any], band: Any) -> None:
    """Write a table; every second row is banded completely, including empty cells."""
    sheet.write_row(0, 0, [column.heading for column in plan.columns])
    for number, row in enumerate(rows, start=1):
        for column_index, column in enumerate(plan.columns):
            text, banded = _text(row.get(column.field)), band if number % 2 else None
            style = fills.get(text, banded) if column.field == "status" else banded
            if text:
                sheet.write_string(number, column_index, text, style)
            elif style:
                sheet.write_blank(number, column_index, None, style)


def _text(value: str | bool | PartialDate | None) -> str:
    if isinstance(value, PartialDate):
        return value.words
    return {True: "Yes", False: "No", None: ""}.get(value, str(value)) if not isinstance(value, str) else value


if __name__ == "__main__":
    main()
