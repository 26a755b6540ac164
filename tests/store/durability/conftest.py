"""What the tests of durability stand on: a command that is run here, and small disks."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from store.__main__ import main
from tests.store.durability.small_disk import small_disk


@pytest.fixture
def run(capsys):
    """Return a function that runs a command of the store and gives its exit status and what it says of trouble."""

    def run(*arguments):
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return status, capsys.readouterr().err

    return run


def may_mount():
    """Say whether whoever runs the tests may mount a disk."""
    with TemporaryDirectory(prefix="cynnydd-disk-") as folder:
        try:
            with small_disk(Path(folder), megabytes=1):
                return True
        except OSError:
            return False


collect_ignore = [] if may_mount() else ["test_full_disk.py"]
"""Without a disk of their own these cannot run: `tests/store/test_trouble.py` has SQLite's limit of pages instead."""


@pytest.fixture
def disk():
    """Return a disk of 90 megabytes, half of which PostgreSQL takes."""
    with TemporaryDirectory(prefix="cynnydd-disk-") as folder, small_disk(Path(folder), megabytes=90) as mounted:
        yield mounted
