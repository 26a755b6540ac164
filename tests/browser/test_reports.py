"""The Reports page in a browser: chosen by keyboard and by link, taken away, and noted on the audit trail."""

import re
from pathlib import Path

import docx
import pptx
import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import broken

pytestmark = pytest.mark.browser


def taken(page, button):
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path())


def test_what_is_chosen_is_taken_away_under_its_name(arrive):
    page = arrive().go("reports?theme=training")
    name, path = taken(page, "Download: Word")
    assert name == "stalking-and-harassment-2024-06-en.docx"
    with path.open("rb") as file:
        told = [paragraph.text for paragraph in docx.Document(file).paragraphs]
    assert "Only: Training" in told


def test_a_choice_changes_the_address_the_paper_and_is_undone_by_back(arrive):
    page = arrive().go("reports")
    page.get_by_text("Slides (PowerPoint)").click()
    expect(page.get_by_text("10 slides")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?format=pptx$"))
    page.get_by_role("radiogroup", name="Language of the paper").get_by_text("Cymraeg").click()
    expect(page).to_have_url(re.compile(r"format=pptx&in=cy$"))
    expect(page.locator("div[lang=cy]")).to_be_visible()
    page.wait_for_timeout(500)  # the button comes after what it will hold
    name, path = taken(page, "Download: Slides (PowerPoint)")
    assert name == "stalking-and-harassment-2024-06-cy.pptx"
    with path.open("rb") as file:
        assert pptx.Presentation(file).core_properties.language == "cy-GB"
    page.go_back()
    expect(page.get_by_text("10 slides")).to_be_visible()


def test_what_was_taken_away_is_on_the_audit_trail(arrive):
    visit = arrive()
    page = visit.go("reports?paper=open-data")
    name, _path = taken(page, "Download: CSV files in a zip")
    assert name == "stalking-and-harassment-open-data-2024-06-en.zip"
    expect(visit.go("versions").get_by_text(name).first).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("asked", ["paper=workbook&in=cy", "paper=canonical", "paper=calendar&lang=cy", "format=pptx"])
def test_no_choice_breaks_a_rule_of_accessibility(arrive, asked, dark):
    page = arrive(width=390, dark=dark).go(f"reports?{asked}")
    assert broken(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
