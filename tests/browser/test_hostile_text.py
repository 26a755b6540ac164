"""Text of a workbook that looks like markup: it is shown as text, and nothing in it is run or followed."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser.serving import served
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION, REVIEW, write_workbook

pytestmark = pytest.mark.browser

MARKUP = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(2)</script> ![picture](http://x.example.org/p.png)",
    "**bold** _slanted_ ~~struck~~ `code` $x^2$ and $$y$$ &amp; &lt;",
    ":red[x] :red-background[y] :material/home: :cat: :small[z] [a](http://x) and [b](javascript:alert(3))",
    "1. first -> second <- third -- fourth: see https://www.example.org/page or www.example.org or me@example.org",
    "# heading",
    "> quoted",
    "- [ ] task | cell | cell",
)


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


def test_a_title_of_markup_is_shown_as_text_and_nothing_in_it_is_run(arrive, hostile):
    visit, dialogs = arrive(address=hostile).record(), []

    def dismiss(dialog):
        dialogs.append(dialog.message)
        dialog.dismiss()

    visit.page.on("dialog", dismiss)
    page = visit.go("recommendation?ref=1")
    for number, text in enumerate(MARKUP, start=1):
        expect(page.locator("h1")).to_have_text(as_read(f"{number} {text}"))
        assert page.locator("h1 :is(a, img, em, strong, code, del, svg, .katex, [style])").count() == 0, text
        expect(page.locator("ol.story")).to_contain_text(text.removeprefix("> ").removeprefix("- "))
        if number < len(MARKUP):
            page.get_by_role("link", name=f"Recommendation {number + 1} →").click()
    visit.page.remove_listener("dialog", dismiss)
    assert (dialogs, visit.foreign()) == ([], [])
