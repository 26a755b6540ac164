"""The cases of pages, which `cases.toml` has by topic and by a sentence, and the files of `uploads.toml`.

`tests/pages/golden/cases.*.txt` has the texts of the parts that a case shows.
"""

from pathlib import Path
from typing import Any

from tests.support.files.packages import package_of
from tests.support.papers.papers import as_text
from tests.support.workbooks.canonical import RATED, RECOMMENDATION
from tests.support.workbooks.from_toml import canonical_sheets, free_sheets, read_toml
from tests.support.workbooks.layouts import book_of

# A tracker, as the rows of its sheets or as the bytes of a workbook in a layout of its own, and what is shown.
Case = tuple[Any, list[str]]


def every_case() -> dict[str, dict[str, Case]]:
    """Return the cases of each topic."""
    topics = read_toml(Path(__file__).with_name("cases.toml"))
    return {topic: {name: _case(**case) for name, case in cases.items()} for topic, cases in topics.items()}


def _case(*, show, layout=None, fills=None, **sheets) -> Case:
    return book_of(free_sheets(layout), fills=fills) if layout else canonical_sheets(**sheets), show


CASES = every_case()
CASES["data-checks"]["Issues of one kind and column are one problem with one remedy"][0]["progress"] = [
    {**RATED, "Date": f"{day} {month} {year}", "Basis": None if day % 2 else "Published"}
    for year in range(2005, 2023)
    for month in ("May", "July")
    for day in range(1, 29)
]

BOTH = [RECOMMENDATION, {**RECOMMENDATION, "Ref": "2", "Title": "Data"}]
JUNE = {**RATED, "Date": "June 2024", "Status": "Green", "Update": "It is funded."}


def _upload(*, file="next.xlsx", text="", parts=(), layout=None, fills=None, **sheets) -> tuple[Any, str]:
    if text:
        return (as_text() if text == "PAPER" else text).encode(), file
    if parts:
        return package_of(*parts), file
    return _case(show=[], layout=layout, fills=fills, **sheets)[0], file


_TABLES = read_toml(Path(__file__).with_name("uploads.toml"))
# Files that are chosen on the page Upload, each with its name, where two recommendations are published.
UPLOADS = {name: _upload(**table) for name, table in _TABLES.items()}
PLAN = _TABLES["A workbook without a tracker is mapped by hand"]["layout"]["Plan"]
SENTENCES = _TABLES["Columns that are close calls are questions"]["layout"]["Log"]
LOG = _TABLES["Each error has its fix as a button, and cells are shown with their fills"]["layout"]["Log"][:-1]
