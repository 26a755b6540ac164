"""A workbook as `check` tells of it: how it was understood and what is wrong with it, and its rows only counted.

The rows stay in the process that reads, for handing over very many takes as long as making them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from loaders.options import NO_OPTIONS, ReadOptions
from loaders.progress import ProgressCallback, no_progress
from loaders.reading_summary import Summary
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import read_file
from loaders.worker.client import Task, ask_isolated, telling_papers
from loaders.worker.serialise import reading_of, summary_of
from model.tracker.reading import Reading

_CHILD = "loaders.worker.check_task"


@dataclass(frozen=True, slots=True)
class Checked:
    """A reading without its rows, and how much they hold."""

    reading: Reading
    summary: Summary


def check_isolated(
    file: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> Checked:
    """Return how a workbook was understood, worked out in a process of its own.

    Raises WorkbookError where the file cannot be used, also where reading it took too long or broke off.
    """
    task = Task(_CHILD, {"name": file.name, "options": asdict(options)})
    with telling_papers(file.name):
        return ask_isolated(task, read_file(file, limits=limits), _answer, limits=limits, progress=progress)


def _answer(told: Mapping[str, Any]) -> Checked:
    """Return the answer of the process. Raises ValueError, KeyError or TypeError where it is none."""
    return Checked(reading_of(told["reading"]), summary_of(told["summary"]))
