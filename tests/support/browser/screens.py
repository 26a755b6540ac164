"""Change the screen of a visit: to a phone, or to another colour scheme."""

from playwright.sync_api import expect

from tests.support.browser.patience import POLLING_MILLISECONDS

HEIGHT = 844
FADING = "document.getAnimations().some((each) => each instanceof CSSTransition)"


def narrowed(visit, width=390):
    """Return the visitor's page at the width of a phone, after its layout has changed."""
    visit.page.set_viewport_size({"width": width, "height": HEIGHT})
    visit.page.wait_for_function(
        "width => document.documentElement.scrollWidth <= width", arg=width, polling=POLLING_MILLISECONDS
    )
    return visit.settled()


def coloured(visit, scheme):
    """Return the visitor's page on a light or a dark screen, after its colours have changed."""
    visit.page.emulate_media(color_scheme=scheme)
    expect(visit.page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
    return unfaded(visit)


def unfaded(visit):
    """Return the page once its script has run and nothing fades any more: a faded text has too little contrast."""
    visit.settled().wait_for_function(f"!{FADING}", polling=POLLING_MILLISECONDS)
    return visit.page
