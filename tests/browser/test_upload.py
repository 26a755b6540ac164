"""A messy workbook in a browser: uploaded, corrected, compared, published, and seen by another session."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.browser.accessibility import broken
from tests.support.browser.menus import leave_to
from tests.support.browser.patience import in_the_end
from tests.support.browser.screens import unfaded
from tests.support.browser.serving import served
from tests.support.workbooks.layouts import GREEN, book_of

pytestmark = pytest.mark.browser

PLATFORM_WORDS = re.compile("Upload|Remove|per file|smaller|Add files")
HEADINGS = [
    "Rec No",
    "Recomendation",
    "Owning Agnecy",
    "Bucket",
    "RAG June 2024",
    "Update June 2024",
    "RAG Sept 2024",
]
MESSY: dict[str, list[list[Any]]] = {
    "Notes": [["Kept by the policy team"], ["Ask before you change this"]],
    "Log": [
        ["Stalking tracker", None, None, "printed for the meeting"],
        [],
        HEADINGS,
        [1, "Find lasting funding.", "DPP / CPS", "Resourcing", "A", "No change.", "Green"],
        [2, "Recruit an officer.", "DPP", "Resourcing", "No progress", "Advert drafted.", None],
        [3, "Record the data.", "DPP", "Data", "Amber", "Begun.", "Amber"],
        [],
        ["Total", 3],
    ],
}
"""A tracker as people keep it: a title above, headings misspelt, letters, a colour, a total below, no review named."""


@pytest.fixture(scope="module")
def upload_server(tmp_path_factory):
    """Return the address of a server with a separate database."""
    with served(database=f"sqlite:///{(tmp_path_factory.mktemp('upload') / 'published.db').as_posix()}") as address:
        yield address


def chosen(visit, content, name="messy.xlsx"):
    """Choose a file on the Upload page and wait until it was read."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    visit.page.set_input_files('input[type="file"]', [file])
    expect(visit.page.locator(".st-key-upload-other button")).to_be_visible()  # the field itself has one of that name
    return visit.settled()


def messy():
    """Return the messy workbook, one of its statuses a colour alone."""
    return book_of(MESSY, fills={"Log!G5": GREEN})


def choose(page, label, option):
    """Choose an option of a list."""
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option, exact=True).click()


def tick_all(visit):
    """Tick each checkbox, also those that appear once others are ticked: read warnings, then accepted losses."""
    while (unticked := visit.page.get_by_role("checkbox", checked=False)).count():
        unticked.first.locator("xpath=ancestor::label").click()
        visit.settled()
    expect(visit.page.get_by_role("button", name="Publish", exact=True)).to_be_enabled()


@pytest.fixture(scope="module")
def reading(walker, upload_server):
    """Return the visitor who has chosen the messy workbook and publishes nothing."""
    walker.prepare(upload_server)
    walker.go("upload")
    chosen(walker, messy())
    return walker


def test_no_step_breaks_a_rule_on_a_wide_light_screen(reading):
    assert_steps_break_no_rule(reading, 1280)


def test_a_sentence_that_names_a_step_leads_to_it(reading, upload_server):
    page = reading.page
    for sentence, heading in (
        ("Step 3: read the warnings, and tick that you have read them.", "3. What is wrong"),
        ("Say first, in step 2, that it was read right.", "2. This is how it was read"),
        (
            "Nothing that is published is in the workbook. Is its review named as before? See step 2.",
            "2. This is how it was read",
        ),
    ):
        reading.settled()
        page.get_by_role("link", name=sentence).press("Enter")
        expect(page.get_by_role("heading", name=heading)).to_be_focused()
        expect(page.get_by_role("heading", name=heading)).to_be_in_viewport()
    page.get_by_role("link", name="Say in step 2 what the column holds, or leave it out.").first.press("Enter")
    expect(page.get_by_role("heading", name="2. This is how it was read")).to_be_focused()
    assert re.fullmatch(rf"{upload_server}/upload\?file=[\w-]{{22}}", page.url)


def test_a_messy_workbook_is_corrected_published_and_seen_elsewhere(arrive, upload_server):
    editor, reader = arrive(address=upload_server), arrive(address=upload_server)
    before = reader.go("").locator("h1").inner_text()
    page = editor.go("upload")
    chosen(editor, messy())
    expect(page.get_by_text("Nothing that is published is in the workbook.")).to_be_visible()
    page.get_by_text("The sheets as they are, and what each column is read as").click()
    editor.settled()
    choose(page, "Bucket", "Theme")
    expect(page.get_by_role("region", name=re.compile("^The first of"))).to_contain_text("Resourcing")
    editor.settled()
    choose(page, "The review these recommendations are of", "Stalking and harassment")
    editor.settled()
    page.get_by_role("button", name="Read the workbook again with these answers").click()
    expect(page.get_by_text("15 recommendations gone").first).to_be_visible()
    page.get_by_role("button", name="That is right").click()
    editor.settled()
    page.get_by_text("Replace: the workbook is the whole tracker from now on").click()
    editor.settled()
    expect(page.get_by_role("combobox", name=re.compile("Bucket"))).to_have_value("Theme")
    editor.settled()
    expect(page.get_by_role("link", name="Recommendation 1").first).to_be_visible()
    tick_all(editor)
    editor.fill(re.compile("^Your name"), "Ann Adviser")
    editor.fill(re.compile("^Why you publish it"), "The office’s own workbook.")
    editor.settled()
    page.get_by_role("button", name="Publish", exact=True).dblclick()
    expect(page.locator("h1")).to_have_text("Version 2 is published.")
    page.get_by_role("link", name="See the position").click()
    expect(page.locator("h1")).not_to_have_text("Version 2 is published.")
    after = editor.settled().locator("h1").inner_text()
    assert after != before
    leave_to(reader.page, "Over time")
    reader.settled()
    leave_to(reader.page, "Overview")
    expect(reader.page.locator("h1")).to_have_text(after)
    assert reader.complaints == []


def test_no_step_breaks_a_rule_in_welsh_on_a_dark_phone(arrive, upload_server):
    visit = arrive(address=upload_server, dark=True, width=390)
    visit.go("upload?lang=cy")
    chosen(visit, messy())
    assert_steps_break_no_rule(visit, 390)


def assert_steps_break_no_rule(visit, width):
    page = visit.settled()
    while (closed := page.locator("[data-testid=stExpander] details:not([open]) > summary")).count():
        closed.first.click()
        visit.settled()
    assert broken(unfaded(visit)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_refused_file_and_the_questions_break_no_rule(arrive, upload_server):
    visit = arrive(address=upload_server, width=390)
    page = visit.go("upload")
    page.set_input_files(
        'input[type="file"]', [{"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}]
    )
    expect(page.locator("h1")).to_have_text("The file cannot be used.")
    assert broken(visit.settled()) == []
    rows = [["Ref", "Recommendation", "State"], [1, "Train.", "Open"], [2, "Count.", "Shut"], [3, "Ask.", "Open"]]
    chosen(visit, book_of({"T": rows}), name="own.xlsx")
    expect(page.get_by_role("combobox", name=re.compile("Status 1, the worst"))).to_be_visible()
    assert broken(unfaded(visit)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_field_for_a_file_speaks_welsh(arrive, upload_server, tmp_path):
    page = arrive(address=upload_server).go("upload?lang=cy")
    field = page.get_by_test_id("stFileUploader")
    expect(field.locator("button", has_text="Dewis ffeil")).to_be_visible()
    expect(field).to_contain_text("neu ei gollwng yma")
    big = tmp_path / "big.xlsx"
    big.write_bytes(b"0" * (11 << 20))
    page.set_input_files('input[type="file"]', big)
    message = field.get_by_text("Mae'r ffeil yn fwy na 10 MB. Gwaredwch luniau")
    expect(message).to_be_visible()
    assert message.bounding_box()["height"] > 10, "only a machine can read why the file is refused"
    expect(field.locator("button[aria-label='Tynnu big.xlsx']")).to_be_visible()
    assert in_the_end(page, lambda: PLATFORM_WORDS.findall(field.inner_html().replace("stFileUploader", "")), []) == []
