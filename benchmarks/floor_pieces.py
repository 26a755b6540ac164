"""The constants of the floor page: what would stand in its source if it were written by hand."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from benchmarks.census import Census

MONTHS = tuple(f"{year}-{month:02}" for year in range(1900, 2100) for month in range(1, 13))


def write_censuses(file: Path, held: Mapping[str, Census]) -> Path:
    """Write what each page holds, by its name, and return the file."""
    file.write_text(json.dumps({page: asdict(census) for page, census in held.items()}), encoding="utf-8")
    return file


@lru_cache(maxsize=64)
def cached_census(file: Path, page: str) -> Census:
    """Return what a page holds, read once from the file the benchmark wrote."""
    return Census.of(json.loads(file.read_text(encoding="utf-8"))[page])


@lru_cache(maxsize=1024)
def table_text(rows: int) -> str:
    """Return a Markdown table of so many rows, its head among them."""
    body = "\n".join(f"| {n} | A short title | Amber |" for n in range(rows - 1))
    return f"| Ref | Title | Status |\n|---|---|---|\n{body}" if rows > 1 else "| Ref |\n|---|"
