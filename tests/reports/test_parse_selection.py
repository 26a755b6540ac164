"""The occasion that matches a typed name."""

import pytest

from analysis.promises import occasions
from model.language import Language
from reports.text.parse_selection import SelectionError, parse_occasion
from tests.support.trackers import month, tracker_of

SUPER, BOARD = "Detective Superintendent for Protecting Vulnerable People", "The Board"
TRACKER = tracker_of(
    ["1", "2", "3", "4"],
    monitoring=[
        {"ref": "1", "due": "January 2025", "with": SUPER},
        {"ref": "2", "due": "15 January 2025", "with": BOARD},
        {"ref": "3", "due": "Winter 2025/26", "with": BOARD},
        {"ref": "4", "due": "March 2025"},
        {"ref": "4", "activity": "Some day."},
    ],
    names=[
        {
            "kind": "Role",
            "name": SUPER,
            "short_name": "Detective Superintendent",
            "name_cy": "Ditectif Uwch-arolygydd",
        }
    ],
)
OF_SUPER, OF_BOARD = f"2025-01/2025-01/{SUPER}", f"2025-01/2025-01/{BOARD}"


def parse(text, tracker=TRACKER, language=Language.ENGLISH):
    return parse_occasion(tracker, text, as_at=month("June 2024"), language=language)


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("January 2025, with the Detective Superintendent", OF_SUPER),
        ("january 2025 detective superintendent", OF_SUPER),
        (f"2025-01, {SUPER}", OF_SUPER),
        ("2025-01-detective-superintendent-for-protecting-vulnerable-people", OF_SUPER),
        ("Ionawr 2025, Ditectif Uwch-arolygydd", OF_SUPER),
        ("15 January 2025", OF_BOARD),
        ("Jan 2025, the board", OF_BOARD),
        ("winter 2025/26", f"2025-12/2026-02/{BOARD}"),
        ("2025-12 to 2026-02", f"2025-12/2026-02/{BOARD}"),
        ("tymor y gaeaf 2025/26", f"2025-12/2026-02/{BOARD}"),
        ("March 2025", "2025-03/2025-03/"),
        ("March 2025, with nobody named", "2025-03/2025-03/"),
        ("2025-03-nobody", "2025-03/2025-03/"),
    ],
)
def test_an_occasion_matches_its_date_and_its_role_in_either_language(text, occasion):
    assert parse(text) == occasion


def test_every_occasion_matches_the_name_in_the_list_of_options():
    for language in Language:
        with pytest.raises(SelectionError) as refused:
            parse("no such", language=language)
        assert refused.value.code == "occasion"
        keys = list(occasions(TRACKER, as_at=month("June 2024"))["occasion"])
        assert [parse(name) for name in refused.value.options] == keys


def test_a_month_with_two_occasions_is_refused_with_both_as_options():
    with pytest.raises(SelectionError) as refused:
        parse("January 2025")
    assert (refused.value.code, refused.value.options) == (
        "occasions",
        ("January 2025, with the Detective Superintendent", "15 January 2025, with The Board"),
    )


@pytest.mark.parametrize("text", ["", "2025", "February 2025", "January 2025, with nobody named"])
def test_no_occasion_matches(text):
    with pytest.raises(SelectionError) as refused:
        parse(text)
    assert (refused.value.code, len(refused.value.options)) == ("occasion", 4)
