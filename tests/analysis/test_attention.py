"""What needs attention, why, the lists behind numbers, and the pace."""

from analysis.attention import CountedPart, groups_by_outstanding, in_part, pace_at
from analysis.reasons import attention_reasons, needs_attention
from model.terms import LISTED_PARTS, Scale, Status
from tests.support.trackers import month, rows, tracker_of, update_row

IN_FEBRUARY, IN_JUNE = "February 2024", "June 2024"
JUNE = month(IN_JUNE)


def test_a_recommendation_is_in_each_part_that_it_belongs_to():
    listed = [{"ref": "1", "target": "March 2024"}, {"ref": "2", "target": "December 2024"}, {"ref": "3"}, {"ref": "4"}]
    updates = [update_row("1", "February 2024", "Red"), update_row("4", "June 2024", "Green")]
    updates.append(update_row("3", "June 2024", "Amber", agency_status="Green", proposed_closure=True))
    revised = [{"ref": "2", "date": "June 2024", "target": "May 2025"}]
    closed = [{"ref": ref, "date": "June 2024", "decision": "Closed"} for ref in ("4", "unknown")]
    tracker = tracker_of(listed, updates, targets=revised, decisions=closed)
    found = {part: in_part(tracker, part=CountedPart(part), as_at=JUNE)["ref"].tolist() for part in LISTED_PARTS}
    assert {part.value: refs for part, refs in found.items() if refs} == {
        **{"outstanding": ["1", "2", "3"], "late": ["1"], "due": ["1"], "slipped": ["2"], "no-target": ["3"]},
        **{"proposed": ["3"], "different": ["3"], "closed": ["4"]},
    }


def tracker_by_theme(**themes):
    """Build a tracker of themes with the June statuses of their recommendations; None is not rated, "" not reported."""
    listed = [(f"{theme}{n}", theme, status) for theme, given in themes.items() for n, status in enumerate(given)]
    return tracker_of(
        [{"ref": ref, "theme": theme} for ref, theme, _ in listed],
        [update_row(ref, "June 2024", status, f"{ref}.") for ref, _, status in listed if status != ""],
    )


def test_groups_have_their_numbers_the_most_outstanding_first_then_by_name_and_no_name_last():
    tracker = tracker_by_theme(B=["Red"], A=["Amber", "Green"], C=["Amber", None, ""], D=["Green"])

    assert rows(groups_by_outstanding(tracker, group="theme", as_at=JUNE)) == [
        ("C", 3, 0, 0, 3, 0),
        ("A", 2, 1, 0, 1, 0),
        ("B", 1, 0, 0, 1, 0),
        ("D", 1, 1, 0, 0, 0),
    ]
    tracker = tracker_of(["1", "2", {"ref": "3", "theme": "Data"}])
    assert rows(groups_by_outstanding(tracker, group="theme", as_at=JUNE), "group", "outstanding") == [
        ("Data", 1),
        (None, 2),
    ]


def test_what_is_closed_is_neither_outstanding_nor_stalled():
    closed = [{"ref": ref, "date": "June 2024", "decision": "Closed"} for ref in "12"]
    updates = [update_row(ref, when, "Red", when) for ref in "13" for when in ("February 2024", "June 2024")]
    tracker = tracker_of(["1", "2", "3"], [*updates, update_row("2", "June 2024", "Green")], decisions=closed)
    found = groups_by_outstanding(tracker, group="review", as_at=JUNE)
    assert rows(found, "recommendations", "complete", "closed", "outstanding", "stalled") == [(3, 1, 1, 1, 1)]


def attention(tracker, *columns, as_at=IN_JUNE):
    return rows(needs_attention(tracker, as_at=month(as_at)), *(columns or ("ref", "reason")))


def test_the_heaviest_reasons_come_first():
    tracker = tracker_of(
        list("abcdefghi"),
        [
            update_row("a", IN_FEBRUARY, "Red", "a one."),
            update_row("b", IN_FEBRUARY, "Amber", "b one."),
            update_row("c", IN_FEBRUARY, "Red", "c one."),
            update_row("d", IN_FEBRUARY, "Green", "d one."),
            update_row("e", IN_FEBRUARY, "Red", "No progress."),
            update_row("f", IN_FEBRUARY, None, "We are still looking for it."),
            update_row("a", IN_JUNE, "Amber", "Funded until May 2025."),
            update_row("b", IN_JUNE, "Red", "b two."),
            update_row("c", IN_JUNE, "Red", "c two."),
            update_row("d", IN_JUNE, "Amber", "d two."),
            update_row("e", IN_JUNE, "Amber", "No progress."),
            update_row("f", IN_JUNE, "Amber", "We are still looking for it."),
            update_row("g", IN_JUNE, "Amber", "g one."),
            update_row("h", IN_JUNE, "Amber", "The interim process remains."),
            update_row("i", IN_JUNE, "Amber", "i one."),
        ],
        monitoring=[{"ref": "g", "activity": "Meet.", "due": "May 2024"}],
    )
    assert attention(tracker) == [
        ("b", "worsened"),
        ("d", "reopened"),
        ("e", "said-and-rated-apart"),
        ("c", "worst"),
        ("g", "overdue"),
        ("f", "same-words"),
        ("h", "no-change"),
        ("a", "promised-next"),
    ]


def test_a_recommendation_is_listed_in_one_row_with_its_strongest_reason_and_the_number_of_reasons():
    tracker = tracker_of(
        [{"ref": "1", "title": "Fund it", "title_cy": "Ariannu", "theme": "Data", "lead_agency": "Police"}],
        [
            update_row("1", IN_FEBRUARY, "Amber", "One."),
            update_row("1", IN_JUNE, "Red", "Update as of July 2023; until May 2025.", basis="Inferred"),
        ],
        monitoring=[{"ref": "1", "due": "May 2024", "activity": "Meet."}, {"ref": "1", "due": "March 2024"}],
    )
    found = attention(tracker, "title", "title_cy", "theme", "lead_agency", "mark", "basis", "reason", "reasons")
    assert found == [("Fund it", "Ariannu", "Data", "Police", "Red", "Inferred", "worsened", 5)]


def test_a_complete_recommendation_is_listed_only_for_a_contradiction():
    tracker = tracker_of(
        ["1", "2"],
        [
            update_row("1", IN_JUNE, "Green", "Done; reviewed until May 2025."),
            update_row("2", IN_JUNE, "Green", "Approval is pending."),
        ],
        monitoring=[{"ref": "1", "due": "May 2024"}],
    )
    assert attention(tracker, "ref", "reason", "words") == [("2", "said-and-rated-apart", "pending")]


def test_the_same_status_is_a_reason_only_where_there_is_no_other():
    updates = [
        update_row("1", IN_FEBRUARY, "Amber", "One."),
        update_row("2", "July 2023", "Amber", "Two."),
        *(update_row("3", when, None, f"Three, {when}.") for when in ("July 2023", IN_FEBRUARY)),
        *(update_row(ref, IN_JUNE, "Amber", f"{ref} three.") for ref in "123"),
    ]
    assert attention(tracker_of(["1", "2", "3"], updates), "ref", "reason", "round") == [
        ("2", "same-status", "2023-07-01"),
        ("1", "same-status", "2024-02-01"),
    ]
    more = [*updates, update_row("3", "1 June 2024", None, "Update as of July 2023.")]
    assert attention(tracker_of(["1", "2", "3"], more)) == [("3", "update-as-of")]


def test_a_date_in_the_words_is_a_reason_that_weighs_more_when_it_has_passed():
    tracker = tracker_of(["1"], [update_row("1", IN_FEBRUARY, "Amber", "Funded until May 2024.")])
    assert attention(tracker, "reason", "words", "weight", as_at=IN_FEBRUARY) == [
        ("promised-next", "until May 2024", 1)
    ]
    assert attention(tracker, "reason", "words", "weight") == [("passed", "until May 2024", 3)]


def test_a_target_that_has_passed_is_a_reason_and_the_later_one_comes_first():
    tracker = tracker_of(
        [{"ref": "1", "target": "May 2024"}, {"ref": "2", "target": "March 2024"}, {"ref": "3", "target": "July 2024"}],
        [update_row(ref, IN_JUNE, "Amber", f"{ref} one.") for ref in "123"],
    )
    assert attention(tracker) == [("2", "late"), ("1", "late")]
    day = month("August 2024")
    found = attention_reasons(tracker, as_at=month(IN_JUNE), today=day)
    assert rows(found, "ref", "reason", "days") == [("1", "late", 62), ("2", "late", 123), ("3", "late", 1)]


def test_what_was_expected_to_report_and_did_not_is_a_reason():
    updates = [update_row(ref, IN_FEBRUARY, "Amber", f"{ref} one.") for ref in "12"]
    tracker = tracker_of(["1", "2"], [*updates, update_row("1", IN_JUNE, "Green", "Done.")])
    assert attention(tracker, "ref", "reason", "round") == [("2", "silent", "2024-06-01")]


def test_what_is_closed_needs_no_attention_until_it_is_reopened():
    updates = [update_row(ref, IN_JUNE, "Red", f"{ref} one.") for ref in "ab"]
    closed = [{"ref": "a", "date": IN_JUNE, "decision": "Superseded by"}]
    assert attention(tracker_of(["a", "b"], updates, decisions=closed), "ref") == [("b",)]
    reopened = [*closed, {"ref": "a", "date": IN_JUNE, "decision": "Reopened"}]
    assert attention(tracker_of(["a", "b"], updates, decisions=reopened), "ref") == [("a",), ("b",)]


UNORDERED = Scale((Status("Open"), Status("Closed")), ordered=False)


def test_while_the_order_of_a_scale_is_not_known_nothing_is_worst_or_behind():
    tracker = tracker_of(
        [{"ref": "1", "theme": "Data"}, {"ref": "2", "theme": "Victims"}],
        [
            update_row("1", "May 2024", "Closed", "One."),
            update_row("1", "June 2024", "Open", "Two."),
            update_row("2", "June 2024", "Closed"),
        ],
        scale=UNORDERED,
    )
    assert rows(needs_attention(tracker, as_at=JUNE), "ref", "reason") == []


PACE_ROUNDS = ("January 2024", "April 2024", "July 2024", "October 2024")


def tracker_with(*completed):
    """Return a tracker of ten recommendations of which so many are complete in each round."""
    updates = [
        update_row(str(number), when, status="Green" if number <= done else "Amber")
        for when, done in zip(PACE_ROUNDS, completed, strict=False)
        for number in range(1, 11)
    ]
    return tracker_of([str(number) for number in range(1, 11)], updates)


def test_the_pace_is_the_gain_by_the_months_and_its_range_leaves_one_round_out():
    pace = pace_at(tracker_with(0, 1, 2, 6), as_at=month("October 2024"))
    assert pace is not None
    assert (pace.rounds, round(pace.a_month, 2), pace.outstanding) == (4, 0.67, 4)
    assert (pace.month, pace.earliest, pace.latest) == (month("April 2025"), month("March 2025"), month("October 2025"))


def test_few_rounds_and_rounds_without_gain_have_no_pace():
    assert pace_at(tracker_with(0, 1, 2), as_at=month("July 2024")) is None
    assert pace_at(tracker_with(2, 2, 2, 2), as_at=month("October 2024")) is None
    assert pace_at(tracker_with(2, 5, 7, 10), as_at=month("October 2024")) is None


def test_a_range_without_an_end_has_no_latest_month():
    pace = pace_at(tracker_with(2, 2, 2, 6), as_at=month("October 2024"))
    assert pace is not None
    assert pace.latest is None
