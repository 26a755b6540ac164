"""What a command says: its results on standard output, its messages on standard error."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from loaders.progress import Progress, ProgressCallback, no_progress

_GONE = (errno.EPIPE, errno.EINVAL)
"""What a system says of a reader that has gone away: the second is what Windows says."""


def print_results(lines: Iterable[str]) -> None:
    """Print lines; a reader that has gone away, such as `head`, is no fault."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except OSError as gone:
        if gone.errno not in _GONE:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell_messages(lines: Iterable[str]) -> None:
    """Print lines on standard error."""
    for line in lines:
        print(line, file=sys.stderr)


_WIDTH = 79


@contextmanager
def told_on_one_line(words: Callable[[Progress], str]) -> Iterator[ProgressCallback]:
    """Yield what tells of long work: at a terminal on one line that is wiped after it, and nowhere else."""

    def tell(progress: Progress) -> None:
        _rewrite(words(progress))

    if not sys.stderr.isatty():
        yield no_progress
        return
    try:
        yield tell
    finally:
        _rewrite("")


def _rewrite(line: str) -> None:
    print(f"\r{line[:_WIDTH]:<{_WIDTH}}\r", end="", file=sys.stderr, flush=True)
