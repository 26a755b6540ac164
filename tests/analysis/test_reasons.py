"""Why a recommendation needs attention, and which need it most."""

from analysis.reasons import attention_reasons, needs_attention
from analysis.rounds import NO_MONTH
from model.terms import AttentionReason, StallSign
from tests.support.trackers import month, rows, tracker_of, update_row

FEBRUARY, JUNE = "February 2024", "June 2024"


def attention(tracker, *columns, as_at=JUNE):
    return rows(needs_attention(tracker, as_at=month(as_at)), *(columns or ("ref", "reason")))


def test_the_heaviest_reasons_come_first():
    tracker = tracker_of(
        list("abcdefghi"),
        [
            *(
                update_row(ref, FEBRUARY, status, f"{ref} one.")
                for ref, status in (("a", "Red"), ("b", "Amber"), ("c", "Red"))
            ),
            update_row("d", FEBRUARY, "Green", "d one."),
            update_row("e", FEBRUARY, "Red", "No progress."),
            update_row("f", FEBRUARY, None, "We are still looking for it."),
            update_row("a", JUNE, "Amber", "Funded until May 2025."),
            update_row("b", JUNE, "Red", "b two."),
            update_row("c", JUNE, "Red", "c two."),
            update_row("d", JUNE, "Amber", "d two."),
            update_row("e", JUNE, "Amber", "No progress."),
            update_row("f", JUNE, "Amber", "We are still looking for it."),
            update_row("g", JUNE, "Amber", "g one."),
            update_row("h", JUNE, "Amber", "The interim process remains."),
            update_row("i", JUNE, "Amber", "i one."),
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
            update_row("1", FEBRUARY, "Amber", "One."),
            update_row("1", JUNE, "Red", "Update as of July 2023; until May 2025.", basis="Inferred"),
        ],
        monitoring=[{"ref": "1", "due": "May 2024", "activity": "Meet."}, {"ref": "1", "due": "March 2024"}],
    )
    table = needs_attention(tracker, as_at=month(JUNE))
    assert rows(table) == [
        (
            *("Stalking", "1", "Fund it", "Ariannu", "Data", "Police", "Red", "Inferred", "2024-06-01"),
            *("worsened", "2024-06-01", None, None, None, 5, 14),
        )
    ]
    assert table.columns.tolist() == [
        *("review", "ref", "title", "title_cy", "theme", "lead_agency", "mark", "basis"),
        *("status_since", "reason", "round", "words", "first", "last", "reasons", "weight"),
    ]


def test_an_overdue_promise_gives_its_words_and_days_the_earliest_first():
    tracker = tracker_of(
        ["1", "2"],
        [update_row("1", JUNE, "Amber", "One."), update_row("2", JUNE, "Amber", "Two.")],
        monitoring=[
            {"ref": "1", "due": "May 2024", "activity": "Ask."},
            {"ref": "2", "due": "March 2024", "activity": "Meet."},
        ],
    )
    assert attention(tracker, "ref", "words", "first", "last") == [
        ("2", "Meet.", "2024-03-01", "2024-03-31"),
        ("1", "Ask.", "2024-05-01", "2024-05-31"),
    ]


def test_a_complete_recommendation_is_listed_only_for_a_contradiction():
    tracker = tracker_of(
        ["1", "2"],
        [
            update_row("1", JUNE, "Green", "Done; reviewed until May 2025."),
            update_row("2", JUNE, "Green", "Approval is pending."),
        ],
        monitoring=[{"ref": "1", "due": "May 2024"}],
    )
    assert attention(tracker, "ref", "reason", "words") == [("2", "said-and-rated-apart", "pending")]


def test_the_same_status_is_a_reason_only_where_there_is_no_other():
    updates = [
        update_row("1", FEBRUARY, "Amber", "One."),
        update_row("2", "July 2023", "Amber", "Two."),
        *(update_row("3", when, None, f"Three, {when}.") for when in ("July 2023", FEBRUARY)),
        *(update_row(ref, JUNE, "Amber", f"{ref} three.") for ref in "123"),
    ]
    assert attention(tracker_of(["1", "2", "3"], updates), "ref", "reason", "round") == [
        ("2", "same-status", "2023-07-01"),
        ("1", "same-status", "2024-02-01"),
    ]
    more = [*updates, update_row("3", "1 June 2024", None, "Update as of July 2023.")]
    assert attention(tracker_of(["1", "2", "3"], more)) == [("3", "update-as-of")]


def test_a_date_in_the_words_is_a_reason_that_weighs_more_when_it_has_passed():
    tracker = tracker_of(["1"], [update_row("1", FEBRUARY, "Amber", "Funded until May 2024.")])
    assert attention(tracker, "reason", "words", "weight", as_at=FEBRUARY) == [
        ("promised-next", "until May 2024", 1),
    ]
    assert attention(tracker, "reason", "words", "weight") == [("passed", "until May 2024", 3)]


def test_a_target_that_has_passed_is_a_reason_and_the_later_one_comes_first():
    tracker = tracker_of(
        [{"ref": "1", "target": "May 2024"}, {"ref": "2", "target": "March 2024"}, {"ref": "3", "target": "July 2024"}],
        [update_row(ref, JUNE, "Amber", f"{ref} one.") for ref in "123"],
    )
    assert attention(tracker) == [("2", "late"), ("1", "late")]
    day = month("August 2024")
    found = attention_reasons(tracker, as_at=month(JUNE), today=day)
    assert rows(found, "ref", "reason", "days") == [("1", "late", 62), ("2", "late", 123), ("3", "late", 1)]


def test_what_was_expected_to_report_and_did_not_is_a_reason():
    updates = [update_row(ref, FEBRUARY, "Amber", f"{ref} one.") for ref in "12"]
    tracker = tracker_of(["1", "2"], [*updates, update_row("1", JUNE, "Green", "Done.")])
    assert attention(tracker, "ref", "reason", "round") == [("2", "silent", "2024-06-01")]


def test_each_kind_of_reason_has_one_row_the_heaviest_first():
    updates = [
        update_row("1", FEBRUARY, "Amber", "We are still looking for it."),
        update_row("1", JUNE, "Red", "We are still looking for it."),
    ]
    tracker = tracker_of(
        ["1"], updates, monitoring=[{"ref": "1", "due": "May 2024"}, {"ref": "1", "due": "April 2024"}]
    )
    found = attention_reasons(tracker, as_at=month(JUNE))
    assert rows(found, "reason", "before", "first") == [
        ("worsened", "Amber", None),
        ("worst", None, None),
        ("overdue", None, "2024-04-01"),
        ("same-words", None, None),
    ]


def test_it_worsened_in_the_round_and_not_in_the_month_it_is_looked_at_from():
    tracker = tracker_of(["1"], [update_row("1", FEBRUARY, "Amber"), update_row("1", JUNE, "Red")])
    assert attention(tracker, "reason", "round", as_at="August 2024") == [("worsened", "2024-06-01")]


def test_the_same_ref_in_two_reviews_has_separate_reasons():
    tracker = tracker_of(["1", {"ref": "1", "review": "Another"}], [update_row("1", JUNE, "Red", review="Another")])
    assert attention(tracker, "review", "reason") == [("Another", "worst")]


def test_nothing_needs_attention_where_nothing_was_reported():
    assert needs_attention(tracker_of(["1"]), as_at=NO_MONTH).empty
    assert needs_attention(tracker_of([]), as_at=NO_MONTH).empty


def test_every_sign_of_having_stalled_is_a_reason():
    assert {each.value for each in StallSign} <= {each.value for each in AttentionReason}


def test_what_is_closed_needs_no_attention_until_it_is_reopened():
    updates = [update_row(ref, JUNE, "Red", f"{ref} one.") for ref in ("a", "b")]
    closed = [{"ref": "a", "date": JUNE, "decision": "Superseded by"}]
    assert attention(tracker_of(["a", "b"], updates, decisions=closed), "ref") == [("b",)]
    reopened = [*closed, {"ref": "a", "date": JUNE, "decision": "Reopened"}]
    assert attention(tracker_of(["a", "b"], updates, decisions=reopened), "ref") == [("a",), ("b",)]
