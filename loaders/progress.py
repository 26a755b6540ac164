"""Report the progress of reading a file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO


@dataclass(frozen=True, slots=True)
class Progress:
    """The current stage: `cells`, with the sheet and the percentage read; then `tables`; then `checks`."""

    stage: str
    sheet: str = ""
    percent: int = 0


ProgressCallback = Callable[[Progress], None]


def no_progress(_: Progress) -> None:
    """Ignore the progress."""


@dataclass(slots=True)
class ProgressReader:
    """A stream that reports the percentage read.

    Attributes:
        source: the stream of the bytes.
        size: the number of bytes.
        sheet: the sheet to which they belong; until it is known, nothing is reported.
        report: called after each piece.
    """

    source: IO[bytes]
    size: int
    sheet: str
    report: ProgressCallback
    done: int = 0

    def read(self, size: int, /) -> bytes:
        """Return the next bytes."""
        piece = self.source.read(size)
        self.done += len(piece)
        if self.sheet:
            self.report(Progress("cells", self.sheet, 100 * self.done // max(self.size, 1)))
        return piece
