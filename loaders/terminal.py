"""Telling at a terminal how far long work has come."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from loaders.progress import Progress, Tell, untold

_WIDTH = 79


@contextmanager
def told_on_one_line(words: Callable[[Progress], str]) -> Iterator[Tell]:
    """Yield what tells of long work: at a terminal on one line that is wiped after it, and nowhere else."""

    def tell(progress: Progress) -> None:
        _rewrite(words(progress))

    if not sys.stderr.isatty():
        yield untold
        return
    try:
        yield tell
    finally:
        _rewrite("")


def _rewrite(line: str) -> None:
    print(f"\r{line[:_WIDTH]:<{_WIDTH}}\r", end="", file=sys.stderr, flush=True)
