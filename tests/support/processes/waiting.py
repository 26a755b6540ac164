"""Wait for what another process does: for its answer, its log or its file."""

import time

# Long enough for a busy machine.
PATIENCE_SECONDS = 120


def wait_until(read, *, alive=lambda: True, fault="it does not come"):
    """Return what is read as soon as it is true; fail where it never is, or where the process is no longer alive."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not (found := read()):
        assert alive(), "the process has ended"
        assert time.monotonic() < until, fault
        time.sleep(0.02)
    return found
