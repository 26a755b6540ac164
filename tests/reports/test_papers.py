"""The blocks of the panel report, the briefing and the meeting pack."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from pypdf import PdfReader

from components.published import load_workbook
from model.terms import Language
from reports.document import Bullets, Heading, plain_text
from reports.panel.report import one_page, panel_report, short_report
from reports.typesetting import pdf_bytes
from tests.support.editions import edition_of
from tests.support.page_text import all_of, has_part, links, nodes, open_page, text_of

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
YEAR = EXAMPLES / "ordinary-year.xlsx"


def made_today(path, language=Language.ENGLISH):
    """Return the edition of a workbook that is made today."""
    return replace(
        edition_of(load_workbook(path).tracker, language=language.value), made_on=pd.Timestamp.today().normalize()
    )


@pytest.mark.parametrize(("paper", "most"), [(one_page, 1), (short_report, 4)], ids=["one page", "short"])
def test_sixty_recommendations_stay_within_the_pages_of_their_name(paper, most):
    """Welsh is the longer of the two."""
    pages = PdfReader(BytesIO(pdf_bytes(paper(made_today(YEAR, Language.WELSH))))).pages
    assert len(pages) <= most


@pytest.mark.parametrize("workbook", [YEAR, EXAMPLES / "two-reviews.xlsx"], ids=["year", "two reviews"])
def test_the_papers_name_what_the_overview_names(monkeypatch, workbook):
    monkeypatch.setenv("CYNNYDD_TRACKER", str(workbook))
    page, edition = open_page(), made_today(workbook)
    for paper in (one_page, short_report, panel_report):
        _names_what_the_page_names(_bullets(paper(edition)), page)


def _names_what_the_page_names(lines, page):
    for part, heading in (("changed", "What changed"), ("late", "What is late"), ("asked", "What to ask")):
        shown = [text for text, _href in links(all_of(nodes(page, part), "li"))] if has_part(page, part) else []
        found: list[str] = next((each for name, each in lines.items() if name.startswith(heading)), [])
        listed = [line for line in found if not line.endswith(" more")]
        assert [line for line, text in zip(listed, shown, strict=False) if not line.startswith(text)] == [], part
        assert bool(listed) == bool(shown)
    reasons = [text_of(each) for each in all_of(nodes(page, "asked"), "div") if "muted" in str(each[1].get("class"))]
    asked = next(found for name, found in lines.items() if name.startswith("What to ask"))
    assert [line for line, reason in zip(asked, reasons, strict=True) if not line.endswith(reason)] == []


def _bullets(paper):
    """Return the bullets of a paper by the heading above them."""
    found: dict[str, list[str]] = {}
    heading = ""
    for block in paper.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Bullets):
            found.setdefault(heading, [plain_text(item) for item in block.items])
    return found
