"""Check a workbook in a worker process: how it was read, its issues, and a summary instead of its rows.

The rows stay in the worker, because transferring very many takes as long as making them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from loaders.mapping.sheet_mapping import NO_MAPPING, WorkbookMapping, mapping_from_dict
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.progress import ProgressCallback, no_progress
from loaders.reading_summary import Summary
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import read_file
from loaders.worker.client import WorkerTask, paper_named_in_refusals, run_task
from loaders.worker.serialise import questions_from_json, reading_from_json, summary_from_json
from model.tracker.question import OpenQuestion
from model.tracker.reading import Reading

_WORKER_MODULE = "loaders.worker.check_task"


@dataclass(frozen=True, slots=True)
class CheckedWorkbook:
    """A reading without its rows, a summary of them, the mapping that it was read by, and its questions."""

    reading: Reading
    summary: Summary
    mapping: WorkbookMapping = NO_MAPPING
    questions: tuple[OpenQuestion, ...] = ()


def check_in_worker(
    file: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> CheckedWorkbook:
    """Return how a workbook was read, without its rows, from a worker process.

    Raises WorkbookError if the file cannot be used, also if reading it takes too long or fails.
    """
    task = WorkerTask(_WORKER_MODULE, {"name": file.name, "options": asdict(options)})
    with paper_named_in_refusals(file.name):
        return run_task(task, read_file(file, limits=limits), _parse_answer, limits=limits, progress=progress)


def _parse_answer(answer: Mapping[str, Any]) -> CheckedWorkbook:
    """Return the answer of the worker. Raises ValueError, KeyError or TypeError if it is not valid."""
    return CheckedWorkbook(
        reading_from_json(answer["reading"]),
        summary_from_json(answer["summary"]),
        mapping_from_dict(answer["mapping"]),
        questions_from_json(answer["questions"]),
    )
