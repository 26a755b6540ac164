"""Overview of the bundled tracker: the status of all 18 recommendations, and what moved."""

import re

import pytest

from tests.support.page_text import all_of, heading, lines, links, nodes, open_page, spoken, text_of, texts
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION

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


def test_the_subtitle_has_the_previous_round_the_as_at_date_the_source_and_that_statuses_are_inferred():
    quiet = nodes(open_page(), "quiet")
    (text,) = lines(quiet)
    assert re.sub(r" \([^()]* ago\)", "", text) == (
        "From February 2024 to June 2024: 3 improved, 3 newly rated, 12 unchanged; nothing got worse. "
        "Data as at June 2024. "
        "Sample: progress report, June 2024. "
        "The published colours are not in the text: statuses are inferred from its words. Why?"
    )
    assert links(quiet) == [
        ("3 improved", "recommendations?only=improved"),
        ("3 newly rated", "recommendations?only=newly+rated"),
        ("12 unchanged", "recommendations?only=unchanged"),
        ("Why?", "about"),
    ]


def test_promises_overdue_since_the_round_are_counted_below_the_subtitle_with_a_link():
    since = nodes(open_page(theme="training"), "since")
    assert lines(since) == [
        "At the end of June 2024 no monitoring promise was overdue. Today 3 are. Monitoring as at today"
    ]
    assert links(since) == [
        ("Today\u00a03\u00a0are.", "monitoring?theme=training&as_at=today&timing=overdue"),
        ("Monitoring as at today", "monitoring?theme=training"),
    ]
    assert links(nodes(open_page(as_at="2024-02"), "since"))[-1] == ("Monitoring as at today", "monitoring?as_at=today")
    today = open_page(as_at="today")
    assert not any("At the end of" in text for text in texts(today))
    assert lines(nodes(today, "overdue")) == [
        "9 monitoring promises are overdue. None with a date is still to come; 13 have no date."
    ]


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


def test_what_moved_is_a_line_a_movement_each_with_links():
    moved = nodes(open_page(), "moved")
    assert lines(moved) == [
        "3 improved: from Red to Amber91013",
        "3 newly rated: 2 Amber and 1 Green51518",
        "12 unchanged",
    ]
    assert links(moved) == [
        ("3 improved", "recommendations?only=improved"),
        *((ref, f"recommendation?ref={ref}") for ref in ("9", "10", "13")),
        ("3 newly rated", "recommendations?only=newly+rated"),
        ("2 Amber", "recommendations?only=newly+rated&now=amber"),
        ("1 Green", "recommendations?only=newly+rated&now=green&was=not-reported"),
        *((ref, f"recommendation?ref={ref}") for ref in ("5", "15", "18")),
        ("12 unchanged", "recommendations?only=unchanged"),
    ]
    assert spoken(moved)[0] == "Recommendation 9: Amber, inferred. Expand performance dashboards to cover civil orders"


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
