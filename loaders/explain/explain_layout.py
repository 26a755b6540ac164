"""Explain how the layout of a workbook was recognised: what each stage concluded, and on what evidence."""

from dataclasses import asdict
from pathlib import Path

from loaders.explain.explained_layout import ExplainedLayout, layout_from_json
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.progress import ProgressCallback, no_progress
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import read_file
from loaders.worker.client import WorkerTask, run_task

_WORKER_MODULE = "loaders.explain.layout_task"


def explain_layout(
    file: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> ExplainedLayout:
    """Return what each stage of recognising the layout of a workbook concluded, from a worker process.

    Raises WorkbookError if the file cannot be read; a workbook without a tracker is explained as well.
    """
    task = WorkerTask(_WORKER_MODULE, {"name": file.name, "options": asdict(options)})
    return run_task(task, read_file(file, limits=limits), layout_from_json, limits=limits, progress=progress)
