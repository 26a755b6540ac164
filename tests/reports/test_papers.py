"""The blocks of the panel report, the briefing and the meeting pack."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from pypdf import PdfReader

from analysis.promises import occasions
from components.published import load_workbook
from model.language import Language
from model.status import RED_AMBER_GREEN
from model.tracker.tracker import Tracker
from reports.document import Bullets, Heading, Paragraph, StatusMark, Table, Text, plain_text
from reports.meeting_pack import meeting_pack
from reports.panel.briefing import one_page, short_report
from reports.panel.report import panel_report
from reports.pdf import pdf_bytes
from tests.support.editions import edition_of
from tests.support.page_text import all_of, has_part, links, nodes, open_page, text_of
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


def test_the_source_of_a_review_is_marked_as_english_in_a_welsh_report():
    review = {"review": "Stalking", "source": "Report, June 2024"}
    with_source = Tracker.from_rows({"reviews": [review]}, RED_AMBER_GREEN).reviews
    report = panel_report(edition_of(replace(tracker(), reviews=with_source), language="cy"))
    spans = [span for block in report.blocks if isinstance(block, Paragraph) for span in block.spans]
    index = next(n for n, span in enumerate(spans) if isinstance(span, Text) and span.words.strip() == "Ffynhonnell:")
    assert spans[index + 1] == Text(" Report, June 2024", language=Language.ENGLISH)


EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
YEAR = EXAMPLES / "ordinary-year.xlsx"


def made_today(path, language=Language.ENGLISH):
    """Return the edition of a workbook that is made today."""
    return replace(
        edition_of(load_workbook(path).tracker, language=language.value), made_on=pd.Timestamp.today().normalize()
    )


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("paper", "most"), [(one_page, 1), (short_report, 4)], ids=["one page", "short"])
def test_sixty_recommendations_stay_within_the_pages_of_their_name(paper, most, language):
    pages = PdfReader(BytesIO(pdf_bytes(paper(made_today(YEAR, language))))).pages
    assert len(pages) <= most


@pytest.mark.parametrize("paper", [one_page, short_report, panel_report])
@pytest.mark.parametrize("workbook", [YEAR, EXAMPLES / "two-reviews.xlsx"], ids=["year", "two reviews"])
def test_a_paper_names_what_the_overview_names(monkeypatch, paper, workbook):
    monkeypatch.setenv("CYNNYDD_TRACKER", str(workbook))
    page = open_page()
    lines = _bullets(paper(made_today(workbook)))
    for part, heading in (("changed", "What changed"), ("late", "What is late"), ("asked", "What to ask")):
        shown = [text for text, _href in links(all_of(nodes(page, part), "li"))] if has_part(page, part) else []
        found: list[str] = next((each for name, each in lines.items() if name.startswith(heading)), [])
        listed = [line for line in found if not line.endswith(" more")]
        assert [line for line, text in zip(listed, shown, strict=False) if not line.startswith(text)] == [], part
        assert bool(listed) == bool(shown)
    reasons = [text_of(each) for each in all_of(nodes(page, "asked"), "div") if "muted" in str(each[1].get("class"))]
    asked = next(found for name, found in lines.items() if name.startswith("What to ask"))
    assert [line for line, reason in zip(asked, reasons, strict=True) if not line.endswith(reason)] == []


def _bullets(paper):
    """Return the bullets of a paper by the heading above them."""
    found: dict[str, list[str]] = {}
    heading = ""
    for block in paper.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Bullets):
            found.setdefault(heading, [plain_text(item) for item in block.items])
    return found


MEET = {"activity": "Meet.", "due": "January 2025", "with": "The Superintendent", "kind": "Meeting"}
RECOMMENDATIONS = [
    {"ref": "1", "title": "Fund the post", "title_cy": "Ariannu'r swydd", "recommendation": "Fund it for good."},
    {"ref": "2", "title": "Train officers", "recommendation": "Train them."},
    {"ref": "3", "title": "Share data", "recommendation": "Share it."},
]
PROGRESS = [
    update_row("1", "February 2024", "Red", "Nobody is funded."),
    update_row("1", "June 2024", "Amber", "Funding is confirmed until April 2025.\nMore is sought.", basis="Inferred"),
    update_row("2", "February 2024", "Amber", "Training has begun."),
    update_row("2", "June 2024", "Amber", "Training has begun."),
]
ROOM = "\xa0\n\xa0"
PROMISES = [{**MEET, "ref": "1"}, {**MEET, "ref": "2"}, {"ref": "3", "activity": "Ask.", "due": "July 2024"}]


def tracker_of_pack(**changes):
    tables = {"recommendations": RECOMMENDATIONS, "progress": PROGRESS, "monitoring": PROMISES, **changes}
    return tracker_of(tables["recommendations"], tables["progress"], monitoring=tables["monitoring"])


def january(edition):
    """Return the key of the occasion in January."""
    return str(occasions(edition.tracker, as_at=edition.as_at)["occasion"].iloc[-1])


def pack(edition=None, *, all_chosen=False):
    edition = edition or edition_of(tracker_of_pack())
    return meeting_pack(replace(edition, occasion=None if all_chosen else january(edition)))


def of_kind(document, kind):
    return [each for each in document.blocks if isinstance(each, kind)]


def headings(document, level=None):
    return [each.text for each in document.blocks if isinstance(each, Heading) and level in (None, each.level)]


def line_of(spans):
    return "".join(span.words if isinstance(span, Text) else f"[{span.letter}] {span.word}" for span in spans)


def below(document, heading, nth=0):
    """Return the lines between the nth heading of this text and the next heading."""
    places = [number for number, each in enumerate(document.blocks) if getattr(each, "text", None) == heading]
    found = []
    for block in document.blocks[places[nth] + 1 :]:
        if isinstance(block, Heading):
            break
        if isinstance(block, Paragraph):
            found.append(line_of(block.spans))
        elif isinstance(block, Bullets):
            found += [line_of(item) for item in block.items]
        elif isinstance(block, Table):
            found += [[line_of(cell) for cell in row] for row in block.rows]
    return found


def test_the_pack_of_an_occasion_is_about_the_recommendations_it_serves():
    document = pack()
    assert document.title == "Meeting pack: January 2025, with The Superintendent"
    assert headings(document, 1) == [
        "At a glance",
        "Key",
        "Recommendation 1: Fund the post",
        "Recommendation 2: Train officers",
    ]
    table = of_kind(document, Table)[0]
    assert table.header == ("Recommendation", "Status", "Same status since", "Questions")
    assert [[line_of(cell) for cell in row] for row in table.rows] == [
        ["Recommendation 1: Fund the post", "[A] Amber, inferred", "June 2024", "1"],
        ["Recommendation 2: Train officers", "[A] Amber", "February 2024", "1"],
    ]


def test_each_recommendation_has_status_history_update_promises_what_has_not_moved_and_questions():
    document = pack()
    assert below(document, "Recommendation 2: Train officers") == [
        "Train them.",
        "Status: [A] Amber",
        "History: February 2024 [A] Amber · June 2024 [A] Amber",
    ]
    assert below(document, "What was said last, in June 2024") == [
        "Funding is confirmed until April 2025.",
        "More is sought.",
    ]
    assert below(document, "What was promised") == ["Meet. (due January 2025; with The Superintendent)"]
    assert below(document, "What has not moved") == [
        "The status has been the same since February 2024: 4 months (the last 2 rounds)."
    ]
    first = "What follows April 2025? The update of June 2024 says: “Funding is confirmed until April 2025.”"
    same = "It has stood at the same status in the last 2 rounds, since February 2024."
    second = f"What is needed to move on from Amber? {same}"
    assert below(document, "Questions to ask") == [[first, ROOM]]
    assert below(document, "Questions to ask", 1) == [[second, ROOM]]


def test_without_an_occasion_it_is_about_all_that_is_chosen():
    document = pack(all_chosen=True)
    assert [each for each in headings(document, 1) if each.startswith("Recommendation")] == [
        "Recommendation 3: Share data",
        "Recommendation 1: Fund the post",
        "Recommendation 2: Train officers",
    ]
    assert below(document, "What was said last") == ["Nothing has been reported on this recommendation yet."]


def test_an_inferred_status_is_marked_and_its_meaning_printed():
    document = pack()
    paragraphs = of_kind(document, Paragraph)
    marks = [span for each in paragraphs for span in each.spans if isinstance(span, StatusMark)]
    assert (marks[0].word, marks[0].inferred) == ("Amber, inferred", True)
    assert any("Statuses that are inferred: 1 of 2." in line_of(each.spans) for each in paragraphs)
    meanings = of_kind(document, Table)[1]
    assert line_of(meanings.rows[0][2]) == "No progress has been made."


def test_a_welsh_pack_is_welsh_and_marks_its_english_words():
    document = pack(edition_of(tracker_of_pack(), language="cy"))
    assert document.title == "Pecyn cyfarfod: Ionawr 2025, gyda: The Superintendent"
    lists = [span for each in of_kind(document, Bullets) for item in each.items for span in item]
    spans = lists + [span for each in of_kind(document, Table) for row in each.rows for cell in row for span in cell]
    quoted = [span for span in spans if isinstance(span, Text)]
    assert [span.language for span in quoted if span.words.startswith("Funding")] == [Language.ENGLISH]
    assert any(span.words == "Beth sy'n dilyn Ebrill 2025?" for span in quoted)


def test_the_pack_names_the_day_on_which_the_formal_response_is_due():
    reviews = [{"title": "Deep dive", "published": "3 June 2024", "response_days": "56"}]
    pack = meeting_pack(edition_of(tracker_of(["1"], reviews=reviews), as_at="2024-06"))
    spans = [span for block in pack.blocks if isinstance(block, Paragraph) for span in block.spans]
    found = [span.words for span in spans if isinstance(span, Text)]
    due = "Deep dive: the formal response is due on 29 July 2024, 56 days after publication. "
    assert f"{due}0 of 1 recommendation has a response." in found
