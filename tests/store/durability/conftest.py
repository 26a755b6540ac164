"""Fixtures of the durability tests: a command that runs in this process, and small disks."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from store.__main__ import main
from tests.store.durability.small_disk import small_disk


@pytest.fixture
def run(capsys):
    """Return a function that runs a command of the store and returns its exit status and its standard error."""

    def run(*arguments):
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return status, capsys.readouterr().err

    return run


def may_mount():
    """Return whether this process may mount a disk."""
    with TemporaryDirectory(prefix="cynnydd-disk-") as folder:
        try:
            with small_disk(Path(folder), megabytes=1):
                return True
        except OSError:
            return False


collect_ignore = [] if may_mount() else ["test_full_disk.py"]
"""These need a separate disk; without it, `tests/store/test_trouble.py` uses SQLite's page limit instead."""


@pytest.fixture
def disk():
    """Return a disk of 90 megabytes, half of which PostgreSQL takes."""
    with TemporaryDirectory(prefix="cynnydd-disk-") as folder, small_disk(Path(folder), megabytes=90) as mounted:
        yield mounted
