"""Work for the process that makes files: a function of a module, which another process can import."""

import os
import signal
import sys
import time
from pathlib import Path

from reports.document import PaperError

PATIENCE_SECONDS = 60


def text_file(text):
    """Return a file with a text."""
    return text.encode()


def imported(work):
    """Do some work, and return the names of the modules that the process has imported."""
    work()
    return " ".join(sys.modules).encode()


def killed():
    """End the process as the system does that is short of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def refused():
    """Refuse as a paper does."""
    raise PaperError("a figure has no alternative text")


def mistaken():
    """Fail as a program with an error does, over a text that nobody may read."""
    raise KeyError("Jane Doe")


def greedy():
    """Ask for more memory than there is."""
    return bytes(1 << 45)


def until_removed(path):
    """Return a file as soon as another is gone."""
    late = time.monotonic() + PATIENCE_SECONDS
    while Path(path).exists() and time.monotonic() < late:
        time.sleep(0.01)
    return b"made"
