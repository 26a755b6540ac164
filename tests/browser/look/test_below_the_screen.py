"""What is below the screen is drawn anew after what is on it: the reader does not wait for what nobody sees."""

import pytest

from tests.support.browser.filtering import choose
from tests.support.browser.serving import served
from tests.support.workbooks.canonical import RATED, RECOMMENDATION, write_workbook

pytestmark = pytest.mark.browser

WATCH = """() => {
  window.waited = new Set();
  for (const { shadowRoot } of document.querySelectorAll('.fragment')) {
    const root = shadowRoot?.querySelector('.root');
    if (!root) continue;
    const remember = () => 'waiting' in root.dataset && window.waited.add(root.firstElementChild.className);
    new MutationObserver(remember).observe(root, { attributes: true, attributeFilter: ['data-waiting'] });
  }
}"""
"""Remembers the class of the first element of each piece that waits to be drawn."""


@pytest.fixture(scope="module")
def long_tracker(tmp_path_factory):
    """Return the address of a server with 60 recommendations in two themes."""
    rows = [
        {**RECOMMENDATION, "Ref": str(n), "Title": f"Title {n}", "Theme": "Data" if n % 3 else "Training"}
        for n in range(1, 61)
    ]
    progress = [{**RATED, "Ref": row["Ref"]} for row in rows]
    path = write_workbook(tmp_path_factory.mktemp("long") / "tracker.xlsx", recommendations=rows, progress=progress)
    with served(path) as address:
        yield address


def waited(page):
    return page.evaluate("[...window.waited].sort()")


def refs_of_matrix(page):
    return page.locator("table.matrix th[scope=row] b.ref").all_inner_texts()


def test_what_is_below_the_screen_waits_and_what_is_on_it_does_not(arrive):
    visit = arrive()
    page = visit.go()
    page.evaluate(WATCH)
    choose(page, "Theme", "Data")
    visit.settled()
    assert "lines across" in waited(page), "what was promised is below the screen"
    assert {"counts", "filterbar", "scroll newest"}.isdisjoint(waited(page))
    refs = set(page.locator(".lines.across .mark").all_inner_texts())
    assert refs, "Data has promises with dates"
    assert refs <= {"8", "9", "10"}


def test_nothing_waits_for_a_reader_who_has_scrolled(arrive):
    visit = arrive()
    page = visit.go()
    page.evaluate(WATCH)
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 40)")
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")
    choose(page, "Theme", "Victims")
    visit.settled()
    assert waited(page) == []


def test_the_last_rows_of_a_long_table_of_marks_follow_in_their_order(arrive, long_tracker):
    visit = arrive(address=long_tracker)
    page = visit.go()
    everything = refs_of_matrix(page)
    assert len(everything) == 60
    page.evaluate(WATCH)
    choose(page, "Theme", "Data")
    visit.settled()
    assert "scroll newest" in waited(page)
    assert refs_of_matrix(page) == [ref for ref in everything if int(ref) % 3]
