"""A disk of a few megabytes, which can be filled to its last byte."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_AT_ONCE = 2**16


@dataclass(frozen=True)
class SmallDisk:
    """A disk by the folder that it is."""

    folder: Path

    def fill(self) -> None:
        """Leave no room on it."""
        with self._ballast.open("ab", buffering=0) as file:
            for size in (_AT_ONCE, 1):
                _write_until_full(file.fileno(), size)

    def make_room(self) -> None:
        """Take away what filled it."""
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
    """Mount a disk of this size on a folder. Raises OSError where this process may mount none."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, check=False)
    if done.returncode != 0:
        raise PermissionError(done.stderr.decode(errors="replace"))
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
