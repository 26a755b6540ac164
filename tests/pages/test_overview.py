"""Overview of the bundled tracker: the status of all 18 recommendations, and what moved."""

import pytest

from tests.support.page_text import all_of, heading, lines, links, nodes, open_page, text_of
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION


def test_as_at_today_an_open_recommendation_past_its_target_date_is_counted(shown):
    shown(
        recommendations=[{**RECOMMENDATION, "Target date": "July 2024"}],
        progress=[{**RATED, "Status": "Amber"}],
        monitoring=[],
    )
    assert lines(nodes(open_page(as_at="today"), "overdue")) == ["1 open recommendation is past its target date."]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_reason_for_attention_has_one_colon(language):
    reasons = [text_of(each) for each in all_of(nodes(open_page(lang=language), "attention"), "li")]
    assert max(reason.count(":") for reason in reasons) == 1


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


def test_a_round_in_which_some_did_not_report_has_their_number_first(shown):
    shown(
        recommendations=[RECOMMENDATION, {**RECOMMENDATION, "Ref": "2"}],
        progress=[RATED, {**RATED, "Ref": "2"}, {**RATED, "Date": "June 2024"}],
    )
    app = open_page()
    (quiet,) = lines(nodes(app, "quiet"))
    nothing = "1 of 2 reported nothing in June 2024. Nothing moved from February 2024 to June 2024. "
    assert quiet.startswith(f"{nothing}Data as at")
    assert lines(nodes(app, "counts"))[-1] == "Counted among these: 1 reported nothing in Jun 2024 · Who reported"
    assert links(nodes(app, "counts"))[-2:] == [
        ("1 reported nothing in Jun 2024", "recommendations?only=silent"),
        ("Who reported", "over-time"),
    ]
    assert lines(nodes(app, "moved")) == ["1 unchanged", "1 not reported"]
