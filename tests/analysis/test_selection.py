"""Filters, the month, an agency's view, and neighbours."""

import pandas as pd
import pytest

from analysis.movement import stalled
from analysis.selection import Selection, led_and_supported
from analysis.status import marks_by_round, since_last_movement
from tests.support.trackers import month, rows, tracker_of, update_row


@pytest.fixture
def tracker():
    return tracker_of(
        [
            {"ref": "1", "title": "Funding", "theme": "Resourcing", "lead_agency": "Police"},
            {
                "ref": "2",
                "title": "Training",
                "theme": "Training",
                "lead_agency": "Courts",
                "supporting_agencies": "Police; Commissioner",
            },
            {"ref": "3", "recommendation": "Keep victims informed."},
        ],
        [
            update_row("1", "February 2024", "Red"),
            update_row("1", "June 2024", "Amber"),
            update_row("2", "June 2024", None),
        ],
        monitoring=[{"ref": "1"}, {"ref": "3"}],
        names=[{"kind": "Theme", "name": "Training", "name_cy": "Hyfforddiant"}],
    )


def refs(tracker, **chosen):
    return Selection(**chosen).apply(tracker).recommendations["ref"].tolist()


def test_nothing_chosen_is_the_whole_tracker(tracker):
    assert Selection(text="  ").apply(tracker) is tracker


def test_a_theme_with_a_semicolon_is_one_name_and_a_list_of_supporting_agencies_is_several():
    tracker = tracker_of(
        [
            {"ref": "1", "theme": "Data; sharing"},
            {"ref": "2", "theme": "Data"},
            {"ref": "3", "supporting_agencies": "A; B"},
        ]
    )
    assert refs(tracker, themes=("Data",)) == ["2"]
    assert refs(tracker, themes=("Data; sharing",)) == ["1"]
    assert refs(tracker, agencies=("A; B",)) == []
    assert refs(tracker, agencies=("B",)) == ["3"]


def test_to_lead_to_support_and_to_take_part_are_three_filters_and_no_lead_agency_is_one_too(tracker):
    assert refs(tracker, leads=("Police",)) == ["1"]
    assert refs(tracker, supporters=("Police",)) == ["2"]
    assert refs(tracker, agencies=("Police",)) == ["1", "2"]
    assert led_and_supported(tracker, agencies=("Police",)) == (1, 1)
    assert refs(tracker, leads=("",)) == refs(tracker, themes=("",)) == ["3"]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"reviews": ("Stalking",)}, ["1", "2", "3"]),
        ({"reviews": ("Another",)}, []),
        ({"themes": ("Training", "Resourcing")}, ["1", "2"]),
        ({"agencies": ("Police",)}, ["1", "2"]),
        ({"agencies": ("Commissioner",)}, ["2"]),
        ({"statuses": ("Amber",)}, ["1"]),
        ({"statuses": ("Red",), "as_at": "2024-02"}, ["1"]),
        ({"statuses": ("not rated",)}, ["2"]),
        ({"statuses": ("not reported",)}, ["3"]),
        ({"statuses": ("not reported",), "as_at": "2024-02"}, ["2", "3"]),
        ({"themes": ("Training",), "agencies": ("Police",), "text": "hyfforddiant"}, ["2"]),
        ({"themes": ("Training",), "statuses": ("Amber",)}, []),
    ],
)
def test_all_filters_must_match(tracker, chosen, found):
    assert refs(tracker, **chosen) == found


def test_updates_of_every_round_and_promises_stay_with_the_chosen(tracker):
    chosen = Selection(statuses=("Red",), as_at="2024-02").apply(tracker)
    assert rows(chosen.progress, "ref", "status") == [("1", "Red"), ("1", "Amber")]
    assert chosen.monitoring["ref"].tolist() == ["1"]


def test_a_ref_that_stands_in_two_reviews_is_two_recommendations():
    tracker = tracker_of(
        [{"ref": "1", "review": "One"}, {"ref": "1", "review": "Two"}],
        [update_row("1", "June 2024", "Red", review="One"), update_row("1", "June 2024", "Green", review="Two")],
    )
    chosen = Selection(reviews=("Two",)).apply(tracker)
    assert rows(chosen.recommendations, "review", "ref") == [("Two", "1")]
    assert chosen.progress["status"].tolist() == ["Green"]


def test_the_month_is_the_chosen_one_or_the_latest_round(tracker):
    assert Selection(as_at="2024-03").month(tracker) == month("March 2024")
    assert Selection().month(tracker) == month("June 2024")


def test_applying_leaves_the_tracker_as_it_was(tracker):
    before = tracker.progress.copy()
    Selection(text="funding").apply(tracker)
    pd.testing.assert_frame_equal(tracker.progress, before)


def test_no_number_of_a_recommendation_depends_on_what_else_is_chosen():
    tracker = tracker_of(
        [{"ref": "1"}, {"ref": "2", "theme": "Data"}],
        [
            update_row("1", "July 2023", "Red"),
            update_row("2", "February 2024", "Red"),
            update_row("1", "March 2024"),
            update_row("1", "June 2024", "Amber"),
        ],
    )
    chosen = Selection(themes=("Data",)).apply(tracker)
    for question in (marks_by_round, since_last_movement, stalled):
        whole, part = (question(each, as_at=month("June 2024")) for each in (tracker, chosen))
        assert rows(part) == rows(whole[whole["ref"].eq("2")])
