"""What the tests of durability stand on: a command that is run here, and small disks."""

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


@pytest.fixture
def disk(tmp_path):
    """Return a disk of 40 megabytes; a test that needs one is skipped where none may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        mounted = small_disk(folder, megabytes=40)
        given = mounted.__enter__()
    except OSError as refused:
        pytest.skip(f"no disk may be mounted: {refused}")
    yield given
    mounted.__exit__(None, None, None)
