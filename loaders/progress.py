"""Report the progress of reading a file."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """The current stage: `cells`, with the sheet and the percentage read; then `tables`; then `checks`."""

    stage: str
    sheet: str = ""
    percent: int = 0


ProgressCallback = Callable[[Progress], None]


def no_progress(_: Progress) -> None:
    """Ignore the progress."""
