"""Each state of an upload in a browser, without a broken rule of accessibility, and the whole way by keys alone."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from loaders import read_workbook
from model.access import local_actor
from model.versions.version import Candidate
from store.store import Store
from tests.pages.uploads import canonical
from tests.support.browser.accessibility import broken, broken_in
from tests.support.browser.screens import narrowed, unfaded
from tests.support.browser.serving import served
from tests.support.workbooks.canonical import RATED, RECOMMENDATION
from tests.support.workbooks.layouts import book_of

pytestmark = pytest.mark.browser

BOTH = [RECOMMENDATION, {**RECOMMENDATION, "Ref": "2", "Title": "Data", "Recommendation": "Share data."}]
JUNE = {**RATED, "Date": "June 2024", "Status": "Green", "Update": "It is funded."}
THEIRS = {**JUNE, "Ref": "2", "Status": "Red", "Update": "Nothing is shared."}
UNREADABLE = [RATED, {**JUNE, "Date": "soon"}, {**THEIRS, "Date": "later"}]
LIST = [["Ref", "Recommendation", "Owner", "RAG", "Update"], [1, "Train officers.", "DPP", "Amber", "Begun."]]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Return a store, the address of a server that shows it, and a folder."""
    folder = tmp_path_factory.mktemp("states")
    with closing(Store.open(f"sqlite:///{(folder / 'published.db').as_posix()}")) as store:
        publish(store, folder, who="Ann", progress=[RATED])
        with served(database=str(store.engine.url)) as address:
            yield store, address, folder


def publish(store, folder, *, who, progress):
    """Publish a workbook of both recommendations as another person."""
    content = canonical(folder, recommendations=BOTH, progress=progress)
    store.publish(
        Candidate(read_workbook(content, name="theirs.xlsx"), content),
        actor=local_actor(who),
        reason="The round of June.",
    )


def choose(page, content, name="next.xlsx"):
    """Choose a file in the field of step 1."""
    page.set_input_files(
        'input[type="file"]', [{"name": name, "mimeType": "application/octet-stream", "buffer": content}]
    )


def shows(page, answer):
    """Wait until the heading of the page is this answer."""
    expect(page.locator("h1")).to_have_text(answer)


def sign(visit):
    """Fill in who publishes, and why, and wait for the run that the name begins: it asks for what is published."""
    visit.settled()
    visit.fill(re.compile("^Your name"), "Ann Adviser")
    visit.fill(re.compile("^Why you publish it"), "The round of June.")


def discard(page):
    page.get_by_role("button", name="Choose another file").click()
    shows(page, "Upload the next workbook")


def test_a_file_that_is_no_workbook_the_same_one_and_one_with_errors_are_named_and_left(arrive, place):
    store, address, folder = place
    publish(store, folder, who="Ann", progress=[RATED])
    visit = arrive(address=address)
    page = visit.go("upload")
    shows(page, "Upload the next workbook")
    choose(page, b"%PDF-1.7", "plan.pdf")
    shows(page, "The file cannot be used.")
    choose(page, canonical(folder, recommendations=BOTH, progress=[RATED]))
    shows(page, "The workbook is the same as what is published.")
    discard(page)
    choose(page, canonical(folder, recommendations=BOTH, progress=UNREADABLE))
    shows(page, "The workbook cannot be published until its errors are corrected.")
    assert broken(unfaded(visit)) == []
    assert broken(narrowed(visit)) == []
    discard(page)


@pytest.mark.nightly
def test_a_conflict_is_shown_at_the_button_and_ticked(arrive, place):
    store, address, folder = place
    publish(store, folder, who="Ann", progress=[RATED])
    before = store.current()
    visit = arrive(address=address)
    page = visit.go("upload")
    choose(page, canonical(folder, recommendations=BOTH, progress=[JUNE]))
    page.get_by_text("Replace: the workbook is the whole tracker from now on").click()
    page.get_by_test_id("stCheckbox").filter(has_text="The February 2024 round (1 update)").click()
    shows(page, "The workbook can be published.")
    sign(visit)
    publish(store, folder, who="Ben", progress=[RATED, THEIRS])
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(f"Ben (not verified) has published version {before + 1} since.")).to_be_visible()
    shows(page, "The workbook cannot be published yet.")
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_disabled()
    assert broken_in(visit, "light", "dark") == []
    page.get_by_role("link", name="Cymraeg").click()
    expect(page.get_by_role("radio", name=re.compile("^Disodli"))).to_be_checked()
    page.get_by_role("link", name="English").click()
    shows(page, "The workbook cannot be published yet.")
    page.get_by_role("button", name=f"Merge the workbook into version {before + 1} instead").click()
    expect(page.get_by_role("radio", name=re.compile("^Merge"))).to_be_checked()
    shows(page, "The workbook can be published.")
    page.get_by_role("button", name="Publish", exact=True).click()
    shows(page, f"Version {before + 2} is published.")
    expect(page.get_by_role("link", name="Make the panel report")).to_be_visible()
    assert broken_in(visit, "dark", "light") == []


@pytest.mark.nightly
def test_where_the_database_can_no_longer_be_written_nothing_is_lost_and_the_next_press_publishes(arrive, place):
    store, address, folder = place
    publish(store, folder, who="Ann", progress=[RATED])
    before = store.current()
    visit = arrive(address=address)
    page = visit.go("upload")
    choose(page, canonical(folder, recommendations=BOTH, progress=[RATED, JUNE]))
    shows(page, "The workbook can be published.")
    sign(visit)
    button = page.get_by_role("button", name="Publish", exact=True)
    folder.chmod(0o555)
    try:
        button.click()
        shows(page, "The workbook can be checked here, and not published.")
        expect(page.get_by_role("alert").filter(has_text="The database can be read and not written")).to_be_visible()
        expect(page.get_by_label(re.compile("^Why you publish it"))).to_have_value("The round of June.")
        assert broken(unfaded(visit)) == []
    finally:
        folder.chmod(0o755)
    assert store.current() == before
    button.click()
    shows(page, f"Version {before + 1} is published.")


def focused_name(page):
    """Return the name of the element that has the focus; "" where the focus is on none."""
    return page.evaluate("""() => {
        const one = document.activeElement;
        if (one === document.body) return '';
        const text = one?.getAttribute('aria-label') || one?.labels?.[0]?.innerText || one?.innerText || '';
        return text.trim().split('\\n').pop();
    }""")


def tab_to(page, name):
    """Press Tab until the element with this name has the focus."""
    passed = []
    for _ in range(150):
        page.keyboard.press("Tab")
        passed.append(focused_name(page))
        if re.match(name, passed[-1]):
            return
    raise AssertionError(f"no press of Tab reaches {name}, only {passed}")


def test_a_list_is_uploaded_answered_and_published_by_keys_alone(arrive, place):
    store, address, folder = place
    publish(store, folder, who="Ann", progress=[RATED])
    before = store.current()
    visit = arrive(address=address)
    page = visit.go("upload")
    with page.expect_file_chooser() as chooser:
        tab_to(page, "Choose a file")
        page.keyboard.press("Enter")
    file = {"name": "list.xlsx", "mimeType": "application/octet-stream", "buffer": book_of({"T": LIST})}
    chooser.value.set_files([file])
    expect(page.get_by_label(re.compile("^The month this list is from"))).to_be_visible()
    visit.settled()
    tab_to(page, "The month this list is from")
    page.keyboard.type("2024-06")
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
    tab_to(page, "Your name")
    page.keyboard.type("Ann Adviser")
    tab_to(page, "Why you publish it")
    visit.settled()
    page.keyboard.type("A list of June.")
    tab_to(page, "Publish$")
    page.keyboard.press("Enter")
    shows(page, f"Version {before + 1} is published.")


def test_a_reading_with_doubts_is_shown_corrected_and_confirmed_by_presses(arrive, place):
    store, address, folder = place
    publish(store, folder, who="Ann", progress=[RATED])
    rows = [LIST[0], [1, "Train officers.", "DPP", "Grean", "Begun."], ["Culture"]]
    people = [["Name", "Team"], ["Ann", "A"], ["Ben", "B"]]
    visit = arrive(address=address)
    page = visit.go("upload")
    rows += [[2, "Share data.", "CPS", "Red", "Not yet."], [3, "Pay.", "CPS", "Green", "Paid."]]
    choose(page, book_of({"T": rows, "People": people}), "list.xlsx")
    expect(page.get_by_role("region", name="The first of 3")).to_contain_text("T B2")
    page.get_by_text("The sheets as they are, and what each column is read as").click()
    visit.settled()
    assert broken_in(visit, "light", "dark") == []
    page.get_by_role("button", name="Read “Grean” as Green").click()
    expect(page.get_by_text("T D: “Grean” is read as “Green”")).to_be_visible()
    page.get_by_role("button", name="That is right").click()
    expect(page.get_by_role("heading", name="Is that right?")).to_have_count(0)
    visit.settled()
    assert broken(narrowed(visit)) == []
    discard(page)
