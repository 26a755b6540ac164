"""What is selected: by filters, by the agencies of a reader and by words."""

from dataclasses import fields
from random import Random

import pandas as pd
import pytest

from analysis.movement import stalled
from analysis.search import FoundPlace, found_places, matches, relevance
from analysis.selection import Selection, agency_view, led_and_supported
from analysis.status import marks_by_round, status_at
from model.terms import RED_AMBER_GREEN, base_letters
from model.tracker.tracker import Tracker
from tests.support.published_trackers import month as year_month
from tests.support.published_trackers import recommendation, update
from tests.support.trackers import REVIEW, month, rows, tracker_of, update_row, updates_of


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
        updates_of({"1": {"February 2024": "Red", "June 2024": "Amber"}, "2": {"June 2024": None}}),
        monitoring=[{"ref": "1"}, {"ref": "3"}],
        names=[{"kind": "Theme", "name": "Training", "name_cy": "Hyfforddiant"}],
    )


def refs(tracker, **chosen):
    return Selection(**chosen).apply(tracker).recommendations["ref"].tolist()


def test_nothing_chosen_is_the_whole_tracker(tracker):
    assert Selection(text="  ").apply(tracker) is tracker


def test_a_theme_with_a_semicolon_is_one_name_and_a_list_of_supporting_agencies_is_several():
    of_themes = [{"ref": "1", "theme": "Data; sharing"}, {"ref": "2", "theme": "Data"}]
    tracker = tracker_of([*of_themes, {"ref": "3", "supporting_agencies": "A; B"}])
    assert refs(tracker, theme=("Data",)) == ["2"]
    assert refs(tracker, theme=("Data; sharing",)) == ["1"]
    assert refs(tracker, agency=("A; B",)) == []
    assert refs(tracker, agency=("B",)) == ["3"]


def test_to_lead_to_support_and_to_take_part_are_three_filters_and_no_lead_agency_is_one_too(tracker):
    assert refs(tracker, lead=("Police",)) == ["1"]
    assert refs(tracker, support=("Police",)) == ["2"]
    assert refs(tracker, agency=("Police",)) == ["1", "2"]
    assert led_and_supported(tracker, agencies=("Police",)) == (1, 1)
    assert refs(tracker, lead=("",)) == refs(tracker, theme=("",)) == ["3"]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"review": ("Stalking",)}, ["1", "2", "3"]),
        ({"review": ("Another",)}, []),
        ({"theme": ("Training", "Resourcing")}, ["1", "2"]),
        ({"agency": ("Police",)}, ["1", "2"]),
        ({"agency": ("Commissioner",)}, ["2"]),
        ({"status": ("Amber",)}, ["1"]),
        ({"status": ("Red",), "as_at": "2024-02"}, ["1"]),
        ({"status": ("not rated",)}, ["2"]),
        ({"status": ("not reported",)}, ["3"]),
        ({"status": ("not reported",), "as_at": "2024-02"}, ["2", "3"]),
        ({"theme": ("Training",), "agency": ("Police",), "text": "hyfforddiant"}, ["2"]),
        ({"theme": ("Training",), "status": ("Amber",)}, []),
    ],
)
def test_all_filters_must_match(tracker, chosen, found):
    assert refs(tracker, **chosen) == found


def test_a_ref_that_stands_in_two_reviews_is_two_recommendations():
    tracker = tracker_of(
        [{"ref": "1", "review": "One"}, {"ref": "1", "review": "Two"}],
        [update_row("1", "June 2024", "Red", review="One"), update_row("1", "June 2024", "Green", review="Two")],
    )
    chosen = Selection(review=("Two",)).apply(tracker)
    assert rows(chosen.recommendations, "review", "ref") == [("Two", "1")]
    assert chosen.progress["status"].tolist() == ["Green"]


def test_no_number_of_a_recommendation_depends_on_what_else_is_chosen():
    first = {"July 2023": "Red", "March 2024": None, "June 2024": "Amber"}
    updates = updates_of({"1": first, "2": {"February 2024": "Red"}})
    tracker = tracker_of(["1", {"ref": "2", "theme": "Data"}], updates)
    chosen = Selection(theme=("Data",)).apply(tracker)
    for question in (marks_by_round, status_at, stalled):
        whole, part = (question(each, as_at=month("June 2024")) for each in (tracker, chosen))
        assert rows(part) == rows(whole[whole["ref"].eq("2")])


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
        {**update("9", at=year_month(2024, 6), update="Secret words."), "review": "Custody"},
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


def test_nothing_of_the_others_is_left_anywhere():
    assert "Secret" in everything_in(WHOLE)
    assert "Secret" not in everything_in(agency_view(WHOLE, frozenset([FORCE])))
    assert type(agency_view(WHOLE, frozenset([FORCE]))) is Tracker


def test_a_theme_with_a_semicolon_in_its_name_is_a_theme_of_who_sees_it():
    rows = {**ROWS, "recommendations": [recommendation("1", lead_agency=FORCE, theme="Law; policy")]}
    assert agency_view(Tracker.from_rows(rows, RED_AMBER_GREEN), frozenset([FORCE])).themes == ("Law; policy",)


def test_an_agency_that_the_tracker_does_not_name_sees_nothing():
    for agencies in (["the force"], [""], []):
        assert len(agency_view(WHOLE, frozenset(agencies)).recommendations) == 0
        assert "Secret" not in everything_in(agency_view(WHOLE, frozenset(agencies)))


JUNE, FEBRUARY = month("June 2024"), month("February 2024")


@pytest.fixture
def searched():
    return tracker_of(
        [
            {"ref": "1", "title": "Fund the post", "title_cy": "Ariannu’r swydd", "recommendation": "Find (money)."},
            {"ref": "2", "theme": "Themâu", "lead_agency": "Dyfed-Powys Police", "supporting_agencies": "HMCTS; CPS"},
            {"ref": "3", "recommendation_cy": "Gwŷr y Gors", "lead_role": "Superintendent"},
        ],
        [
            update_row("1", "June 2024", update="Long-term FUNDING is sought."),
            update_row("1", "July 2023", update="A bid."),
            update_row("3", "June 2024", update_cy="Cynllun\nparhaus"),
        ],
        names=[
            {"kind": "Agency", "name": "Dyfed-Powys Police", "short_name": "DPP", "name_cy": "Heddlu Dyfed-Powys"},
            {"kind": "Agency", "name": "CPS", "name_cy": "Gwasanaeth Erlyn y Goron"},
        ],
    )


FOUND = {
    "1": ("funding", "LONG bid post", "ariannu'r", "(money).", '"fund the"'),
    "2": ("themau", "THEMÂU", "heddlu", "dpp", "goron", "2"),
    "3": ("gwyr", "parhaus", "work", "recommendation 3", "Argymhelliad 3", "superintendent"),
    "": ("funding police", "gw\u0175r", "m.ney", '"the fund"'),
    "123": ("",),
}


@pytest.mark.parametrize(("found", "text"), [(found, text) for found, texts in FOUND.items() for text in texts])
def test_every_word_must_occur_somewhere_in_the_recommendation(searched, text, found):
    assert searched.recommendations["ref"][matches(searched, text)].tolist() == [*found]


def test_a_word_is_found_where_it_is_shown():
    random = Random(1)  # noqa: S311 - nothing is secret
    letters = "aAâÂi\u0302eEé’'‘ßøØŵ-(.\u0301ĳſ_"
    texts = ["".join(random.choices(letters, k=8)) for _number in range(100)]
    words = {"".join(random.choices(letters, k=random.choice((1, 2)))) for _number in range(60)}
    searched = tracker_of(
        [str(number) for number in range(100)],
        [update_row(str(n), "June 2024", update=text) for n, text in enumerate(texts)],
    )
    keys = searched.recommendations[["review", "ref"]]
    for word in sorted(each for each in words if base_letters(each)):
        places = found_places(searched, keys, text=word)
        shown = [bool(places[key]) for key in keys.itertuples(index=False, name=None)]
        assert matches(searched, word).tolist() == shown, word


BEFORE, AFTER = "before ", "after "


@pytest.fixture
def tracker_of_found_text():
    return tracker_of(
        [{"ref": "1", "title": "Fund the post", "lead_agency": "Dyfed-Powys Police"}, {"ref": "2"}],
        [
            update_row("1", "February 2024", update="A bid was made."),
            update_row("1", "June 2024", update=f"{BEFORE * 20}Long-term FUNDING\nis sought {AFTER * 20}"),
            update_row("2", "June 2024", update="Funding."),
        ],
        names=[{"kind": "Agency", "name": "Dyfed-Powys Police", "short_name": "DPP"}],
    )


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("the", (FoundPlace("title", None, ("Fund ", "the", " post")),)),
        ("dpp", (FoundPlace("lead_agency", None, ("", "DPP", "")),)),
        ("nowhere", ()),
        (
            "bid post",
            (
                FoundPlace("title", None, ("Fund the ", "post", "")),
                FoundPlace("update", FEBRUARY, ("A ", "bid", " was made.")),
            ),
        ),
        (
            "funding sought",
            (
                FoundPlace(
                    "update", JUNE, (f"… {BEFORE * 7}Long-term ", "FUNDING", " is ", "sought", f" {AFTER * 7}after …")
                ),
            ),
        ),
    ],
)
def test_every_place_of_a_word_has_the_text_around_it(tracker_of_found_text, text, places):
    listed = pd.DataFrame({"review": [REVIEW], "ref": ["1"]})
    assert found_places(tracker_of_found_text, listed, text=text) == {(REVIEW, "1"): places}


def test_the_recommendation_with_that_number_comes_first_then_titles_then_phrases():
    titled, worded = {"ref": "1", "title": "28 days"}, {"ref": "3", "recommendation": "Within 28 days."}
    searched = tracker_of([titled, "28", worded, "4"])
    assert relevance(searched, "28") == [1, 3, 4, 0]
