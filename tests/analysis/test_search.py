"""Search, and the words that were found."""

import re
from random import Random

import pandas as pd
import pytest

from analysis.search import FoundPlace, found_places, matches, relevance, word_pattern
from analysis.selection import Selection
from tests.support.trackers import REVIEW, month, tracker_of, update_row

JUNE, FEBRUARY = month("June 2024"), month("February 2024")


@pytest.fixture
def tracker():
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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["1", "2", "3"]),
        ("funding", ["1"]),
        ("LONG bid post", ["1"]),
        ("funding police", []),
        ("themau", ["2"]),
        ("THEMÂU", ["2"]),
        ("gwyr", ["3"]),
        ("gw\u0175r", []),
        ("ariannu'r", ["1"]),
        ("heddlu", ["2"]),
        ("dpp", ["2"]),
        ("goron", ["2"]),
        ("parhaus", ["3"]),
        ("(money).", ["1"]),
        ("m.ney", []),
        ("work", ["3"]),
        ("2", ["2"]),
        ("recommendation 3", ["3"]),
        ("Argymhelliad 3", ["3"]),
        ('"fund the"', ["1"]),
        ('"the fund"', []),
        ("superintendent", ["3"]),
    ],
)
def test_every_word_must_occur_somewhere_in_the_recommendation(tracker, text, found):
    assert tracker.recommendations["ref"][matches(tracker, text)].tolist() == found


def test_combining_accents_are_found():
    tracker = tracker_of([{"ref": "1", "title": "thema\u0302u"}])
    assert matches(tracker, "themau").tolist() == [True]


def test_a_word_is_found_where_its_pattern_is():
    random = Random(1)  # noqa: S311 - nothing is secret
    letters = "aAâÂi\u0302eEé’'‘ßøØŵ-(.\u0301ĳſ_"
    texts = ["".join(random.choices(letters, k=8)) for _number in range(200)]
    words = {"".join(random.choices(letters, k=random.choice((1, 2)))) for _number in range(200)}
    tracker = tracker_of(
        [str(number) for number in range(200)],
        [update_row(str(n), "June 2024", update=text) for n, text in enumerate(texts)],
    )
    for word in words:
        expected = [bool(re.search(word_pattern(word), f"Do it.\n{text}")) for text in texts]
        assert matches(tracker, word).tolist() == expected, word


def test_a_search_is_of_the_selected_recommendations(tracker):
    chosen = Selection(agencies=("CPS",)).apply(tracker)
    assert matches(chosen, "themau").tolist() == [True]


def listed(*refs):
    return pd.DataFrame({"review": [REVIEW] * len(refs), "ref": refs})


@pytest.fixture
def tracker_of_found_text():
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
def test_every_place_of_a_word_has_the_text_around_it(tracker_of_found_text, text, places):
    assert found_places(tracker_of_found_text, listed("1"), text=text) == {(REVIEW, "1"): places}


def test_the_recommendation_with_that_number_comes_first_then_titles_then_phrases():
    tracker = tracker_of(
        [
            {"ref": "1", "title": "28 days"},
            {"ref": "28"},
            {"ref": "3", "recommendation": "Within 28 days."},
            {"ref": "4"},
        ]
    )
    assert relevance(tracker, "28") == [1, 3, 4, 0]
