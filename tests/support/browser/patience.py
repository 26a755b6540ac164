"""Wait for what a test reads from a page: a busy machine shows it late."""

from time import monotonic

PATIENCE_MILLISECONDS = 60_000
"""How long a page may take to show what is expected: long enough for a busy machine."""

POLLING_MILLISECONDS = 100
"""How often a page is asked whether it is rendered: with each frame, as is the default, slows down a busy machine."""


def in_the_end(page, read, wanted, *, polling=POLLING_MILLISECONDS):
    """Return what is read from a page, as soon as it is what is wanted; what it is then if that never comes."""
    until = monotonic() + PATIENCE_MILLISECONDS / 1000
    while (found := read()) != wanted and monotonic() < until:
        page.wait_for_timeout(polling)
    return found
