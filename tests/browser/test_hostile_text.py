"""Text of a workbook that looks like markup: it is shown as text, and nothing in it is run or followed."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser.serving import served
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION, REVIEW, write_workbook

pytestmark = pytest.mark.browser

MARKUP = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(2)</script>",
    "**bold** _slanted_ ~~struck~~ `code`",
    ":red[x] :red-background[y] :material/home: :cat: :small[z]",
    "$x^2$ and $$y$$ &amp; &lt;",
    "[a](http://x) and [b](javascript:alert(3))",
    "see https://www.example.org/page or www.example.org or me@example.org",
    "1. first -> second <- third -- fourth",
    "# heading",
    "> quoted",
    "- [ ] task | cell | cell",
    "![picture](http://x.example.org/p.png)",
)
PAGES = ("", "recommendations", "over-time", "themes", "monitoring", "meeting", "reports", "data-checks", "read/themes")


def as_read(text):
    """Return a pattern that matches a text with word joiners anywhere in it, and with no-break spaces."""
    letters = ["[ \u00a0]" if letter == " " else re.escape(letter) for letter in text]
    return re.compile("^" + "\u2060?".join(letters) + "$")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Return the address of a server whose workbook has markup in every text."""
    numbered = list(enumerate(MARKUP, start=1))
    path = write_workbook(
        tmp_path_factory.mktemp("hostile") / "tracker.xlsx",
        reviews=[{**REVIEW, "Title": MARKUP[0], "Source": MARKUP[0], "Notes": MARKUP[1], "Body": MARKUP[0]}],
        recommendations=[
            {**RECOMMENDATION, "Ref": str(n), "Title": text, "Recommendation": text, "Theme": text, "Lead agency": text}
            for n, text in numbered
        ],
        progress=[
            {**RATED, "Ref": str(n), "Date": month, "Update": text, "Evidence": text}
            for n, text in numbered
            for month in ("February 2024", "June 2024")
        ],
        monitoring=[{**PROMISE, "Ref": str(n), "Activity": text, "With": text} for n, text in numbered],
    )
    with served(path) as address:
        yield address


@pytest.fixture(scope="module")
def visit(walker, hostile):
    """Return a visitor in whose browser no dialog opens, whatever page the tests open."""
    visit = walker
    visit.prepare(hostile)
    visit.record()
    dialogs = []

    def dismiss(dialog):
        dialogs.append(dialog.message)
        dialog.dismiss()

    visit.page.on("dialog", dismiss)
    yield visit
    visit.page.remove_listener("dialog", dismiss)
    assert dialogs == []
    assert visit.foreign() == []


def test_a_title_of_markup_is_shown_as_text(visit):
    page = visit.move("recommendation?ref=1")
    page.evaluate("window.stillHere = true")
    for number, text in enumerate(MARKUP, start=1):
        expect(page.locator("h1")).to_have_text(as_read(f"{number} {text}"))
        assert page.locator("h1 :is(a, img, em, strong, code, del, svg, .katex, [style])").count() == 0, text
        expect(page.locator("ol.story")).to_contain_text(text.removeprefix("> ").removeprefix("- "))
        if number < len(MARKUP):
            page.get_by_role("link", name=f"Recommendation {number + 1} →").click()


def test_no_page_makes_markup_of_text(visit):
    made = "img[src='x'], a[href^='http://x'], a[href^='javascript:'], a[href*='example.org']"
    for path in PAGES:
        page = visit.move(path)
        assert (page.locator(made).count(), page.locator("h1").count()) == (0, 1), path
    page = visit.move("themes?q=%3Ared%5Bx%5D")
    expect(page.locator(".chip:not([hidden])")).to_contain_text("“:red[x]”")
