"""Read or annotate a workbook in a process of its own, so that a harmful file can harm nothing but that process."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from loaders.options import NO_OPTIONS, CellFix, CellNote, ReadOptions
from loaders.progress import ProgressCallback, no_progress
from loaders.reading_summary import PreviewedWorkbook
from loaders.security import DEFAULT_LIMITS, Limits, read_file
from loaders.worker.run import Task, name_paper, run_on_file
from model.tracker.reading import WorkbookError
from model.versions.version import Candidate

# openpyxl takes so many times as long to read and write a workbook as reading it takes here.
_ANNOTATING_TIME = 8


def preview_in_worker(
    content: bytes,
    *,
    name: str,
    options: ReadOptions = NO_OPTIONS,
    with_rows: bool = True,
    progress: ProgressCallback = no_progress,
) -> PreviewedWorkbook:
    """Return the content of a workbook and its issues, with the first rows of its sheets, also without a tracker.

    Raises WorkbookError if the file cannot be used for another reason, or exceeds a limit of the environment.

    Args:
        content: the bytes of the workbook.
        name: the file's name.
        options: what a person confirmed about it.
        with_rows: whether the rows of the tracker are needed.
        progress: called with the progress of reading, a few times a second.
    """
    function = f"loaders.pipeline:{'preview' if with_rows else 'check'}_workbook"
    task = Task(function, PreviewedWorkbook, {"name": name, "options": options})
    return run_on_file(task, content, limits=Limits.from_environment(), progress=progress)


def preview_file(
    file: Path, *, options: ReadOptions = NO_OPTIONS, with_rows: bool = True
) -> tuple[PreviewedWorkbook, bytes]:
    """Return a workbook as `preview_in_worker` does, with exactly the bytes that were read."""
    with name_paper(file.name):
        content = read_file(file, limits=Limits.from_environment())
    return preview_in_worker(content, name=file.name, options=options, with_rows=with_rows), content


def read_candidate(file: Path, *, options: ReadOptions = NO_OPTIONS) -> Candidate:
    """Return a workbook with exactly the bytes that were read. Raises WorkbookError if no tracker is in it."""
    found, content = preview_file(file, options=options)
    return Candidate(found.tracker, content)


def annotated_copy(
    content: bytes, notes: Iterable[CellNote], *, limits: Limits = DEFAULT_LIMITS, corrections: Sequence[CellFix] = ()
) -> bytes:
    """Return an .xlsx copy of a workbook in which cells are filled and commented: for reading, not for replacing it.

    The content of the cells does not change, except by the corrections. Charts, pictures and slicers are lost; if
    openpyxl cannot open the workbook, or it is not an .xlsx, the copy has only the same values, dates and fills in the
    same cells.

    Raises WorkbookError if neither can be made.

    Args:
        content: the workbook.
        notes: the sheet, the cell, the severity and the text of each comment.
        limits: how large the workbook may be; the process that makes a file has no environment that says so.
        corrections: what is written into cells, each with its comment.
    """
    arguments = {"notes": list(notes), "drawn": False, "corrections": list(corrections)}
    written = DEFAULT_LIMITS.unpacked_bytes  # openpyxl writes each sheet to a temporary file first
    task = Task("loaders.annotate:annotate_file", bytes, arguments, time_factor=_ANNOTATING_TIME, file_bytes=written)
    try:
        return run_on_file(task, content, limits=limits)
    except WorkbookError as failed:
        if not failed.code.startswith("reading-"):
            raise
        return run_on_file(replace(task, arguments={**arguments, "drawn": True}), content, limits=limits)
