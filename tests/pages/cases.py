"""The cases of pages, which `cases.toml` has by topic and by a sentence, and files for the page Upload.

`tests/pages/golden/cases.*.txt` has the texts of the parts that a case shows.
"""

from pathlib import Path
from typing import Any

from tests.support.files.packages import package_of
from tests.support.papers.papers import as_text
from tests.support.workbooks.canonical import RATED, RECOMMENDATION, TARGET
from tests.support.workbooks.from_toml import canonical_sheets, free_sheets, read_toml
from tests.support.workbooks.layouts import GREEN, book_of

Case = tuple[Any, list[str]]
"""A tracker, as the rows of its sheets or as the bytes of a workbook in a layout of its own, and what is shown."""


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

FIND = [RECOMMENDATION]
BOTH = [*FIND, {**RECOMMENDATION, "Ref": "2", "Title": "Data"}]
JUNE = {**RATED, "Date": "June 2024", "Status": "Green", "Update": "It is funded."}
SENTENCES = [
    ["Ref", "Sentences", "RAG Feb 24"],
    [1, "The force should find lasting funding for the service.", "Amber"],
    [2, "The force should recruit an officer who speaks with victims.", "Green"],
    [3, "The force should record all of the data in one place.", "Red"],
]
LOG: list[list[Any]] = [
    ["Ref", "Recommendation", "Owner", "RAG", "Target date", "Progress Feb 24"],
    [1, "Find lasting funding.", "Dyfed-Powys Police", "Grean", "March 2025", "Funded."],
    [2, "Recruit officers.", "Dyfed-Powys Polise", "Amber", "Novembe 2026", "Begun."],
    [3, "Share data.", "Dyfed-Powys Police", "Red", "June 2026", "Nothing yet."],
]
PLAN = [
    ["Our plan"],
    ["Commitment", "Team", "Pulse"],
    ["Example", "Nobody", "Green"],
    ["Training", "DPP", "Amber"],
    ["Data", "CPS", "Green"],
]
UPLOADS: dict[str, tuple[dict[str, Any] | bytes, str]] = {
    "A workbook is described as it was read, with what would change": (
        {"recommendations": [*FIND, {**BOTH[1], "Recommendation": "Share it."}], "progress": [RATED, JUNE]},
        "next.xlsx",
    ),
    "The same file again would change nothing": ({"recommendations": BOTH}, "next.xlsx"),
    "Errors and warnings keep a workbook from being published": (
        {"progress": [{**RATED, "Status": "Nearly"}, {**JUNE, "Basis": None}]},
        "next.xlsx",
    ),
    "A target before the published review is refused": (
        {"reviews": None, "recommendations": None, "targets": [{**TARGET, "Target": "March 2023"}]},
        "next.xlsx",
    ),
    "Updates alone are added to what is published": (
        {"reviews": None, "recommendations": None, "key": None, "names": None, "progress": [JUNE]},
        "next.xlsx",
    ),
    "Merging is proposed where replacing would lose something": ({"progress": [JUNE]}, "next.xlsx"),
    "A file that is no workbook is refused": (b"%PDF-1.7", "plan.pdf"),
    "A workbook with macros is refused": (
        package_of("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
        "macros.xlsm",
    ),
    "A workbook without a tracker is mapped by hand": (book_of({"Plan": PLAN}), "plan.xlsx"),
    "A published report has questions on its statuses": (as_text().encode(), "paper.txt"),
    "A list without dates asks for its month": (
        book_of({"T": [["Ref", "Recommendation", "Owner", "RAG", "Update"], [1, "Train.", "DPP", "Amber", "Begun."]]}),
        "log.xlsx",
    ),
    "Columns that are close calls are questions": (book_of({"Log": SENTENCES}), "list.xlsx"),
    "Each error has its fix as a button, and cells are shown with their fills": (
        book_of({"Log": [*LOG, ["Culture"]]}, fills={"Log!D3": GREEN}),
        "log.xlsx",
    ),
}
"""Files that are chosen on the page Upload, each with its name, where two recommendations are published."""
