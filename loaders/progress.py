"""How far reading has come, for whoever waits for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Protocol


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done: `cells` of a sheet, of which so many in a hundred are read; then `tables`; then `checks`."""

    stage: str
    sheet: str = ""
    percent: int = 0


ProgressCallback = Callable[[Progress], None]


def no_progress(_: Progress) -> None:
    """Nobody waits."""


class Readable(Protocol):
    """What can be read in pieces."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, at most so many; none at the end."""


@dataclass(slots=True)
class ProgressReader:
    """A part of a package that tells, as it is read, how much of it was.

    Attributes:
        source: where the bytes come from.
        size: how many there are.
        sheet: the sheet whose cells they are.
        tell: who is told.
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
        self.report(Progress("cells", self.sheet, 100 * self.done // max(self.size, 1)))
        return piece
