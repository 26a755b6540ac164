"""Functions for a worker process of a test: each takes the bytes that it is run for."""

import os
import resource
import sys
import time

from loaders.progress import Progress, ProgressCallback

PATIENCE_SECONDS = 60


def write(content: bytes) -> str:
    """Write the bytes in place of an answer, and end."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    os._exit(0)


def end(content: bytes) -> str:
    """End with an exit status."""
    os._exit(int(content))


def sleep(content: bytes, progress: ProgressCallback) -> str:
    """Report the process, and sleep."""
    time.sleep(0.3)
    progress(Progress(str(os.getpid())))
    time.sleep(PATIENCE_SECONDS)
    return content.decode()


def work(content: bytes) -> str:
    """Use the processor without an end."""
    while content:
        pass
    return ""


def limits(content: bytes) -> dict[str, list[int]]:
    """Return the limits of the process."""
    names = content.decode().split()
    return {name: list(resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))) for name in names}


def surroundings(content: bytes) -> list[str]:
    """Return the names in the environment of the process."""
    return [*sorted(os.environ), content.decode()]


def fail(content: bytes) -> str:
    """Fail as a program with an error does, over a text that nobody may read."""
    raise KeyError(content.decode())
