"""Explain how one cell of a workbook was read: what it became, or why it was not read."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from loaders.explain.cell_issues import columns_below_heading, find_column, issues_about
from loaders.explain.cell_reference import CellNameError
from loaders.explain.used_cell import CellUse, UsedCell
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.progress import ProgressCallback, no_progress
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import read_file
from loaders.worker.client import WorkerTask, run_task
from loaders.worker.serialise import reading_from_json
from model.issues.issue import Issue
from model.tracker.reading import MappedColumn, Reading

_WORKER_MODULE = "loaders.explain.worker_task"
_TEXT_FIELDS = ("sheet", "cell", "found", "colour")


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a cell was read.

    Attributes:
        used: the cell, its content, and the fields read from it.
        column: its mapped column; None if it is in none.
        headings: the columns whose heading includes its text, if it is above them.
        issues: the issues about it.
        publishable: whether the workbook has no errors.
    """

    used: UsedCell
    column: MappedColumn | None
    headings: tuple[MappedColumn, ...]
    issues: tuple[Issue, ...]
    publishable: bool


def explain_cell(
    file: Path,
    cell: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> Explanation:
    """Return how a cell was read, from a worker process.

    Raises WorkbookError if the file cannot be used, and CellNameError if it has no such cell.
    """
    request = {"name": file.name, "options": asdict(options), "cell": cell}
    content = read_file(file, limits=limits)
    answer = run_task(WorkerTask(_WORKER_MODULE, request), content, _parse_answer, limits=limits, progress=progress)
    if isinstance(answer, CellNameError):
        raise answer
    return build_explanation(*answer)


def build_explanation(reading: Reading, used: UsedCell) -> Explanation:
    """Return the explanation of a cell that was read."""
    column = find_column(reading.columns, used.sheet, used.cell)
    issues = issues_about(reading.issues, used.sheet, used.cell)
    headings = columns_below_heading(reading.columns, used.sheet, used.cell, used.found) if used.found else ()
    return Explanation(used, column, headings, issues, reading.publishable)


def _parse_answer(answer: Mapping[str, Any]) -> tuple[Reading, UsedCell] | CellNameError:
    """Return the answer of the worker. Raises ValueError, KeyError or TypeError if it is not valid."""
    if "unnamed" in answer:
        code, name, sheets = answer["unnamed"]
        return CellNameError(str(code), str(name), [str(sheet) for sheet in sheets])
    cell = answer["cell"]
    sheet, address, found, colour = (str(cell[name]) for name in _TEXT_FIELDS)
    uses, in_row = (tuple(CellUse(*map(str, use)) for use in cell[name]) for name in ("uses", "in_row"))
    conditional, merged = cell["conditional"] is True, str(cell["merged"])
    return reading_from_json(answer["reading"]), UsedCell(
        sheet, address, found, colour, uses, in_row, conditional, merged
    )
