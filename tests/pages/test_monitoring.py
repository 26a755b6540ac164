"""Monitoring: what was promised, by when, with whom, and what to ask about it."""

from calendar import month_name

from tests.support.page_text import (
    all_of,
    choices,
    choose,
    chosen,
    files,
    heading,
    lines,
    links,
    nodes,
    open_page,
    spoken,
    text_of,
    texts,
)
from tests.support.workbooks.canonical import PROMISE, RATED, RECOMMENDATION, REVIEW

SUPERINTENDENT = "with the Detective Superintendent"
JANUARY = "2025-01-detective-superintendent-for-protecting-vulnerable-people"
OCCASION = "What the calendar holds"


def timeline(app):
    """Return the timeline as rows of cell texts, the headings first."""
    (table,) = all_of(nodes(app, "timeline"), "table")
    rows = all_of([table], "tr")
    return [[text_of(cell) for cell in row[2:]] for row in rows]


def cells(app):
    return [[cell.removesuffix(" | ") for cell in row] for row in timeline(app)]


def groups(app):
    """Return the name of each group of the list with its number of promises."""
    sections = all_of(nodes(app, "promises"), "section")
    return {text_of(all_of([each], "h3")[0]).strip(): len(all_of([each], "tr")[1:]) for each in sections}


def test_a_promise_made_after_the_month_is_not_shown_but_counted():
    app = open_page("monitoring", as_at="2024-02")
    assert heading(app) == "At the end of February 2024 no monitoring promise was overdue. Today 9 are."
    assert any(text.endswith("22 promises made after February 2024 are not shown.") for text in texts(app))


def test_a_grouping_that_is_not_there_is_left_out_of_the_address():
    app = open_page("monitoring", by="nonsense")
    assert "by" not in app.query_params
    assert list(groups(app)) == ["Overdue", "Without a date"]


def test_an_overdue_occasion_with_a_fulfilled_promise_is_overdue_in_part(shown):
    promise = PROMISE | {"Due": "January 2025"}
    shown(
        recommendations=[{**RECOMMENDATION, "Ref": ref} for ref in ("1", "2", "3")],
        progress=[RATED],
        monitoring=[promise | {"Ref": "1"}, promise | {"Ref": "2", "Done": "Yes"}],
    )
    (line,) = [line for line in lines(nodes(open_page("monitoring"), "meetings")) if "January 2025" in line]
    assert "2 recommendations · overdue, some kept or closed" in line


def test_of_many_meetings_and_dates_the_first_are_listed_and_the_rest_stand_behind_their_number(shown):
    due = {str(number): f"{month_name[number % 12 + 1]} {2025 + number // 12}" for number in range(24)}
    shown(
        recommendations=[{**RECOMMENDATION, "Ref": ref} for ref in due],
        progress=[
            {**RATED, "Ref": ref, "Update": f"Funding is confirmed until {month}."} for ref, month in due.items()
        ],
        monitoring=[{**PROMISE, "Ref": ref, "Due": month} for ref, month in due.items()],
    )
    app = open_page("monitoring")
    rest = {key: lines(all_of(nodes(app, key), "summary")) for key in ("meetings", "deadlines")}
    assert rest == {"meetings": ["4 more"], "deadlines": ["14 more"]}
    assert len([text for text, _target in links(nodes(app, "meetings")) if text == "Meeting pack"]) == 24


def test_a_season_spans_its_months_and_done_promises_leave_the_timeline(shown):
    promises = [
        {**PROMISE, "Due": "Spring 2024"},
        {**PROMISE, "Due": "April 2024", "Activity": "Ask."},
        {**PROMISE, "Due": "March 2024", "Activity": "Visit.", "Done": "Yes", "Outcome": "They were glad."},
    ]
    shown(reviews=[REVIEW], recommendations=[RECOMMENDATION], progress=[RATED], monitoring=promises)
    app = open_page("monitoring", as_at="2024-02")
    (table,) = all_of(nodes(app, "timeline"), "table")
    assert cells(app) == [
        ["Month", "Feb 2024as at", "Mar 2024", "Apr 2024", "May 2024"],
        ["Promised", "", "1Spring 2024"],
        ["", "", "1", ""],
    ]
    assert [cell[1]["colspan"] for cell in all_of([table], "td") if "colspan" in cell[1]] == ["3"]
    assert [cell[1]["rowspan"] for cell in all_of([table], "th") if "rowspan" in cell[1]] == ["2"]
    assert groups(app) == {"Due next": 2, "Kept": 1}
    assert any("They were glad." in line for line in lines(nodes(app, "promises")))


def test_days_of_a_month_stand_in_its_column_and_a_tracker_of_several_reviews_names_the_review(shown):
    reviews = [{**REVIEW, "Review": name, "Title": name} for name in ("One", "Two")]
    items = [{**RECOMMENDATION, "Review": name} for name in ("One", "Two")]
    days = [{**PROMISE, "Review": "One", "Due": f"{day} April 2024"} for day in range(1, 5)]
    days += [{**PROMISE, "Review": "Two", "Due": "3 May 2024"}, {**PROMISE, "Review": "Two", "Due": "May 2024"}]
    shown(reviews=reviews, recommendations=items, progress=[{**RATED, "Review": "One"}], monitoring=days)
    app = open_page("monitoring", as_at="2024-02")
    assert cells(app)[1] == ["Promised", "", "", "One1", "Two1Two13 May"]
    labels = spoken(nodes(app, "timeline"))
    assert [words.split(":")[0] for words in labels] == [
        "1 April 2024. Recommendation 1 (One)",
        "May 2024. Recommendation 1 (Two)",
        "3 May 2024. Recommendation 1 (Two)",
    ]
    assert "3 May 2024 | Meet the lead." in "\n".join(lines(nodes(app, "promises")))
    assert items_of(open_page("meeting"))[1].startswith("–1 (Two) ")


def items_of(app):
    return [text_of(each).strip() for each in all_of(nodes(app, "pack"), "h2")]


def calendars(app):
    return [label for label, _href in files(app) if label.endswith("(.ics)")]


def test_a_tracker_without_promises_shows_empty_lists(shown):
    shown(monitoring=[])
    app = open_page("monitoring")
    assert heading(app) == "No monitoring is promised."
    assert lines(nodes(app, "timeline")) == ["Nothing is promised, and no text names a date."]
    assert lines(nodes(app, "promises")) == ["Nothing is promised."]
    assert lines(nodes(app, "meetings"))[0] == "No occasion has a date."
    assert not calendars(app)


def test_the_calendar_is_offered_of_all_or_of_one_occasion_with_a_note_on_what_it_leaves_out():
    app = open_page("monitoring")
    assert calendars(app) == ["Download as a calendar (.ics)"]
    assert lines(nodes(app, "calendar"))[-1].endswith("13 promises have no date and are not in it.")
    assert list(choices(app, OCCASION)) == [
        "All that is chosen",
        "July 2024, with Dyfed-Powys Police",
        "August 2024, with the Quality Assurance Panel",
        f"January 2025, {SUPERINTENDENT}",
    ]
    app = choose(app, OCCASION, f"January 2025, {SUPERINTENDENT}")
    assert app.query_params["calendar"] == [JANUARY]
    assert lines(nodes(app, "calendar"))[-1].endswith("moves what has moved.")


def test_an_occasion_that_does_not_serve_what_is_chosen_is_left_out_of_the_address():
    for occasion in ("2024-08-quality-assurance-panel", "nonsense"):
        app = open_page("monitoring", theme="training", calendar=occasion)
        assert "calendar" not in app.query_params
        assert chosen(app, OCCASION) == "All that is chosen"


def test_of_many_the_first_are_shown_and_the_rest_stand_behind_their_number(shown):
    numbers = [str(number) for number in range(1, 51)]
    shown(
        recommendations=[{**RECOMMENDATION, "Ref": ref, "Title": f"Title {ref}"} for ref in numbers],
        progress=[{**RATED, "Ref": ref} for ref in numbers],
        monitoring=[{**PROMISE, "Ref": ref} for ref in numbers],
    )
    app = open_page("monitoring", by="recommendation")
    first, rest = all_of(nodes(app, "timeline"), "table")
    assert [len(all_of([table], "tr")) for table in (first, rest)] == [21, 30 + len(all_of([rest], "thead"))]
    assert lines(all_of(nodes(app, "timeline"), "summary")) == ["30 more"]
    assert lines(all_of(nodes(app, "promises"), "summary")) == ["10 more"]
    assert len(groups(app)) == 50
    app = open_page("monitoring", as_at="2024-02")
    (rest,) = all_of(nodes(app, "promises"), "details")
    assert lines(rest[2:])[0] == "10 more"
    assert len(all_of(rest[2:], "tr")[1:]) == 10
    (row,) = all_of(nodes(app, "timeline"), "tr")[1:]
    assert lines(all_of([row], "summary")) == ["38 more"]
    assert len(all_of([row], "a")) == 50
    app = open_page("meeting")
    assert len(all_of(nodes(app, "pack"), "section")) == 30
    assert lines(nodes(app, "pack"))[0] == ("The first 30 of 50 are shown here; the papers hold them all. Make a paper")
    assert links(nodes(app, "pack"))[0] == ("Make a paper", "reports")


def test_an_unknown_timing_shows_all_and_one_that_nobody_has_none():
    app = open_page("monitoring", as_at="2024-06", timing="late")
    assert sum(groups(app).values()) == 22
    assert "timing" not in app.query_params
    assert lines(nodes(open_page("monitoring", as_at="2024-06", timing="overdue"), "promises")) == [
        "There is none of these promises."
    ]


def test_the_formal_response_to_a_review_is_named_until_it_has_come(shown):
    shown(reviews=[{**REVIEW, "Published": "3 June 2024", "Response days": 56}], progress=[RATED])
    due = "Deep dive review: the formal response is due on 29 July 2024, 56 days after publication."
    so_far = "0 of 1 recommendation has a response."
    assert lines(nodes(open_page("monitoring"), "responses")) == [f"{due} It is overdue. {so_far}"]
    assert lines(nodes(open_page("monitoring", as_at="2024-02"), "responses")) == [f"{due} {so_far}"]
    late = lines(nodes(open_page("overview", as_at="2024-02"), "late"))
    assert late == ["1 formal response is overdue none at the end of February 2024"]
