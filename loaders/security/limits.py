"""How large a workbook may be, and how much reading one may take."""

import os
from dataclasses import dataclass, replace

MEBIBYTE = 1024 * 1024
SETTINGS = {
    "file_bytes": "CYNNYDD_MAX_FILE_MB",
    "rows": "CYNNYDD_MAX_ROWS",
    "columns": "CYNNYDD_MAX_COLUMNS",
    "sheets": "CYNNYDD_MAX_SHEETS",
    "characters": "CYNNYDD_MAX_CHARACTERS",
    "parts": "CYNNYDD_MAX_PARTS",
    "unpacked_bytes": "CYNNYDD_MAX_UNPACKED_MB",
    "part_bytes": "CYNNYDD_MAX_PART_MB",
    "ratio": "CYNNYDD_MAX_RATIO",
    "memory_bytes": "CYNNYDD_MAX_MEMORY_MB",
    "seconds": "CYNNYDD_MAX_SECONDS",
    "seconds_per_megabyte": "CYNNYDD_MAX_SECONDS_PER_MEGABYTE",
}
"""The environment variable of each limit; sizes are in mebibytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits a workbook is held to. Only rows and columns that hold something count.

    Attributes:
        parts: how many files a package may hold.
        unpacked_bytes: how large all parts together may be when they are unpacked.
        part_bytes: how large one part may be.
        ratio: how many times larger than packed a part may be, where it is larger than a mebibyte.
        memory_bytes: how much memory the process that reads may have.
        seconds: the processor time it may take for the smallest file.
        seconds_per_megabyte: how much more for each mebibyte of the file.
    """

    file_bytes: int = 10 * MEBIBYTE
    rows: int = 200_000
    columns: int = 500
    sheets: int = 50
    characters: int = 32_767
    parts: int = 1_000
    unpacked_bytes: int = 300 * MEBIBYTE
    part_bytes: int = 200 * MEBIBYTE
    ratio: int = 100
    memory_bytes: int = 1024 * MEBIBYTE
    seconds: int = 4
    seconds_per_megabyte: int = 5

    def processor_seconds(self, size: int) -> int:
        """Return the processor time that a file of so many bytes may take."""
        return self.seconds + self.seconds_per_megabyte * size // MEBIBYTE

    def clock_seconds(self, size: int) -> int:
        """Return the time by the clock: more than twice as much, for a busy machine shares its processor."""
        return 5 + 2 * self.processor_seconds(size)

    @classmethod
    def from_environment(cls) -> "Limits":
        """Return the limits of this process's environment; what is no whole number above 0 changes nothing."""
        chosen = {field: _setting(field) for field in SETTINGS}
        return replace(DEFAULT_LIMITS, **{name: number for name, number in chosen.items() if number})


DEFAULT_LIMITS = Limits()


def _setting(field: str) -> int:
    given = os.environ.get(SETTINGS[field], "").strip()
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0
    return number * MEBIBYTE if field.endswith("_bytes") else number
