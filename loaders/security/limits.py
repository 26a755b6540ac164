"""The limits for reading a file: its size, the memory and time it may take; and the errors that mean it is damaged."""

import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - the module calls its exception "error"

from model.issue import WorkbookError

MEBIBYTE = 1024 * 1024
# The environment variable of each limit; sizes are in mebibytes.
SETTINGS = {
    "file_bytes": "CYNNYDD_MAX_FILE_MB",
    "rows": "CYNNYDD_MAX_ROWS",
    "columns": "CYNNYDD_MAX_COLUMNS",
    "sheets": "CYNNYDD_MAX_SHEETS",
    "characters": "CYNNYDD_MAX_CHARACTERS",
    "parts": "CYNNYDD_MAX_PARTS",
    "unpacked_bytes": "CYNNYDD_MAX_UNPACKED_MB",
    "memory_bytes": "CYNNYDD_MAX_MEMORY_MB",
    "seconds": "CYNNYDD_MAX_SECONDS",
    "seconds_per_megabyte": "CYNNYDD_MAX_SECONDS_PER_MEGABYTE",
}
# What reading a damaged zip or XML raises; all become one WorkbookError.
PARSE_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,  # a missing part, style or string; an unknown encoding
    OSError,
    RuntimeError,  # a part with a password, or packed in a way that Python cannot unpack
    SyntaxError,  # XML that is not well formed
    TypeError,
    ValueError,  # malformed numbers, and documents that declare entities
    ZlibError,
    struct.error,
)


@contextmanager
def refuse_damage() -> Iterator[None]:
    """Raise WorkbookError for what a damaged file raises."""
    try:
        yield
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits for one workbook. Only rows and columns that are not empty count.

    Attributes:
        parts: how many files a package may have.
        unpacked_bytes: the size of all unpacked parts together.
        memory_bytes: the memory of the worker process.
        seconds: the processor time for the smallest file.
        seconds_per_megabyte: the additional processor time for each mebibyte of the file.
    """

    file_bytes: int = 10 * MEBIBYTE
    rows: int = 200_000
    columns: int = 500
    sheets: int = 50
    characters: int = 32_767
    parts: int = 1_000
    unpacked_bytes: int = 300 * MEBIBYTE
    memory_bytes: int = 1024 * MEBIBYTE
    seconds: int = 4
    seconds_per_megabyte: int = 8

    def processor_seconds(self, size: int) -> int:
        """Return the processor time that a file of so many bytes may take."""
        return self.seconds + self.seconds_per_megabyte * size // MEBIBYTE

    def clock_seconds(self, size: int) -> int:
        """Return the time by the clock: more than twice as much, as a busy machine shares its processor."""
        return 5 + 2 * self.processor_seconds(size)

    @classmethod
    def from_environment(cls) -> "Limits":
        """Return the limits set in the environment; a value that is no whole number above 0 is ignored."""
        chosen = {field: _setting(field) for field in SETTINGS}
        return replace(DEFAULT_LIMITS, **{name: number for name, number in chosen.items() if number})


DEFAULT_LIMITS = Limits()


def _setting(field: str) -> int:
    text = os.environ.get(SETTINGS[field], "").strip()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    return number * MEBIBYTE if field.endswith("_bytes") else number
