"""Overview of the bundled tracker: the status of all 18 recommendations, and what moved."""

import re

from tests.support.page_text import all_of, heading, lines, links, nodes, open_page, spoken, text_of, texts
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION, REVIEW

IN_ORDER = {
    "Resourcing": ("1", "2", "3"),
    "Training": ("4", "5", "6", "7"),
    "Data": ("8", "9", "10"),
    "Perpetrator Interventions": ("11", "12", "13"),
    "Perpetrator Monitoring": ("14", "15"),
    "Victims": ("16", "17", "18"),
}


def test_the_counts_show_their_change_since_the_previous_round():
    assert lines(nodes(open_page(), "counts")) == [
        "1GGreenRecommendation is complete1 more than in Feb 2024",
        "17AAmberSome progress has been made but more is required5 more than in Feb 2024",
        "0RRedNo progress has been made3 fewer than in Feb 2024",
        "0…Not ratedSomething was reported, and no status was given1 fewer than in Feb 2024",
        "0–Never reportedNothing was reported in any round2 fewer than in Feb 2024",
    ]


def test_the_page_begins_with_what_it_is_about_and_so_does_its_title():
    app = open_page()
    assert lines(nodes(app, "subject")) == [
        "Deep dive review: stalking and harassment perpetrators · Office of the Police and Crime Commissioner"
    ]
    assert app.title == (
        "Overview – Deep dive review: stalking and harassment perpetrators – "
        "Office of the Police and Crime Commissioner – Cynnydd"
    )


def test_the_subtitle_has_the_month_of_the_data_the_source_and_that_statuses_are_inferred():
    quiet = nodes(open_page(), "quiet")
    (text,) = lines(quiet)
    assert re.sub(r" \([^()]* ago\)", "", text) == (
        "Data as at June 2024. Sample: progress report, June 2024. "
        "The published colours are not in the text: statuses are inferred from its words. Why?"
    )
    assert links(quiet) == [("Why?", "about")]


def test_what_changed_is_counted_and_each_has_its_way_and_its_first_words():
    changed = nodes(open_page(), "changed")
    counted, *moved = lines(changed)
    assert counted == "3 improved, 3 newly rated, 12 unchanged; nothing got worse."
    assert links(changed)[:4] == [
        ("3 improved", "recommendations?only=improved"),
        ("3 newly rated", "recommendations?only=newly+rated"),
        ("12 unchanged", "recommendations?only=unchanged"),
        ("9 Expand performance dashboards to cover civil orders", "recommendation?ref=9"),
    ]
    assert len(all_of(changed, "li")) == 6
    assert "Improved: from Red to Amber · As per Recommendation 2" in " ".join(moved)


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


def test_an_occasion_that_has_passed_since_the_latest_round_is_overdue_today():
    months = [text_of(all_of([line], "div")[0]) for line in all_of(nodes(open_page(), "promised")[:1], "li")]
    assert months[0] == "July 2024, with Dyfed-Powys Police · overdue today"


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


def test_the_matrix_has_a_mark_a_recommendation_and_round_grouped_by_theme():
    head, *rows = all_of(nodes(open_page(), "matrix"), "tr")
    assert text_of(head).strip() == "Recommendation | Jul 2023 | Feb 2024 | Jun 2024 |"
    drawn: dict[str, dict[str, list[str]]] = {}
    theme = ""
    for row in rows:
        if len(row) == 3:
            theme = text_of(row).strip(" |\n")
            drawn[theme] = {}
        else:
            drawn[theme][text_of(row[2][2])] = [text_of(cell).strip(" |") for cell in row[3:]]
    assert drawn == {theme: {ref: _marks(ref) for ref in refs} for theme, refs in IN_ORDER.items()}


def _marks(ref):
    return {
        "5": ["–", "–", "A"],
        "9": ["…", "R", "A"],
        "10": ["…", "R", "A"],
        "13": ["…", "R", "A"],
        "15": ["…", "…", "A"],
        "18": ["–", "–", "G"],
    }.get(ref, ["…", "A", "A"])


def test_a_mark_of_the_matrix_opens_its_recommendation_and_is_labelled_with_all_it_shows():
    matrix = nodes(open_page(), "matrix")
    row = next(row for row in all_of(matrix, "tr") if text_of(row[2][2]) == "9")
    assert [href for _text, href in links([row])] == ["recommendation?ref=9"] * 4
    assert spoken([row]) == [
        "July 2023. Recommendation 9: not rated. Expand performance dashboards to cover civil orders",
        "February 2024. Recommendation 9: Red, inferred. Expand performance dashboards to cover civil orders",
        "June 2024. Recommendation 9: Amber, inferred. Expand performance dashboards to cover civil orders",
    ]


def test_the_table_behind_status_over_time_counts_every_round():
    table = all_of(nodes(open_page(), "over-time.chart-part"), "tr")
    assert [text_of(row).strip(" |\n") for row in table] == [
        "Round | Status | Count | Share",
        "Jul 2023 | not rated | 16 | 89%",
        "Jul 2023 | not reported | 2 | 11%",
        "Feb 2024 | Red | 3 | 17%",
        "Feb 2024 | Amber | 12 | 67%",
        "Feb 2024 | not rated | 1 | 6%",
        "Feb 2024 | not reported | 2 | 11%",
        "Jun 2024 | Amber | 17 | 94%",
        "Jun 2024 | Green | 1 | 6%",
    ]


def test_each_theme_and_each_agency_is_a_row_of_marks():
    app = open_page()
    themes = dict(zip(*[iter(lines(nodes(app, "theme-now")))] * 2, strict=True))
    assert themes == {theme: "".join(refs) for theme, refs in IN_ORDER.items()}
    agencies = lines(nodes(app, "lead_agency-now"))
    assert agencies == ["DPP", "123467891011121314151617", "HMCTS", "5", "OPCC", "18"]


def test_as_at_february_2024_judges_everything_from_there():
    app = open_page(as_at="2024-02")
    text = (
        "None of the 18 recommendations is complete. 3 are Red, 12 are Amber, 1 is not rated, and 2 were never "
        "reported."
    )
    assert heading(app) == text
    assert [link[1] for link in links(nodes(app, "matrix"))[:3]] == [
        "?as_at=2023-07",
        "?as_at=2024-02&theme=resourcing",
        "recommendation?ref=1&as_at=2024-02",
    ]
    assert [text_of(cell) for cell in all_of(nodes(app, "matrix"), "th")][:3] == [
        "Recommendation | ",
        "Jul 2023 | ",
        "Feb 2024 | ",
    ]


def test_as_at_the_first_round_nothing_is_compared():
    app = open_page(as_at="2023-07")
    assert not any("more than in" in text or "fewer than in" in text for text in texts(app))
