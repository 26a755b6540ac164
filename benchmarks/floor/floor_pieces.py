"""The constants of the floor page: what its source would contain if it were written by hand."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from benchmarks.floor.census import Census

MONTHS = tuple(f"{year}-{month:02}" for year in range(1900, 2100) for month in range(1, 13))


def write_censuses(file: Path, censuses: Mapping[str, Census]) -> Path:
    """Write the census of each page, by its name, and return the file."""
    file.write_text(json.dumps({page: asdict(census) for page, census in censuses.items()}), encoding="utf-8")
    return file


@lru_cache(maxsize=64)
def cached_census(file: Path, page: str) -> Census:
    """Return the census of a page, cached, from the file that the benchmark wrote."""
    return Census.from_json(json.loads(file.read_text(encoding="utf-8"))[page])


@lru_cache(maxsize=1024)
def table_text(rows: int) -> str:
    """Return a Markdown table of so many rows, including its header row."""
    body = "\n".join(f"| {n} | A short title | Amber |" for n in range(rows - 1))
    return f"| Ref | Title | Status |\n|---|---|---|\n{body}" if rows > 1 else "| Ref |\n|---|"
