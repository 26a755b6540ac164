"""What somebody sees who is tied to some agencies: their recommendations, and nothing about any other."""

from dataclasses import fields

import pandas as pd

from analysis.rounds import rounds
from analysis.selection import agency_view
from model.status import RED_AMBER_GREEN
from model.tracker.tracker import Tracker
from tests.support.published_trackers import month, recommendation, update

FORCE, PARTNER, OTHER = "The force", "Partner", "Secret agency"
ROWS = {
    "reviews": [{"review": "Stalking", "title": "Deep dive"}, {"review": "Custody", "title": "Secret review"}],
    "recommendations": [
        recommendation("1", lead_agency=FORCE, theme="Training"),
        recommendation("2", lead_agency=OTHER, supporting_agencies=PARTNER, theme="Data"),
        {**recommendation("9", lead_agency=OTHER, theme="Secret theme"), "review": "Custody"},
    ],
    "progress": [
        update("1", update="Ours."),
        update("2", update="Shared."),
        {**update("9", at=month(2024, 6), update="Secret words."), "review": "Custody"},
    ],
    "monitoring": [
        {"review": "Stalking", "ref": "1", "activity": "Meet", "with": "The chief"},
        {"review": "Custody", "ref": "9", "activity": "Secret meeting", "with": "Secret role"},
    ],
    "targets": [{"review": "Custody", "ref": "9", "reason": "Secret target"}],
    "decisions": [{"review": "Custody", "ref": "9", "reason": "Secret decision"}],
    "names": [
        {"kind": "Agency", "name": FORCE, "name_cy": "Yr heddlu"},
        {"kind": "Agency", "name": OTHER, "name_cy": "Secret name"},
        {"kind": "Role", "name": "The chief", "name_cy": "Y prif"},
        {"kind": "Theme", "name": "Secret theme", "name_cy": "Secret name"},
    ],
}
WHOLE = Tracker.from_rows(ROWS, RED_AMBER_GREEN)


def everything_in(tracker):
    """Return every value of a tracker as text, what its objects refer to included."""
    values = [getattr(tracker, field.name) for field in fields(tracker)]
    return " ".join(each.to_csv() if isinstance(each, pd.DataFrame) else repr(each) for each in values)


def test_a_lead_agency_sees_its_recommendations_alone():
    seen = agency_view(WHOLE, frozenset([FORCE]))
    assert list(seen.recommendations["ref"]) == ["1"]
    assert list(seen.progress["update"]) == ["Ours."]
    assert list(seen.monitoring["activity"]) == ["Meet"]
    assert list(seen.reviews["review"]) == ["Stalking"]
    assert list(seen.names["name"]) == [FORCE, "The chief"]
    assert (seen.themes, len(seen.targets), len(seen.decisions)) == (("Training",), 0, 0)


def test_a_supporting_agency_sees_what_it_supports():
    assert list(agency_view(WHOLE, frozenset([PARTNER])).recommendations["ref"]) == ["2"]
    assert list(agency_view(WHOLE, frozenset([PARTNER, FORCE])).recommendations["ref"]) == ["1", "2"]


def test_nothing_of_the_others_is_left_anywhere():
    assert "Secret" in everything_in(WHOLE)
    assert "Secret" not in everything_in(agency_view(WHOLE, frozenset([FORCE])))
    assert type(agency_view(WHOLE, frozenset([FORCE]))) is Tracker


def test_a_theme_with_a_semicolon_in_its_name_is_a_theme_of_who_sees_it():
    rows = {**ROWS, "recommendations": [recommendation("1", lead_agency=FORCE, theme="Law; policy")]}
    assert agency_view(Tracker.from_rows(rows, RED_AMBER_GREEN), frozenset([FORCE])).themes == ("Law; policy",)


def test_a_round_without_a_report_of_these_agencies_stays_a_round():
    assert rounds(agency_view(WHOLE, frozenset([FORCE]))) == rounds(WHOLE)


def test_an_agency_that_the_tracker_does_not_name_sees_nothing():
    for agencies in (["the force"], [""], []):
        assert len(agency_view(WHOLE, frozenset(agencies)).recommendations) == 0
        assert "Secret" not in everything_in(agency_view(WHOLE, frozenset(agencies)))


def test_the_tracker_itself_is_as_before():
    before = everything_in(WHOLE)
    agency_view(WHOLE, frozenset([FORCE]))
    assert everything_in(WHOLE) == before
