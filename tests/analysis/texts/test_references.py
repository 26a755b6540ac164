import pytest

from analysis.texts.references import named_in, references
from tests.support.trackers import rows, tracker_of, update_row


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("As per Recommendation 2, the", ["2"]),
        ("Recommendations 5 and 18 were", ["5", "18"]),
        ("recommendations 1, 2 and 3a", ["1", "2", "3a"]),
        ("Rec 9; Rec. 10", ["9", "10"]),
        ("Recs 5 to 8", ["5", "6", "7", "8"]),
        ("Recommendation 3.10", ["3.10"]),
        ("Argymhelliad 2 ac argymhellion 5 a 18", ["2", "5", "18"]),
        ("Recommendation 2. 14 officers", ["2"]),
        ("Recommendation 7 - 12 officers were trained", ["7"]),
        ("Recommendation 2, 3 and 4", ["2"]),
        ("Recommendation 2, 2024; Recommendations 3 and 2024, 5", ["2", "3"]),
        ("Argymhelliad 2 a 18 o swyddogion", ["2"]),
        ("Recommendation 20241 and Recommendation " + "9" * 5000, []),
        ("Recommendation 2024", []),
        ("the recommendation of 2023; recreation 5; record 6", []),
    ],
)
def test_refs_are_read_from_prose(text, refs):
    assert named_in(text) == refs


def test_references_come_from_every_text_and_each_counts_only_in_its_first_round():
    tracker = tracker_of(
        [{"ref": "1", "related_refs": "2; 10", "recommendation": "See Recommendation 2."}, "2", "10"],
        [
            update_row("10", "June 2024", update="As per Recommendation 2."),
            update_row("10", "February 2024", update="See Recommendation 2.", update_cy="Gweler Argymhelliad 2."),
        ],
        monitoring=[{"ref": "2", "activity": "As per Recommendation 10."}],
    )
    assert rows(references(tracker), "ref", "target", "source", "round", "problem") == [
        ("1", "2", "related", None, None),
        ("1", "2", "recommendation", None, None),
        ("1", "10", "related", None, None),
        ("2", "10", "activity", None, None),
        ("10", "2", "update", "2024-02-01", None),
    ]


def test_a_reference_to_itself_and_one_to_nothing_are_flagged():
    tracker = tracker_of(
        ["17", {"ref": "3", "review": "Another"}],
        [update_row("17", "June 2024", update="See Recommendation 3.")],
        monitoring=[{"ref": "17", "activity": "As per Recommendation 17."}],
    )
    assert rows(references(tracker), "ref", "target", "problem") == [("17", "3", "broken"), ("17", "17", "self")]


def test_a_number_in_prose_finds_the_ref_as_the_review_writes_it():
    tracker = tracker_of(
        ["R9", "R1"], [update_row("R1", "June 2024", update="As Recommendation 9 and recommendation R1.")]
    )
    assert rows(references(tracker), "ref", "target", "problem") == [("R1", "R9", None)]


def test_a_number_like_a_year_is_a_ref_where_there_is_such_a_ref():
    assert named_in("Recommendations 2023 to 2025 and 9", known={"2023", "2025"}) == ["2023", "2024", "2025", "9"]
    tracker = tracker_of(
        ["1", "2024"], [update_row("1", "June 2024", update="Recommendation 2024, and Recommendation 2025.")]
    )
    assert rows(references(tracker), "ref", "target") == [("1", "2024")]
