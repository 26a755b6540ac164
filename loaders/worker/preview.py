"""Read a workbook in a worker process, with the first rows of its sheets, which also a refused workbook has."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from loaders.cells.addresses import CellRange
from loaders.mapping.sheet_mapping import NO_MAPPING, WorkbookMapping, mapping_from_dict
from loaders.mapping.sheet_preview import PreviewCell, PreviewRow, SheetPreview
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.progress import ProgressCallback, no_progress
from loaders.records import TableRange
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.worker.client import WorkerTask, paper_named_in_refusals, parse_refusal, run_task
from loaders.worker.serialise import check_types, questions_from_json, reading_from_json
from model.issues.issue import WorkbookError
from model.tracker.question import OpenQuestion
from model.tracker.reading import Reading

_WORKER_MODULE = "loaders.worker.preview_task"
NO_TRACKER = ("no-table", "tracker-empty")
"""The refusals of workbooks that a person can map."""


@dataclass(frozen=True, slots=True)
class PreviewedWorkbook:
    """A workbook that was read, or why no tracker is in it; with the first rows of its sheets.

    Attributes:
        reading: None where it is refused.
        refusal: the reason; None where it was read.
        mapping: the mapping that it was read by, as it fits the sheets.
    """

    reading: Reading | None
    refusal: WorkbookError | None
    sheets: tuple[SheetPreview, ...]
    questions: tuple[OpenQuestion, ...] = ()
    mapping: WorkbookMapping = NO_MAPPING


def preview_in_worker(
    content: bytes,
    *,
    name: str,
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> PreviewedWorkbook:
    """Return what `read_in_worker` returns, with the first rows of the sheets, also of a workbook without a tracker.

    Raises WorkbookError if the file cannot be used for another reason.
    """
    task = WorkerTask(_WORKER_MODULE, {"name": name, "options": asdict(options)})
    with paper_named_in_refusals(name):
        return run_task(task, content, _parse_answer, limits=limits, progress=progress)


def _parse_answer(answer: Mapping[str, Any]) -> PreviewedWorkbook:
    """Return the answer of the worker. Raises ValueError, KeyError or TypeError if it is not valid."""
    reading, refusal = answer["reading"], answer["no_tracker"]
    return PreviewedWorkbook(
        reading_from_json(reading) if reading is not None else None,
        parse_refusal(*refusal) if refusal is not None else None,
        tuple(_sheet_from_json(values) for values in answer["sheets"]),
        questions_from_json(answer["questions"]),
        mapping_from_dict(answer["mapping"]),
    )


def _sheet_from_json(values: Sequence[Any]) -> SheetPreview:
    name, rows, header, row_count, column_count, tables, headings = values
    check_types([name, row_count, column_count], (str, int, int))
    return SheetPreview(
        name,
        tuple(_row_from_json(row) for row in rows),
        _row_number(header),
        row_count,
        column_count,
        tuple(_table_from_json(table) for table in tables),
        tuple(check_types(headings, (str,) * len(headings))),
    )


def _row_from_json(values: Sequence[Any]) -> PreviewRow:
    number, words, cells = check_types(values, (int, str, list))
    return PreviewRow(number, words, tuple(PreviewCell(*check_types(cell, (str, str))) for cell in cells))


def _table_from_json(values: Sequence[Any]) -> TableRange:
    sheet, header, area, read = values
    check_types([sheet, read], (str, bool))
    return TableRange(sheet, _row_number(header), CellRange(*check_types(area, (int,) * 4)), read)


def _row_number(value: Any) -> int | None:
    return None if value is None else int(check_types([value], (int,))[0])
