import pytest

from analysis.selection.search import matches
from tests.support.trackers import tracker_of, update_row


@pytest.fixture
def tracker():
    return tracker_of(
        [
            {"ref": "1", "title": "Fund the post", "title_cy": "Ariannu’r swydd", "recommendation": "Find (money)."},
            {"ref": "2", "theme": "Themâu", "lead_agency": "Dyfed-Powys Police", "supporting_agencies": "HMCTS; CPS"},
            {"ref": "3", "recommendation_cy": "Gwŷr y Gors"},
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
    ],
)
def test_every_word_must_occur_somewhere_in_the_recommendation(tracker, text, found):
    assert tracker.recommendations["ref"][matches(tracker, text)].tolist() == found


def test_combining_accents_are_found():
    tracker = tracker_of([{"ref": "1", "title": "thema\u0302u"}])
    assert matches(tracker, "themau").tolist() == [True]


def test_nothing_is_found_where_there_is_nothing():
    assert matches(tracker_of([]), "word").tolist() == []
