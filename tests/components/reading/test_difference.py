"""A difference on a page: the links of its recommendations, and the marks of changed words."""

from analysis.difference.trackers import difference
from components.elements import element, html_of
from components.reading.difference import difference_part, recommendation_link
from model.language import Language
from model.status import RED_AMBER_GREEN
from model.tracker.tracker import Tracker
from model.versions.difference import RecommendationId
from tests.support.page_text import all_of, lines, links, nodes_of
from wording.catalogue import translator

_ = translator(Language.ENGLISH)


def tracker(*recommendations):
    """Return a tracker of recommendations as (review, ref, text)."""
    rows = [
        {"review": review, "ref": ref, "title": f"Title {ref}", "recommendation": text}
        for review, ref, text in recommendations
    ]
    return Tracker.from_rows({"recommendations": rows}, RED_AMBER_GREEN)


def nodes_between(before, after):
    """Return the HTML nodes of the difference."""
    link = recommendation_link((after, {}), (before, {"version": ["1"]}))
    whole = element("a", "See every change", href="versions")
    part = difference_part(
        difference(before, after), before, after, link=link, all_changes=whole, _=_, key="difference"
    )
    return nodes_of(html_of([part]))


def test_a_recommendation_leads_to_the_first_tracker_that_holds_it():
    now, before = tracker(("A", "1", "x")), tracker(("A", "1", "x"), ("A", "2", "y"))
    link = recommendation_link((now, {"lang": ["cy"]}), (before, {"version": ["1"]}))
    assert link(RecommendationId("A", "1")) == "recommendation?lang=cy&ref=1"
    assert link(RecommendationId("A", "2")) == "recommendation?version=1&ref=2"
    assert link(RecommendationId("A", "3")) is None


def test_the_review_is_named_in_a_link_where_there_are_several():
    link = recommendation_link((tracker(("A", "1", "x"), ("B", "1", "x")), {}))
    assert link(RecommendationId("B", "1")) == "recommendation?review=B&ref=1"


def test_removed_and_added_words_are_distinguished_by_more_than_colour():
    nodes = nodes_between(tracker(("A", "1", "Find some funding.")), tracker(("A", "1", "Find lasting funding.")))
    assert lines(nodes)[:3] == ["1 text re-worded.", "1 text re-worded", "Recommendation 1, its text: re-worded."]
    assert [tag for tag, *_rest in (*all_of(nodes, "del"), *all_of(nodes, "ins"))] == ["del", "ins"]
    assert links(nodes) == [("Recommendation 1", "recommendation?ref=1")]


def test_many_changes_of_a_kind_are_folded():
    before, after = tracker(), tracker(*(("A", str(n), f"Do {n}.") for n in range(1, 21)))
    nodes = nodes_between(before, after)
    assert lines(nodes)[0].startswith("20 new recommendations")
    assert lines(all_of(nodes, "summary")) == ["8 more"]
    assert len(all_of(nodes, "li")) == 20


def test_where_changes_are_cut_off_a_link_leads_to_all_of_them():
    before, after = tracker(), tracker(*(("A", str(n), f"Do {n}.") for n in range(1, 1251)))
    nodes = nodes_between(before, after)
    assert lines(all_of(nodes, "summary")) == ["1,238 more"]
    assert len(all_of(nodes, "li")) == 200
    assert lines(nodes)[-1] == "These are the first 200 of 1,250. See every change"
    assert links(nodes)[-1] == ("See every change", "versions")
