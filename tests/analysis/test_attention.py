"""What needs attention, in which group, and the lists behind numbers."""

from analysis.attention import groups_by_outstanding, list_parts, needs_attention
from model.terms import AttentionReason, StallSign
from tests.support.trackers import month, rows, tracker_of, update_row

FEBRUARY, JUNE = "February 2024", "June 2024"
JUNE_OF_GROUPS = month("June 2024")


def attention(tracker, *columns, as_at=JUNE):
    return rows(needs_attention(tracker, as_at=month(as_at)), *(columns or ("ref", "reason")))


def test_the_strongest_reason_comes_first():
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
        ("e", "said-and-rated-apart"),
        ("d", "reopened"),
        ("b", "worsened"),
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
            *("Stalking", "1", "Fund it", "Ariannu", "Data", "Police", "Red", "Inferred"),
            *("worsened", "2024-06-01", None, None, None, 5),
        )
    ]
    assert table.columns.tolist() == [
        *("review", "ref", "title", "title_cy", "theme", "lead_agency", "mark", "basis"),
        *("reason", "round", "words", "first", "last", "reasons"),
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


def test_dates_that_lie_before_the_month_are_no_longer_promised_next():
    tracker = tracker_of(["1"], [update_row("1", FEBRUARY, "Amber", "Funded until May 2024.")])
    assert attention(tracker, as_at=FEBRUARY) == [("1", "promised-next")]
    assert attention(tracker, as_at=JUNE) == []


def test_it_worsened_in_the_round_and_not_in_the_month_it_is_looked_at_from():
    tracker = tracker_of(["1"], [update_row("1", FEBRUARY, "Amber"), update_row("1", JUNE, "Red")])
    assert attention(tracker, "reason", "round", as_at="August 2024") == [("worsened", "2024-06-01")]


def test_every_sign_of_having_stalled_is_a_reason():
    assert {each.value for each in StallSign} <= {each.value for each in AttentionReason}


def test_what_is_closed_needs_no_attention_until_it_is_reopened():
    updates = [update_row(ref, JUNE, "Red", f"{ref} one.") for ref in ("a", "b")]
    closed = [{"ref": "a", "date": JUNE, "decision": "Superseded by"}]
    assert attention(tracker_of(["a", "b"], updates, decisions=closed), "ref") == [("b",)]
    reopened = [*closed, {"ref": "a", "date": JUNE, "decision": "Reopened"}]
    assert attention(tracker_of(["a", "b"], updates, decisions=reopened), "ref") == [("a",), ("b",)]


def test_a_recommendation_is_in_each_part_that_it_belongs_to():
    listed = [
        {"ref": "1", "target": "March 2024"},
        {"ref": "2", "target": "December 2024"},
        {"ref": "3"},
        {"ref": "4"},
    ]
    updates = [update_row("1", "February 2024", "Red"), update_row("4", "June 2024", "Green")]
    updates.append(update_row("3", "June 2024", "Amber", agency_status="Green", proposed_closure=True))
    revised = [{"ref": "2", "date": "June 2024", "target": "May 2025"}]
    closed = [{"ref": "4", "date": "June 2024", "decision": "Closed"}]
    found = list_parts(tracker_of(listed, updates, targets=revised, decisions=closed), as_at=month("June 2024"))
    assert rows(found, "ref", "part") == [
        *(("1", "late"), ("1", "due"), ("2", "slipped"), ("3", "no-target")),
        *(("3", "proposed"), ("3", "different"), ("4", "closed")),
    ]


def tracker_by_theme(**themes):
    """Build a tracker of themes with the June statuses of their recommendations; None is not rated, "" not reported."""
    listed = [(f"{theme}{n}", theme, status) for theme, given in themes.items() for n, status in enumerate(given)]
    return tracker_of(
        [{"ref": ref, "theme": theme} for ref, theme, _ in listed],
        [update_row(ref, "June 2024", status, f"{ref}.") for ref, _, status in listed if status != ""],
    )


def test_groups_have_their_numbers_the_most_outstanding_first_then_by_name_and_no_name_last():
    tracker = tracker_by_theme(B=["Red"], A=["Amber", "Green"], C=["Amber", None, ""], D=["Green"])

    assert rows(groups_by_outstanding(tracker, group="theme", as_at=JUNE_OF_GROUPS)) == [
        ("C", 3, 0, 0, 3, 0),
        ("A", 2, 1, 0, 1, 0),
        ("B", 1, 0, 0, 1, 0),
        ("D", 1, 1, 0, 0, 0),
    ]
    tracker = tracker_of(["1", "2", {"ref": "3", "theme": "Data"}])
    assert rows(groups_by_outstanding(tracker, group="theme", as_at=JUNE_OF_GROUPS), "group", "outstanding") == [
        ("Data", 1),
        (None, 2),
    ]


def test_what_is_closed_is_neither_outstanding_nor_stalled():
    closed = [{"ref": ref, "date": "June 2024", "decision": "Closed"} for ref in "12"]
    updates = [update_row(ref, when, "Red", when) for ref in "13" for when in ("February 2024", "June 2024")]
    tracker = tracker_of(["1", "2", "3"], [*updates, update_row("2", "June 2024", "Green")], decisions=closed)
    found = groups_by_outstanding(tracker, group="review", as_at=JUNE_OF_GROUPS)
    assert rows(found, "recommendations", "complete", "closed", "outstanding", "stalled") == [(3, 1, 1, 1, 1)]
