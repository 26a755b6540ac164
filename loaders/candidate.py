"""A workbook that may be published: what it holds, and its bytes."""

from pathlib import Path

from loaders.isolated import read_isolated
from loaders.limits import DEFAULT_LIMITS, Limits
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.package import read_file
from loaders.progress import Tell, untold
from model.versions.version import Candidate


def candidate_of(
    file: Path, *, limits: Limits = DEFAULT_LIMITS, options: ReadOptions = NO_OPTIONS, progress: Tell = untold
) -> Candidate:
    """Return a workbook, read in a process of its own, with exactly the bytes that were read.

    Raises WorkbookError where the file is missing or cannot be used.
    """
    content = read_file(file, limits=limits)
    reading = read_isolated(content, name=file.name, limits=limits, options=options, progress=progress)
    return Candidate(reading=reading, original=content)
