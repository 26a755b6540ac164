"""The Reports page in a browser: choices, links, downloads and the audit trail."""

import os
import re
import signal
from contextlib import suppress
from pathlib import Path

import docx
import pptx
import pytest
from playwright.sync_api import expect

from tests.support.browser.accessibility import broken_in
from tests.support.browser.patience import in_the_end
from tests.support.browser.serving import SERVERS
from tests.support.browser.still import press
from tests.support.processes.listing import parents_and_commands

pytestmark = pytest.mark.browser


def downloaded(page, link):
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    return download.value.suggested_filename, Path(download.value.path())


def tab_to(page, control):
    """Press Tab until a control has the focus; a page as short as this one has less than sixty stops."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if control.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError("The control is more than sixty tabs away.")


def test_a_paper_is_chosen_and_downloaded_under_its_name_by_keys_alone(look, walker):
    page = look("reports?theme=training")
    tab_to(page, page.get_by_role("link", name="Meeting pack", exact=True))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("paper=pack"))
    expect(page.get_by_role("link", name="Meeting pack", exact=True)).to_be_focused()
    expect(page.locator("h1")).to_have_text("Meeting pack on 4 recommendations")
    walker.settled()
    tab_to(page, page.get_by_role("link", name="Download: Word"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "stalking-and-harassment-meeting-pack-2024-06-en.docx"
    with Path(download.value.path()).open("rb") as file:
        texts = [paragraph.text for paragraph in docx.Document(file).paragraphs]
    assert "Only: Training" in texts


def test_a_choice_changes_the_address_the_paper_and_is_undone_by_back(look, walker):
    page = look("reports")
    page.get_by_text("Slides (PowerPoint)").click()
    expect(page.get_by_text("13 slides")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?format=pptx$"))
    walker.settled()
    page.get_by_role("group", name="Language of the paper").get_by_text("Cymraeg").click()
    expect(page).to_have_url(re.compile(r"format=pptx&in=cy$"))
    expect(page.locator("div[lang=cy]")).to_be_visible()
    walker.settled()
    name, path = downloaded(page, "Download: Slides (PowerPoint)")
    assert name == "stalking-and-harassment-2024-06-cy.pptx"
    with path.open("rb") as file:
        assert pptx.Presentation(file).core_properties.language == "cy-GB"
    page.go_back()
    expect(page.get_by_text("13 slides")).to_be_visible()


def test_a_download_is_on_the_audit_trail(look):
    page = look("reports?paper=open-data")
    name, _path = downloaded(page, "Download: CSV files in a zip")
    assert name == "stalking-and-harassment-open-data-2024-06-en.zip"
    expect(look("access").get_by_text(name).first).to_be_visible()


@pytest.mark.parametrize("query", ["paper=workbook&in=cy", "paper=canonical", "paper=calendar&lang=cy", "format=pptx"])
def test_no_choice_breaks_a_rule_of_accessibility(look, walker, query):
    page = look(f"reports?{query}", width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert broken_in(walker, "light", "dark") == []


def stopped_process(page, address, others=()):
    """Stop the process that makes a file as soon as there is one beside others, and return its id."""

    def found():
        server, processes = SERVERS[address].pid, parents_and_commands()
        return [
            number
            for number, (parent, words) in processes.items()
            if parent == server and "loaders.worker.child" in words and number not in others
        ]

    assert in_the_end(page, lambda: len(found()), 1, polling=10) == 1
    (process,) = found()
    os.kill(process, signal.SIGSTOP)
    return process


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the process where Linux lists processes")
def test_whoever_waits_for_a_paper_sees_how_many_are_before_and_gets_it_then(look, server):
    page = look("meeting?theme=data")
    word, pdf, calendar = (page.get_by_role("link", name=f"Download as {each}") for each in ("Word", "PDF", "a cal"))
    expect(calendar).to_be_visible()
    stopped = []
    try:
        press(word)
        stopped.append(stopped_process(page, server))
        expect(page.get_by_text("Your file is being made. Its download starts by itself.")).to_be_visible()
        press(pdf)
        stopped.append(stopped_process(page, server, stopped))
        press(calendar)
        expect(page.get_by_text("2 others are before you. Your file is made when it is your turn;")).to_be_visible()
        with page.expect_download(lambda file: file.suggested_filename.endswith(".ics")) as last:
            for process in stopped:
                os.kill(process, signal.SIGCONT)
    finally:
        for process in stopped:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGCONT)
    assert Path(last.value.path()).read_bytes().startswith(b"BEGIN:VCALENDAR")
    expect(page.get_by_text("Your file is made when it is your turn;")).to_have_count(0)
