"""What a tracker is about, in the title and the header of a page."""

import pytest
from PIL import Image

from tests.support.page_text import all_of, document, open_page
from tests.support.workbooks.canonical import RECOMMENDATION, REVIEW


def test_the_logo_of_the_office_stands_in_the_header_with_its_alternative(tmp_path, monkeypatch):
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "red").save(logo)
    monkeypatch.setenv("CYNNYDD_OFFICE_LOGO", str(logo))
    (picture,) = all_of(document(open_page()), "img")
    assert picture[1]["src"].startswith("page/logo-")
    assert picture[1]["alt"] == "The logo of the office"
    monkeypatch.setenv("CYNNYDD_OFFICE_LOGO", str(tmp_path / "none.png"))
    assert all_of(document(open_page()), "img") == []


@pytest.mark.parametrize(
    ("reviews", "named"), [(1, "Review 1"), (2, "Review 1 – Review 2"), (3, "3 reviews")], ids=["one", "two", "three"]
)
def test_the_title_names_one_review_or_two_and_counts_more(shown, reviews, named):
    names = [f"Review {n}" for n in range(1, reviews + 1)]
    shown(
        reviews=[{**REVIEW, "Review": name, "Title": name} for name in names],
        recommendations=[{**RECOMMENDATION, "Review": name} for name in names],
        progress=[],
    )
    assert open_page("themes").title == f"Themes – {named} – Cynnydd"
