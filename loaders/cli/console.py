"""Print the output of a command: results on standard output, messages on standard error."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from loaders.progress import Progress, ProgressCallback, no_progress

_LINE_WIDTH = 79
_BROKEN_PIPE_ERRORS = (errno.EPIPE, errno.EINVAL)
"""Error numbers of a pipe whose reader has closed it: the second is that of Windows."""


def print_results(lines: Iterable[str]) -> None:
    """Print lines on standard output; a reader that closes the pipe, such as `head`, is not an error."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except OSError as error:
        if error.errno not in _BROKEN_PIPE_ERRORS:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_messages(lines: Iterable[str]) -> None:
    """Print lines on standard error."""
    for line in lines:
        print(line, file=sys.stderr)


@contextmanager
def progress_line(progress_text: Callable[[Progress], str]) -> Iterator[ProgressCallback]:
    """Yield a callback that shows progress on one terminal line, cleared at the end; elsewhere it does nothing."""

    def show(progress: Progress) -> None:
        _rewrite_line(progress_text(progress))

    if not sys.stderr.isatty():
        yield no_progress
        return
    try:
        yield show
    finally:
        _rewrite_line("")


def _rewrite_line(line: str) -> None:
    print(f"\r{line[:_LINE_WIDTH]:<{_LINE_WIDTH}}\r", end="", file=sys.stderr, flush=True)
