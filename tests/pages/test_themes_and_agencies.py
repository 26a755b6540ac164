"""Themes and agencies: how much is outstanding in each, and the list of each."""

from tests.support.page_text import all_of, heading, lines, nodes, open_page, text_of
from tests.support.workbooks.canonical import RATED, RECOMMENDATION


def _table(app, key):
    return [text_of(row).strip(" |\n").split(" | ") for row in all_of(nodes(app, key), "tr")]


def test_themes_have_their_numbers_the_most_outstanding_first_and_no_verdict():
    app = open_page("themes")
    assert (
        heading(app) == "17 of 18 outstanding: Training 4 of 4, Data 3 of 3, Perpetrator Interventions 3 of 3, 3 more."
    )
    assert _table(app, "numbers") == [
        ["Theme", "All", "Complete", "Outstanding", "Stalled"],
        ["Training", "4", "0", "4", "3"],
        ["Data", "3", "0", "3", "1"],
        ["Perpetrator Interventions", "3", "0", "3", "2"],
        ["Resourcing", "3", "0", "3", "3"],
        ["Perpetrator Monitoring", "2", "0", "2", "1"],
        ["Victims", "3", "1", "2", "2"],
    ]


def test_agencies_are_named_short_and_counted():
    assert _table(open_page("agencies"), "numbers") == [
        ["Lead agency", "All", "Complete", "Outstanding", "Stalled"],
        ["DPP", "16", "0", "16", "12"],
        ["HMCTS", "1", "0", "1", "0"],
        ["OPCC", "1", "1", "0", "0"],
    ]


def test_the_list_behind_each_theme_has_all_of_its_recommendations_worst_first():
    shown_lines = lines(nodes(open_page("themes"), "lists"))
    assert shown_lines[shown_lines.index("Victims") :] == [
        "Victims",
        "A16 Revisit contact agreements with victims",
        "A17 Check whether victims were kept informed as agreed",
        "G18 Consider stalking victims when retendering services",
    ]


def test_bars_of_many_recommendations_stack_best_first_and_what_was_not_reported_last(shown):
    refs = [f"{number}" for number in range(1, 62)]
    rated = [
        {**RATED, "Ref": ref, "Status": status} for ref, status in zip(refs, ("Red", "Green", "Amber"), strict=False)
    ]
    shown(recommendations=[{**RECOMMENDATION, "Ref": ref} for ref in refs], progress=rated)
    (bar,) = [each for each in all_of(nodes(open_page(), "theme-now"), "div") if each[1].get("class") == "bar"]
    assert [text_of(piece) for piece in all_of([bar], "a")] == ["1 G", "1 A", "1 R", "58 –"]
