"""Which occasion is meant by what a person types."""

import pytest

from analysis.promises.occasions import occasions
from model.language import Language
from reports.text.parse_occasion import parse_occasion
from reports.text.parse_selection import SelectionError
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


def meant(given, tracker=TRACKER, language=Language.ENGLISH):
    return parse_occasion(tracker, given, as_at=month("June 2024"), language=language)


@pytest.mark.parametrize(
    ("given", "occasion"),
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
def test_it_is_meant_by_when_it_is_and_with_whom_in_either_language(given, occasion):
    assert meant(given) == occasion


def test_every_occasion_is_meant_by_the_name_under_which_it_is_listed():
    for language in Language:
        with pytest.raises(SelectionError) as refused:
            meant("no such", language=language)
        assert refused.value.code == "occasion"
        keys = list(occasions(TRACKER, as_at=month("June 2024"))["occasion"])
        assert [meant(name) for name in refused.value.options] == keys


def test_where_two_fall_together_the_month_alone_is_refused_with_both():
    with pytest.raises(SelectionError) as refused:
        meant("January 2025")
    assert (refused.value.code, refused.value.options) == (
        "occasions",
        ("January 2025, with the Detective Superintendent", "15 January 2025, with The Board"),
    )


@pytest.mark.parametrize("given", ["", "2025", "February 2025", "January 2025, with nobody named"])
def test_what_is_not_there_is_none(given):
    with pytest.raises(SelectionError) as refused:
        meant(given)
    assert (refused.value.code, len(refused.value.options)) == ("occasion", 4)
