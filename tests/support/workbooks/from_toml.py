"""Workbooks that are written in TOML: the rows of a canonical one, or sheets in a layout of their own.

A row begins as the usual one of its sheet (`canonical.py`) and has the cells that are written. An empty text is an
empty cell. A list makes a row for each of its texts (shorter lists begin anew), "1-50" is a list of refs, and {Ref}
stands for the ref of the row. A word in the key is its usual row there.
"""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.workbooks.canonical import DECISION, KEY, PROMISE, RATED, RECOMMENDATION, REVIEW, TARGET

USUAL: dict[str, dict[str, Any]] = {
    **{"reviews": REVIEW, "recommendations": RECOMMENDATION, "progress": RATED, "monitoring": PROMISE},
    **{"targets": TARGET, "decisions": DECISION, "key": {}, "names": {}},
}
_KEY = {row["Status"]: row for row in KEY}
# What stands for NINES.
LONG_REF = "9" * 5000


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a file."""
    return tomllib.loads(path.read_text(encoding="utf-8").replace("NINES", LONG_REF))


def canonical_sheets(*, without: Sequence[str] = (), **sheets: list[Any]) -> dict[str, Any]:
    """Return the rows of each sheet that is written; None for those that the workbook is without."""
    rows = {
        name: [row for each in listed for row in _rows(USUAL[name], _KEY[each] if isinstance(each, str) else each)]
        for name, listed in sheets.items()
    }
    return {**dict.fromkeys(without), **rows}


def free_sheets(layout: dict[str, list[list[Any]]]) -> dict[str, list[list[Any]]]:
    """Return the rows of sheets in a layout of their own."""
    return {name: [[_cell(value) for value in row] for row in rows] for name, rows in layout.items()}


def _rows(usual: dict[str, Any], cells: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a row for each text of the longest list among the cells."""
    lists = {name: _listed(name, value) for name, value in cells.items()}
    rows = [
        {**usual, **{name: values[place % len(values)] for name, values in lists.items()}}
        for place in range(max(map(len, lists.values()), default=1))
    ]
    return [{name: _cell(value, row.get("Ref")) for name, value in row.items()} for row in rows]


def _listed(name: str, value: Any) -> list[Any]:
    if name == "Ref" and (several := re.fullmatch(r"(\d+)-(\d+)", str(value))):
        return [str(number) for number in range(int(several[1]), int(several[2]) + 1)]
    return value if isinstance(value, list) else [value]


def _cell(value: Any, ref: object = "") -> Any:
    return None if value == "" else value.replace("{Ref}", str(ref)) if isinstance(value, str) else value
