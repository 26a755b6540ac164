"""The blocks of the panel report: each recommendation, the overview and the key."""

from dataclasses import replace

from model.language import Language
from model.status import RED_AMBER_GREEN
from model.tracker.tracker import Tracker
from reports.document import Bullets, Heading, Paragraph, StatusMark, Table, Text
from reports.panel.report import panel_report
from tests.support.editions import edition_of
from tests.support.trackers import tracker_of, update_row

FIRST = {
    "ref": "1",
    "recommendation": "Fund the post.\nFill the post.",
    "theme": "Resourcing",
    "lead_agency": "The Force",
    "supporting_agencies": "The Courts; The Office",
    "lead_role": "Head of Custody",
    "accepted": "Yes",
    "target": "March 2026",
    "related_refs": "2",
}
SECOND = {"ref": "2", "title": "Train judges", "recommendation": "Train them.", "lead_agency": "The Office"}


def blocks_below(heading, **options):
    """Return the blocks between a heading and the next one of its level or higher."""
    document = panel_report(edition_of(**options))
    index, found = next((n, b) for n, b in enumerate(document.blocks) if isinstance(b, Heading) and b.text == heading)
    rest = document.blocks[index + 1 :]
    ends = (n for n, block in enumerate(rest) if isinstance(block, Heading) and block.level <= found.level)
    return rest[: next(ends, len(rest))]


def words_of(spans):
    return "".join(span.words if isinstance(span, Text) else span.word for span in spans)


def tracker(monitoring=()):
    updates = [update_row("1", "June 2024", "Amber", basis="Inferred"), update_row("2", "June 2024", "Green", None)]
    names = [{"kind": "Agency", "name": "The Force", "name_cy": "Yr Heddlu"}]
    return tracker_of([FIRST, SECOND], updates, monitoring=monitoring, names=names)


def test_a_recommendation_without_a_title_has_its_number_as_heading_and_each_of_its_points_as_a_bullet():
    first, *_ = blocks_below("Recommendation 1", tracker=tracker())
    assert isinstance(first, Bullets)
    assert [words_of(item) for item in first.items] == ["Fund the post.", "Fill the post."]


def test_a_recommendation_has_its_agencies_role_and_target_each_on_a_line():
    paragraphs = [
        words_of(b.spans) for b in blocks_below("Recommendation 1", tracker=tracker()) if isinstance(b, Paragraph)
    ]
    assert paragraphs[1].split("\n") == [
        "Lead agency: The Force",
        "Supporting agencies: The Courts; The Office",
        "Lead role: Head of Custody",
        "Accepted: Yes",
        "Target date: March 2026",
        "Related refs: 2",
    ]


def test_a_welsh_report_names_agencies_in_welsh():
    below = blocks_below("Argymhelliad 1", tracker=tracker(), language="cy")
    paragraphs = [words_of(block.spans) for block in below if isinstance(block, Paragraph)]
    assert paragraphs[1].split("\n")[0] == "Asiantaeth arweiniol: Yr Heddlu"


def test_a_theme_is_named_where_no_heading_names_it():
    for theme, facts in (("Victims", "Theme: Victims\nLead agency: The Office"), (None, "Lead agency: The Office")):
        table = tracker_of(
            [FIRST, {**SECOND, "theme": theme}], [update_row("1", "June 2024"), update_row("2", "June 2024")]
        )
        below = blocks_below("Recommendation 2: Train judges", tracker=table)
        assert facts in [words_of(block.spans) for block in below if isinstance(block, Paragraph)]


def test_the_key_shows_which_statuses_count_as_complete():
    (key,) = [block for block in blocks_below("Key") if isinstance(block, Table)]
    assert key.header == ("Status", "Complete", "Meaning")
    assert [(row[0][0].word, words_of(row[1])) for row in key.rows if isinstance(row[0][0], StatusMark)] == [
        ("Red", "No"),
        ("Amber", "No"),
        ("Green", "Yes"),
        ("not rated", "No"),
        ("not reported", "No"),
    ]


def test_the_list_of_a_recommendation_names_the_kind_of_a_promise_and_the_conclusion_does_not():
    promise = {"ref": "1", "activity": "Ask again.", "due": "July 2025", "kind": "Request", "with": "The Force"}
    (listed,) = blocks_below("Ongoing monitoring", tracker=tracker([promise]))
    assert words_of(listed.items[0]) == "Ask again. (request; due July 2025; with The Force)"
    ended = [b for b in blocks_of_conclusion(tracker([promise])) if isinstance(b, Bullets)]
    assert [words_of(item) for block in ended for item in block.items] == [
        "Recommendation 1: Ask again. (due July 2025; with The Force)"
    ]


def blocks_of_conclusion(table):
    blocks = panel_report(edition_of(tracker=table)).blocks
    index = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text == "Conclusion")
    return blocks[index + 1 :]


def test_a_report_on_two_reviews_counts_each_in_a_table_and_names_the_review_of_a_ref_that_both_have():
    both = tracker_of(
        [{"ref": "1", "review": "A"}, {"ref": "2", "review": "A"}, {"ref": "1", "review": "B"}],
        [update_row("1", "June 2024", "Red", review="A"), update_row("1", "June 2024", "Green", review="B")],
    )
    blocks = panel_report(edition_of(tracker=both)).blocks
    (table,) = [block for block in blocks if isinstance(block, Table) and block.title == "By review"]
    assert table.header == ("Review", "Red", "Green", "Not reported", "All")
    assert [[words_of(cell) for cell in row] for row in table.rows] == [
        ["A", "1", "0", "1", "2"],
        ["B", "0", "1", "0", "1"],
    ]
    titles = [block.text for block in blocks if isinstance(block, Heading) and block.text.startswith("Recommendation ")]
    assert titles == ["Recommendation 1 (A)", "Recommendation 2 (A)", "Recommendation 1 (B)"]


def test_a_report_on_one_review_has_no_table_by_review():
    blocks = panel_report(edition_of(tracker=tracker())).blocks
    assert "By review" not in [block.title for block in blocks if isinstance(block, Table)]


def test_the_source_of_a_review_is_marked_as_english_in_a_welsh_report():
    review = {"review": "Stalking", "source": "Report, June 2024"}
    with_source = Tracker.from_rows({"reviews": [review]}, RED_AMBER_GREEN).reviews
    report = panel_report(edition_of(replace(tracker(), reviews=with_source), language="cy"))
    spans = [span for block in report.blocks if isinstance(block, Paragraph) for span in block.spans]
    index = next(n for n, span in enumerate(spans) if isinstance(span, Text) and span.words.strip() == "Ffynhonnell:")
    assert spans[index + 1] == Text(" Report, June 2024", language=Language.ENGLISH)
