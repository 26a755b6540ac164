from io import BytesIO

import openpyxl
import pytest

from reports.excel.workbook import listing_workbook_bytes
from tests.support.editions import NASTY, edition_of, nasty_tracker, without_control_characters

KEYS = (("Stalking", "2"), ("Stalking", "1"))


def table(content):
    """Return the rows of the table of the list, its headings first."""
    sheet = openpyxl.load_workbook(BytesIO(content))["Recommendations"]
    (only,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[only.ref]]


def test_the_list_has_the_chosen_recommendations_in_their_order_with_words_and_promises():
    head, second, first = table(listing_workbook_bytes(edition_of(), KEYS))
    assert head == [
        "Number",
        "Title",
        "Status",
        "Theme",
        "Lead agency",
        "Latest words",
        "Latest words of",
        "Same status since",
        "Next promise",
        "Where the promise stands",
        "Open promises",
    ]
    assert second[:5] == ["2", "Train judges", "not rated", "none", "The Courts"]
    assert second[7:] == ["none", "none", "none", 0]
    assert first[:5] == ["1", "Fund the post", "Amber", "Resourcing", "The Force"]
    assert first[5] == "Funding goes on.\nA post is filled."
    assert first[8:] == ["March 2024", "overdue", 2]


@pytest.mark.parametrize(("number", "text"), list(enumerate(NASTY, start=1)))
def test_a_text_from_a_workbook_is_a_text_in_the_list(number, text):
    (_head, row) = table(listing_workbook_bytes(edition_of(nasty_tracker()), [("Stalking", str(number))]))
    assert row[5] == without_control_characters(text)
