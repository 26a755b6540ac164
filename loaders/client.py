"""Read a workbook in a process of its own, so that a harmful file can harm nothing but that process."""

from pathlib import Path

from loaders.options import NO_OPTIONS, ReadOptions
from loaders.progress import ProgressCallback, no_progress
from loaders.reading_summary import PreviewedWorkbook
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import read_file
from loaders.worker.run import Task, name_paper, run_on_file
from model.tracker.reading import Reading
from model.versions.version import Candidate


def read_in_worker(
    file: Path | bytes,
    *,
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> Reading:
    """Return the content of a workbook and its issues, as `read_workbook` does.

    Raises WorkbookError if the file cannot be used, also if reading it takes too long or fails.

    Args:
        file: the path of a workbook, or its uploaded bytes.
        name: the file's name, needed for bytes only.
        limits: how large a workbook may be, and how much reading it may take.
        options: what a person confirmed about it.
        progress: called with the progress of reading, a few times a second.
    """
    task = Task("loaders.pipeline:read_workbook", Reading, {"name": name or _name(file), "options": options})
    return run_on_file(task, _content(file, limits), limits=limits, progress=progress)


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
    task = Task("loaders.pipeline:preview_workbook", PreviewedWorkbook, {"name": name, "options": options})
    return run_on_file(task, content, limits=limits, progress=progress)


def read_candidate(
    file: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> Candidate:
    """Return a workbook with exactly the bytes that were read. Raises WorkbookError as `read_in_worker` does."""
    content = _content(file, limits)
    reading = read_in_worker(content, name=file.name, limits=limits, options=options, progress=progress)
    return Candidate(reading=reading, original=content)


def _content(file: Path | bytes, limits: Limits) -> bytes:
    if isinstance(file, bytes):
        return file
    with name_paper(file.name):
        return read_file(file, limits=limits)


def _name(file: Path | bytes) -> str:
    return file.name if isinstance(file, Path) else ""
