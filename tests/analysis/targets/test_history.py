from analysis.targets.history import target_history
from tests.support.trackers import month, rows, tracker_of


def target(ref, when, until, reason=None):
    return {"ref": ref, "date": when, "target": until, "reason": reason}


def history(tracker, *columns, as_at="June 2024"):
    return rows(target_history(tracker, as_at=month(as_at)), *columns)


def test_the_first_target_and_each_revision_follow_by_their_dates():
    revised = [
        target("2", "June 2024", "30 March 2025", "No funds."),
        target("2", "July 2023", "31 December 2024", "As agreed."),
        target("1", "July 2023", "May 2024"),
        target("2", "September 2024", "2026"),
    ]
    tracker = tracker_of(["1", "2", "3"], targets=revised)
    assert history(tracker, "ref", "step", "target_words", "moved", "reason") == [
        ("1", 0, "May 2024", None, None),
        ("2", 0, "2024-12-31", None, "As agreed."),
        ("2", 1, "2025-03-30", 89, "No funds."),
    ]
    assert history(tracker, "ref", "moved", as_at="October 2024")[-1] == ("2", 641)


def test_the_target_of_the_recommendation_comes_first_unless_a_row_has_its_days():
    listed = [{"ref": "1", "target": "May 2024"}, {"ref": "2", "target": "June 2024"}, {"ref": "3", "target": "TBC"}]
    revised = [
        target("1", "February 2024", "August 2024"),
        target("2", "July 2023", "30 June 2024"),
        target("2", "February 2024", "1 June 2024"),
        target("3", "February 2024", "TBC"),
    ]
    assert history(tracker_of(listed, targets=revised), "ref", "step", "target_words", "moved") == [
        ("1", 0, "May 2024", None),
        ("1", 1, "August 2024", 92),
        ("2", 0, "June 2024", None),
        ("2", 1, "2024-06-30", 0),
        ("2", 2, "2024-06-01", -29),
        ("3", 0, "TBC", None),
    ]


def test_a_target_without_days_lies_between_two_that_are_compared():
    revised = [target("1", None, "May 2024"), target("1", "May 2024", "TBC"), target("1", "June 2024", "June 2024")]
    assert history(tracker_of(["1"], targets=revised), "target_words", "moved") == [
        ("May 2024", None),
        ("TBC", None),
        ("June 2024", 30),
    ]


def test_a_tracker_without_targets_has_no_history():
    assert history(tracker_of(["1"])) == []
