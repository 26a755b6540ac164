"""How large a workbook may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits a workbook is held to. Only rows and columns that hold something count."""

    file_bytes: int = 10 * 1024 * 1024
    rows: int = 200_000
    columns: int = 500
    sheets: int = 50
    characters: int = 32_767


DEFAULT_LIMITS = Limits()
