"""Themes and agencies: how much is outstanding in each, and the list of each."""

from tests.support.page_text import all_of, nodes, open_page, text_of
from tests.support.workbooks.canonical import RATED, RECOMMENDATION


def test_bars_of_many_recommendations_stack_best_first_and_what_was_not_reported_last(shown):
    refs = [f"{number}" for number in range(1, 62)]
    rated = [
        {**RATED, "Ref": ref, "Status": status} for ref, status in zip(refs, ("Red", "Green", "Amber"), strict=False)
    ]
    shown(recommendations=[{**RECOMMENDATION, "Ref": ref} for ref in refs], progress=rated)
    (bar,) = [each for each in all_of(nodes(open_page(), "theme-now"), "div") if each[1].get("class") == "bar"]
    assert [text_of(piece) for piece in all_of([bar], "a")] == ["1 G", "1 A", "1 R", "58 –"]
