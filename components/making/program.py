"""The program of the processes that make papers, and the limits of each."""

import os
from dataclasses import dataclass

from loaders.worker.fork_server import Program
from loaders.worker.process import prepare_workers

TASK = "components.making.task"
MAKERS = Program(
    modules=(
        TASK,
        "loaders.canonical",
        "reports.calendar_file.ics",
        "reports.excel.workbook",
        "reports.feeds",
        "reports.pdf.document",
        "reports.powerpoint.deck",
        "reports.registry",
        "reports.returns.package",
        "reports.returns.reminders",
        "reports.word.document",
    ),
    niceness=5,
)
"""What makes papers; readers of the pages go first where the processor is short."""

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class MakingLimits:
    """The limits of making one file.

    Attributes:
        minutes: how long it may take by the clock, from its turn: `CYNNYDD_PAPER_MINUTES`.
        memory_mb: how much memory its process may use, in MiB: `CYNNYDD_PAPER_MEMORY_MB`.
    """

    minutes: int = 10
    memory_mb: int = 2048

    @classmethod
    def from_environment(cls) -> "MakingLimits":
        """Return the limits in the environment of this process; a value that is no number above 0 changes nothing."""
        return cls(
            _number("CYNNYDD_PAPER_MINUTES", cls().minutes),
            _number("CYNNYDD_PAPER_MEMORY_MB", cls().memory_mb),
        )


def prepare_making() -> None:
    """Start the process that papers are made from, so that the first paper need not wait for its imports."""
    prepare_workers(MAKERS)


def _number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    return int(value) if value.isascii() and value.isdecimal() and int(value) > 0 else default
