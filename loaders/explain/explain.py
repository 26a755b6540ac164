"""How one cell of a workbook was read: what it became, or that it was not read, and why."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from loaders.explain.cell_issues import column_of, columns_under, issues_about
from loaders.explain.cell_reference import CellNameError
from loaders.explain.cell_usage import Use, UsedCell
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.progress import ProgressCallback, no_progress
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import read_file
from loaders.worker.client import Task, ask_isolated
from loaders.worker.serialise import reading_of
from model.issues.issue import Issue
from model.tracker.reading import MappedColumn, Reading

_CHILD = "loaders.explain.worker_task"
_TEXTS = ("sheet", "cell", "found", "colour")


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a cell was read.

    Attributes:
        used: the cell, what stands in it, and what it became.
        column: how its column was understood; None where it stands in none that was.
        headings: the columns whose headings it is part of, where it stands above them.
        issues: everything that is said of it.
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
    """Return how a cell was read, worked out in a process of its own.

    Raises WorkbookError where the file cannot be used, and CellNameError where it has no such cell.
    """
    asked = {"name": file.name, "options": asdict(options), "cell": cell}
    content = read_file(file, limits=limits)
    answer = ask_isolated(Task(_CHILD, asked), content, _answer, limits=limits, progress=progress)
    if isinstance(answer, CellNameError):
        raise answer
    return explanation_of(*answer)


def explanation_of(reading: Reading, used: UsedCell) -> Explanation:
    """Return everything that is said of a cell that was read."""
    column = column_of(reading.columns, used.sheet, used.cell)
    issues = issues_about(reading.issues, used.sheet, used.cell)
    headings = columns_under(reading.columns, used.sheet, used.cell, used.found) if used.found else ()
    return Explanation(used, column, headings, issues, reading.publishable)


def _answer(told: Mapping[str, Any]) -> tuple[Reading, UsedCell] | CellNameError:
    """Return the answer of the process. Raises ValueError, KeyError or TypeError where it is none."""
    if "unnamed" in told:
        code, name, sheets = told["unnamed"]
        return CellNameError(str(code), str(name), [str(sheet) for sheet in sheets])
    cell = told["cell"]
    sheet, place, found, colour = (str(cell[name]) for name in _TEXTS)
    uses, in_row = (tuple(Use(*map(str, use)) for use in cell[name]) for name in ("uses", "in_row"))
    conditional, merged = cell["conditional"] is True, str(cell["merged"])
    return reading_of(told["reading"]), UsedCell(sheet, place, found, colour, uses, in_row, conditional, merged)
