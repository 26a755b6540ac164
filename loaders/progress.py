"""How far reading has come, for whoever waits for it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done: `cells` of a sheet so far, then the `tables`, then their `checks`, then the `answer`."""

    stage: str
    sheet: str = ""
    rows: int = 0


Tell = Callable[[Progress], None]


def untold(_: Progress) -> None:
    """Nobody waits."""
