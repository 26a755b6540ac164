"""The files of a folder, each compressed once."""

import gzip
import os
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

_LEVEL = 9
_THREADS = 2
_GZIP_MAGIC = b"\x1f\x8b"


class CompressedFiles:
    """The files of a folder as gzip: compressed at the first request for each, and from then in memory and on disk.

    The names contain a digest of the content, so that what is cached under a name fits for ever. Where nothing can be
    written, each process compresses what it is asked for.
    """

    def __init__(self, folder: Path, cache: Path | None) -> None:
        """Compress files of `folder`; `cache` is the folder for compressed ones, None to write nothing."""
        self._folder = folder
        self._cache = cache
        self._names = frozenset(entry.name for entry in os.scandir(folder) if entry.is_file())
        self._contents: dict[str, Future[bytes]] = {}
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="compress")

    def __contains__(self, name: str) -> bool:
        """Return whether the folder has a file of this name."""
        return name in self._names

    def content(self, name: str) -> Future[bytes]:
        """Return the compressed content of a file, which a thread may still be making. Call it from one thread."""
        if name not in self._contents:
            self._contents[name] = self._threads.submit(self._read_or_compress, name)
        return self._contents[name]

    def _read_or_compress(self, name: str) -> bytes:
        source = self._folder / name
        found = _read_cached(self._cache / f"{name}.gz", source.stat().st_size) if self._cache else None
        if found is not None:
            return found
        content = gzip.compress(source.read_bytes(), _LEVEL, mtime=0)
        if self._cache:
            with suppress(OSError):  # a disk that is full or read-only: this process has the content in memory
                _write_whole(self._cache / f"{name}.gz", content)
        return content


def environment_folder() -> Path | None:
    """Return the folder for compressed files in the virtual environment; None without one, to write nowhere else."""
    return Path(sys.prefix, "compressed") if sys.prefix != sys.base_prefix else None


def _read_cached(file: Path, size: int) -> bytes | None:
    """Return a compressed file from the cache; None if it is missing or not that of a content of this size."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    whole = content.startswith(_GZIP_MAGIC) and int.from_bytes(content[-4:], "little") == size
    return content if whole else None


def _write_whole(file: Path, content: bytes) -> None:
    """Write a file so that another process sees all of it or nothing."""
    file.parent.mkdir(exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, delete=False) as unfinished:
        unfinished.write(content)
    Path(unfinished.name).replace(file)
