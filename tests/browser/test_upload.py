"""Upload in a browser: a messy workbook, a list by keys alone, each state by axe, and what others see of it."""

import re
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import expect

from loaders.pipeline import read_workbook
from model.access import local_actor
from model.versions.version import Candidate
from store.store import Store
from tests.pages.uploads import canonical
from tests.support.browser.accessibility import broken
from tests.support.browser.actions import in_the_end, leave_to, unfaded
from tests.support.browser.serving import served
from tests.support.workbooks.canonical import RATED, RECOMMENDATION
from tests.support.workbooks.layouts import GREEN, book_of

pytestmark = pytest.mark.browser

PLATFORM_WORDS = re.compile("Upload|Remove|per file|smaller|Add files")
# A tracker as people keep it: a title above, headings misspelt, letters, a colour, a total below, no review named.
MESSY: dict[str, list[list[Any]]] = {
    "Notes": [["Kept by the policy team"], ["Ask before you change this"]],
    "Log": [
        ["Stalking tracker", None, None, "printed for the meeting"],
        [],
        ["Rec No", "Recomendation", "Owning Agnecy", "Bucket", "RAG June 2024", "Update June 2024", "RAG Sept 2024"],
        [1, "Find lasting funding.", "DPP / CPS", "Resourcing", "A", "No change.", "Green"],
        [2, "Recruit an officer.", "DPP", "Resourcing", "No progress", "Advert drafted.", None],
        [3, "Record the data.", "DPP", "Data", "Amber", "Begun.", "Amber"],
        [],
        ["Total", 3],
    ],
}
BOTH = [RECOMMENDATION, {**RECOMMENDATION, "Ref": "2", "Title": "Data", "Recommendation": "Share data."}]
JUNE = {**RATED, "Date": "June 2024", "Status": "Green", "Update": "It is funded."}
THEIRS = {**JUNE, "Ref": "2", "Status": "Red", "Update": "Nothing is shared."}
LIST = [["Ref", "Recommendation", "Owner", "RAG", "Update"], [1, "Train officers.", "DPP", "Amber", "Begun."]]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Return a store, the address of a server that shows it, and a folder."""
    folder = tmp_path_factory.mktemp("states")
    with closing(Store.open(f"sqlite:///{(folder / 'published.db').as_posix()}")) as store:
        publish(store, folder)
        with served(database=str(store.engine.url)) as address:
            yield store, address, folder


@pytest.fixture
def anew(place, arrive):
    """Return a function that opens Upload for a new visitor, where two recommendations are published."""
    store, address, folder = place
    publish(store, folder)

    def anew(**screen):
        visit = arrive(address=address, **screen)
        visit.go("upload?lang=cy" if screen.get("dark") else "upload")
        return visit

    return anew


def publish(store, folder, *, who="Ann", progress=(RATED,)):
    """Publish a workbook of both recommendations as another person."""
    content = canonical(folder, recommendations=BOTH, progress=progress)
    store.publish(
        Candidate(read_workbook(content, name="theirs.xlsx"), content),
        actor=local_actor(who),
        reason="The round of June.",
    )


def choose(visit, content, name="next.xlsx"):
    """Choose a file in the field of step 1, and wait until it was read."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    visit.page.set_input_files('input[type="file"]', [file])
    expect(visit.page.get_by_text(name).first).to_be_visible()
    return visit.settled()


def messy():
    """Return the messy workbook, one of its statuses a colour alone."""
    return book_of(MESSY, fills={"Log!G5": GREEN})


def select(visit, label, option):
    """Choose an option of a list, and wait for the run that follows."""
    visit.choose_option(re.compile(label), option)
    visit.settled()


def press(visit, name):
    """Press a button, and wait for the run that follows."""
    visit.page.get_by_role("button", name=name, exact=True).click()
    visit.settled()


def shows(page, answer):
    """Wait until the heading of the page is this answer."""
    expect(page.locator("h1")).to_have_text(answer)


def sign(visit):
    """Fill in who publishes, and why; each field is left, and its run has ended."""
    visit.fill(re.compile("^Your name"), "Ann Adviser")
    visit.fill(re.compile("^Why you publish it"), "The round of June.")


def tick_all(visit):
    """Tick each checkbox, also those that appear once others are ticked: read warnings, then accepted losses."""
    while (unticked := visit.page.get_by_role("checkbox", checked=False)).count():
        unticked.first.locator("xpath=ancestor::label").click()
        visit.settled()
    expect(visit.page.get_by_role("button", name="Publish", exact=True)).to_be_enabled()


def test_a_messy_workbook_is_corrected_published_and_seen_elsewhere(anew, arrive, place):
    reader = arrive(address=place[1])
    before = reader.go("").locator("h1").inner_text()
    editor = anew()
    page = editor.page
    choose(editor, messy(), "messy.xlsx")
    page.get_by_role("link", name=re.compile("^Step 2: see what was inferred")).last.press("Enter")
    expect(page.get_by_role("heading", name="2. This is how it was read")).to_be_focused()
    page.get_by_text("The sheets as they are, and what each column is read as").click()
    editor.settled()
    select(editor, "Bucket", "Theme")
    expect(page.get_by_role("region", name=re.compile("^The first of"))).to_contain_text("Resourcing")
    select(editor, "The review these recommendations are of", "Stalking")
    press(editor, "Read the workbook again with these answers")
    press(editor, "That is right")
    page.get_by_text("Replace: the workbook is the whole tracker from now on").click()
    editor.settled()
    expect(page.get_by_role("combobox", name=re.compile("Bucket"))).to_have_value("Theme")
    tick_all(editor)
    sign(editor)
    page.get_by_role("button", name="Publish", exact=True).dblclick()
    expect(page.locator("h1")).to_contain_text("is published.")
    page.get_by_role("link", name="See the position").click()
    expect(page.locator("h1")).not_to_contain_text("is published.")
    after = editor.settled().locator("h1").inner_text()
    assert after != before
    leave_to(reader.page, "Over time")
    reader.settled()
    leave_to(reader.page, "Overview")
    expect(reader.page.locator("h1")).to_have_text(after)
    assert reader.complaints == []


def test_no_step_breaks_a_rule_in_welsh_on_a_dark_phone_and_the_field_for_a_file_speaks_welsh(anew, tmp_path):
    visit = anew(dark=True, width=390)
    page = visit.page
    field = page.get_by_test_id("stFileUploader")
    expect(field.locator("button", has_text="Dewis ffeil")).to_be_visible()
    expect(field).to_contain_text("neu ei gollwng yma")
    (tmp_path / "big.xlsx").write_bytes(b"0" * (11 << 20))
    page.set_input_files('input[type="file"]', tmp_path / "big.xlsx")
    message = field.get_by_text("Mae'r ffeil yn fwy na 10 MB. Gwaredwch luniau")
    expect(message).to_be_visible()
    assert message.bounding_box()["height"] > 10, "only a machine can read why the file is refused"
    expect(field.locator("button[aria-label='Tynnu big.xlsx']")).to_be_visible()
    assert in_the_end(page, lambda: PLATFORM_WORDS.findall(field.inner_html().replace("stFileUploader", "")), []) == []
    choose(visit, messy(), "messy.xlsx")
    expect(page.locator(".st-key-upload-other button")).to_be_visible()
    visit.settled()
    while (closed := page.locator("[data-testid=stExpander] details:not([open]) > summary")).count():
        closed.first.click()
        visit.settled()
    assert broken(unfaded(visit)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.nightly
def test_a_file_that_is_no_workbook_one_with_questions_and_one_with_errors_are_named_and_break_no_rule(anew):
    visit = anew(width=390)
    page = visit.page
    choose(visit, b"%PDF-1.7", "plan.pdf")
    shows(page, "The file cannot be used.")
    assert broken(unfaded(visit)) == []
    rows = [["Ref", "Recommendation", "State"], [1, "Train.", "Open"], [2, "Count.", "Shut"], [3, "Ask.", "Open"]]
    choose(visit, book_of({"T": rows}), "own.xlsx")
    expect(page.get_by_role("combobox", name=re.compile("Status 1, the worst"))).to_be_visible()
    shows(page, "The workbook cannot be published until its errors are corrected.")
    assert broken(unfaded(visit)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    press(visit, "Choose another file")
    shows(page, "Upload the next workbook")


def focused_name(page):
    """Return the name of the element that has the focus; "" where the focus is on none."""
    return page.evaluate("tests.focusedName()")


def tab_to(page, name):
    """Press Tab until the element with this name has the focus."""
    passed = []
    for _ in range(150):
        page.keyboard.press("Tab")
        passed.append(focused_name(page))
        if re.match(name, passed[-1]):
            return
    raise AssertionError(f"no press of Tab reaches {name}, only {passed}")


def typed(visit, name, text):
    """Type into a field by keys, leave it by Tab, and wait for the run that follows."""
    tab_to(visit.page, name)
    visit.page.keyboard.type(text)
    visit.page.keyboard.press("Tab")
    visit.settled()


def test_a_list_is_uploaded_answered_and_published_by_keys_alone(anew, place):
    before = place[0].current()
    visit = anew()
    page = visit.page
    with page.expect_file_chooser() as chooser:
        tab_to(page, "Choose a file")
        page.keyboard.press("Enter")
    file = {"name": "list.xlsx", "mimeType": "application/octet-stream", "buffer": book_of({"T": LIST})}
    chooser.value.set_files([file])
    expect(page.get_by_label(re.compile("^The month this list is from"))).to_be_visible()
    visit.settled()
    typed(visit, "The month this list is from", "2024-06")
    tab_to(page, "Read the workbook again with these answers")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="The only one")).to_contain_text("June 2024")
    visit.settled()
    while (unticked := page.get_by_role("checkbox", checked=False)).count():
        left = unticked.count()
        tab_to(page, "I have read|Recommendation|\\d|The ")
        if page.evaluate("document.activeElement.type === 'checkbox' && !document.activeElement.checked"):
            page.keyboard.press("Space")
            expect(unticked).not_to_have_count(left)
            visit.settled()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_enabled()
    visit.settled()
    typed(visit, "Your name", "Ann Adviser")
    typed(visit, "Why you publish it", "A list of June.")
    tab_to(page, "Publish$")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("is published.")
    assert place[0].current() > before
