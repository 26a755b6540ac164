import pandas as pd
import pytest

from analysis.selection.found_text import FoundPlace, found_places
from tests.support.trackers import REVIEW, month, tracker_of, update_row

JUNE, FEBRUARY = month("June 2024"), month("February 2024")


def listed(*refs):
    return pd.DataFrame({"review": [REVIEW] * len(refs), "ref": refs})


@pytest.fixture
def tracker():
    return tracker_of(
        [{"ref": "1", "title": "Fund the post", "lead_agency": "Dyfed-Powys Police"}, {"ref": "2"}],
        [
            update_row("1", "February 2024", update="A bid was made."),
            update_row("1", "June 2024", update=f"{'before ' * 20}Long-term FUNDING\nis sought {'after ' * 20}"),
            update_row("2", "June 2024", update="Funding."),
        ],
        names=[{"kind": "Agency", "name": "Dyfed-Powys Police", "short_name": "DPP"}],
    )


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("fund", (FoundPlace("title", None, ("", "Fund", " the post")),)),
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
                    "update",
                    JUNE,
                    (
                        f"… {'before ' * 7}Long-term ",
                        "FUNDING",
                        " is ",
                        "sought",
                        f" {'after ' * 7}after …",
                    ),
                ),
            ),
        ),
    ],
)
def test_every_word_is_in_one_of_the_fewest_places_with_the_text_around_it(tracker, text, places):
    assert found_places(tracker, listed("1"), text=text) == {(REVIEW, "1"): places}


def test_without_a_word_no_recommendation_has_a_place(tracker):
    assert found_places(tracker, listed("1", "2"), text=" ") == {}


def test_an_update_without_a_date_has_no_round(tracker):
    undated = tracker_of(["1"], [update_row("1", "", update="A bid.")])
    ((place,),) = found_places(undated, listed("1"), text="bid").values()
    assert (place.field, place.pieces, pd.isna(place.round)) == ("update", ("A ", "bid", "."), True)
