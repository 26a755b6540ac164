"""Disks of a few megabytes, which can be filled to their last byte."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

_CHUNK_SIZE = 2**16


@dataclass(frozen=True)
class SmallDisk:
    """A small disk, by the folder where it is mounted."""

    folder: Path

    def fill(self) -> None:
        """Fill it to its last byte."""
        with self._ballast.open("ab", buffering=0) as file:
            for size in (_CHUNK_SIZE, 1):
                _write_until_full(file.fileno(), size)

    def make_room(self) -> None:
        """Delete the file that fills it."""
        self._ballast.unlink()

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"


def _write_until_full(file: int, size: int) -> None:
    while True:
        try:
            os.write(file, b"x" * size)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            return


@contextmanager
def small_disk(folder: Path, *, megabytes: int) -> Iterator[SmallDisk]:
    """Mount a disk of this size on a folder. Raises OSError if this process may not mount one."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, check=False)
    if done.returncode != 0:
        raise PermissionError(done.stderr.decode(errors="replace"))
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def may_mount():
    """Return whether this process may mount a disk."""
    with TemporaryDirectory(prefix="cynnydd-disk-") as folder:
        try:
            with small_disk(Path(folder), megabytes=1):
                return True
        except OSError:
            return False


# These need a separate disk; without it, `tests/store/test_trouble.py` uses SQLite's page limit instead.
collect_ignore = [] if may_mount() else ["test_full_disk.py"]


@pytest.fixture
def disk():
    """Return a disk of 90 megabytes, half of which PostgreSQL takes."""
    with TemporaryDirectory(prefix="cynnydd-disk-") as folder, small_disk(Path(folder), megabytes=90) as mounted:
        yield mounted
