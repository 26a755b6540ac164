"""Measure how long the returns of a round take to make, against plain cells: `python -m benchmarks.returns`.

It is processor time of one process, because by the clock other programs on the machine would count too.
"""

from collections.abc import Iterator
from io import BytesIO
from time import process_time

import openpyxl
from xlsxwriter import Workbook

from analysis.returns import request_list, requested
from analysis.selection import Selection
from benchmarks.report import table
from benchmarks.trackers.large_tracker import Size, generate_rows
from model.language import Language
from model.returns.round import ReturnFormat, Round, Scope
from model.status import RED_AMBER_GREEN
from model.tracker.tracker import Tracker
from reports.document import Edition
from reports.returns.package import ReturnFile, build_returns

SIZE, AGENCIES = Size(2_000, 4), 60


def main() -> None:
    """Print the time for all returns as workbooks, with its ratio to the floor, and as Word forms."""
    edition = Edition(_tracker(), Selection(), Language.ENGLISH, "tracker.xlsx")
    returns, seconds = _timed(edition, ReturnFormat.EXCEL)
    _forms, seconds_of_forms = _timed(edition, ReturnFormat.WORD)
    cells = [list(_cells(each)) for each in returns]
    started = process_time()
    for rows in cells:
        write_plainly(rows)
    floor = process_time() - started
    head = ("Recommendations", "Returns", "Made as", "Seconds", "Floor, seconds", "Times its floor")
    size = (f"{SIZE.recommendations:,}", str(len(returns)))
    workbooks = (*size, "workbooks", f"{seconds:.1f}", f"{floor:.1f}", f"{seconds / floor:.1f}")
    print(table(head, [workbooks, (*size, "Word forms", f"{seconds_of_forms:.1f}", "", "")]))


def _timed(edition: Edition, format_: ReturnFormat) -> tuple[list[ReturnFile], float]:
    started = process_time()
    return list(make(edition, format_=format_)), process_time() - started


def make(edition: Edition, *, format_: ReturnFormat = ReturnFormat.EXCEL) -> Iterator[ReturnFile]:
    """Make the returns of all recommendations of an edition, a third of them in Welsh."""
    agencies = sorted(edition.tracker.recommendations["lead_agency"].dropna().unique())
    month = edition.as_at.date()
    of_round = Round(month, month.replace(day=28), Scope.ALL, None, tuple(agencies[::3]))
    requests = request_list(requested(edition.tracker, as_at=edition.as_at, scope=Scope.ALL))
    yield from build_returns(edition, of_round, requests, format_=format_)


def write_plainly(rows: list[list[str]]) -> bytes:
    """Return a workbook of the same cells with the same library: no formats, table, validation or protection."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell)
    return target.getvalue()


def _tracker() -> Tracker:
    rows = generate_rows(SIZE)
    recommendations = [
        {**row, "lead_agency": f"Agency {number % AGENCIES + 1}", "lead_role": None}
        for number, row in enumerate(rows["recommendations"])
    ]
    return Tracker.from_rows({**rows, "recommendations": recommendations}, RED_AMBER_GREEN)


def _cells(made: ReturnFile) -> Iterator[list[str]]:
    for sheet in openpyxl.load_workbook(BytesIO(made.content), read_only=True).worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield [str(cell or "") for cell in row]


if __name__ == "__main__":
    main()
