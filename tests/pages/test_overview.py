"""Overview: the briefing above all, and what moved."""

from tests.support.page_text import all_of, heading, lines, links, nodes, open_page, text_of, texts
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION, REVIEW


def test_the_page_begins_with_what_it_is_about_and_so_does_its_title():
    app = open_page()
    assert lines(nodes(app, "subject")) == [
        "Deep dive review: stalking and harassment perpetrators · Office of the Police and Crime Commissioner"
    ]
    assert app.title == (
        "Overview – Deep dive review: stalking and harassment perpetrators – "
        "Office of the Police and Crime Commissioner – Cynnydd"
    )


def test_steps_back_come_first_and_those_after_the_sixth_stand_behind_their_number(shown):
    numbers = [str(number) for number in range(1, 10)]
    shown(
        recommendations=[{**RECOMMENDATION, "Ref": ref} for ref in numbers],
        progress=[
            {**RATED, "Ref": ref, "Date": when, "Status": status}
            for ref in numbers
            for when, status in (("February 2024", "Amber"), ("June 2024", "Red" if ref == "9" else "Green"))
        ],
    )
    changed = nodes(open_page(), "changed")
    assert [text for text, _href in links(changed)[2:5]] == ["9 Funding", "1 Funding", "2 Funding"]
    assert lines(all_of(changed, "summary")) == ["3 more"]


def test_what_is_late_is_a_line_a_kind_with_its_list_and_how_many_it_was_at_the_round():
    late = nodes(open_page(theme="training"), "late")
    assert lines(late) == ["3 promises are overdue none at the end of June 2024"]
    assert links(late) == [("3 promises are overdue", "monitoring?theme=training&as_at=today&timing=overdue")]
    assert lines(nodes(open_page(as_at="today"), "late")) == ["9 promises are overdue"]


def test_an_earlier_round_is_judged_at_its_end():
    assert lines(nodes(open_page(as_at="2024-02"), "late")) == ["2 reported nothing in February 2024"]


def test_targets_responses_and_silence_are_late_too(shown):
    shown(
        reviews=[{**REVIEW, "Response days": 56}],
        recommendations=[{**RECOMMENDATION, "Target date": "July 2024"}, {**RECOMMENDATION, "Ref": "2"}],
        progress=[{**RATED, "Status": "Amber"}, {**RATED, "Ref": "2"}, {**RATED, "Date": "June 2024"}],
        monitoring=[],
    )
    late = nodes(open_page(), "late")
    assert lines(late) == [
        "1 recommendation is past its target date none at the end of June 2024",
        "2 formal responses are overdue",
        "1 reported nothing in June 2024",
    ]
    assert [href for _text, href in links(late)] == [
        "recommendations?as_at=today&only=late",
        "recommendations?as_at=today&only=unanswered",
        "recommendations?only=silent",
    ]


def test_a_tracker_with_nothing_that_may_be_late_has_no_such_section(shown):
    shown(recommendations=[RECOMMENDATION], progress=[{**RATED, "Status": "Green"}], monitoring=[])
    app = open_page()
    assert not {"What is late", "What to ask about first"} & set(texts(app))


def test_the_five_to_ask_about_have_their_reasons_judged_as_at_today():
    asked = nodes(open_page(), "asked")
    assert [text_of(each).strip() for each in all_of(asked, "li")][:2] == [
        "A4 Review the impact of Stalking Champion training"
        "Amber since February 2024; “in February 2025” has passed; promise for January 2025 overdue.",
        "A1 Find lasting funding for the perpetrator co-ordinator"
        "Amber since February 2024; “until April 2025” has passed; promise for January 2025 overdue.",
    ]
    assert len(all_of(asked, "li")) == 5
    assert links(asked)[-1] == (
        "8 recommendations have a reason to ask",
        "recommendations?as_at=today&only=attention&sort=attention",
    )


def test_of_an_occasion_with_many_promises_the_first_six_are_shown_and_the_rest_stand_behind_their_number(shown):
    numbers = [str(number) for number in range(1, 9)]
    shown(
        recommendations=[{**RECOMMENDATION, "Ref": ref} for ref in numbers],
        progress=[{**RATED, "Ref": ref} for ref in numbers],
        monitoring=[{**PROMISE, "Ref": ref} for ref in numbers],
    )
    (occasion,) = all_of(nodes(open_page(), "promised")[:1], "ul")[0][2:]
    (rest,) = all_of([occasion], "details")
    assert lines(all_of([rest], "summary")) == ["2 more"]
    assert (len(all_of([occasion], "a")), len(all_of([rest], "a"))) == (8, 2)


def test_numbers_from_a_thousand_have_separators(shown):
    numbers = [str(number) for number in range(1, 1002)]
    shown(
        recommendations=[{**RECOMMENDATION, "Ref": ref} for ref in numbers],
        progress=[{**RATED, "Ref": ref, "Status": "Amber" if ref == "1" else "Green"} for ref in numbers],
    )
    app = open_page()
    assert heading(app).startswith("1,000 of 1,001 recommendations are complete.")
    assert lines(nodes(app, "counts"))[0].startswith("1,000")
    assert "1,001 of 1,001" in lines(nodes(app, "filters"))


def test_who_reported_nothing_is_counted_among_the_statuses(shown):
    shown(
        recommendations=[RECOMMENDATION, {**RECOMMENDATION, "Ref": "2"}],
        progress=[RATED, {**RATED, "Ref": "2"}, {**RATED, "Date": "June 2024"}],
    )
    app = open_page()
    assert lines(nodes(app, "changed")) == ["1 unchanged, 1 not reported."]
    assert lines(nodes(app, "counts"))[-1] == "Counted among these: 1 reported nothing in Jun 2024 · Who reported"
    assert links(nodes(app, "counts"))[-2:] == [
        ("1 reported nothing in Jun 2024", "recommendations?only=silent"),
        ("Who reported", "over-time"),
    ]
