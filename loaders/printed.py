"""What a command says: its results on standard output, its messages on standard error."""

import errno
import os
import sys
from collections.abc import Iterable

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
